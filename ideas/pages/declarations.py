"""Before judging: one list without names, and one's word on it."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.judging.declarations.actions import check_listing, sign_declaration
from ideas.judging.declarations.queries import find_listing
from ideas.judging.declarations.rules import strange, ticked
from ideas.permissions import require
from ideas.say import say
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

CLOSE = "close-"


class DeclarationForm(Form):
    """`read`: the list as it was read. What is close is a family: close-<reference>."""

    read: str = Field(default="", max_length=64)
    note: str = Field(default="", max_length=600)
    signed: str = ""


@pages.read("/reviews/declarations/{step}", Act.SIGN_DECLARATION)
def get_declaration(visit: Visit, step: str) -> Response:
    listing = find_listing(visit.session, visit.me, step)
    return show(visit, "reviews/declaration.html", listing=listing)


@pages.write("/reviews/declarations/{step}", Act.SIGN_DECLARATION, page=get_declaration)
def post_declaration(visit: Visit, step: str) -> Done:
    form = visit.filled(DeclarationForm, ignore=CLOSE)
    listing, fields = find_listing(visit.session, visit.me, step), visit.typed.starting(CLOSE)
    require(Act.SIGN_DECLARATION, listing.standing)
    check_listing(listing, form.read)
    if wrong := strange(fields, listing.refs):
        raise Invalid(wrong)
    if not form.signed:
        raise Invalid({"signed": say("Tandai pernyataan ini untuk menandatanganinya.")})
    close = ticked(fields, listing.refs)
    sign_declaration(visit.session, visit.me, listing, close, form.note)
    return Done(to=path("get_reviews"), said=say("Pernyataan Anda tersimpan. Selamat menilai."))
