"""Data saya: what is held about oneself, a copy of it, what is shown, and what one may ask."""

from fastapi.responses import Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.outside.files import fetch
from ideas.protection.consents.actions import choose_shown
from ideas.protection.consents.queries import shown_of
from ideas.protection.consents.rules import Shown
from ideas.protection.copies.actions import ask_copy
from ideas.protection.copies.queries import copies_of, own_copy, proved_lately
from ideas.protection.privacy.queries import my_data, own_standing
from ideas.protection.privacy.rules import Right
from ideas.protection.privacy.sections import ROWS
from ideas.protection.requests.actions import Wish, ask_privacy
from ideas.protection.requests.queries import requests_of
from ideas.say import say
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class ShownForm(Form):
    shown: list[Shown] = Field(default_factory=list)


class WishForm(Form):
    right: Right
    wrong: str = Field(min_length=1, max_length=2000)
    better: str = Field(default="", max_length=2000)


@pages.read("/people/{ref}/data", Act.SEE_MY_DATA)
def get_my_data(visit: Visit, ref: str) -> Response:
    asked, lately = visit.request.query_params.get("show") == "nip", proved_lately(visit.me)
    session, person_id = visit.session, visit.me.id
    data = my_data(session, visit.me, ref, plain=asked and lately)
    return show(
        visit, "people/data.html", data=data, rows=ROWS, asked=asked, lately=lately,
        shown=shown_of(session, person_id), parts=Shown, rights=Right,
        copies=copies_of(session, person_id), requests=requests_of(session, person_id),
        now=given.now(),
    )  # fmt: skip


@pages.write("/people/{ref}/data/shown", Act.CHOOSE_SHOWN, page=get_my_data)
def post_shown(visit: Visit, ref: str) -> Done:
    form = visit.filled(ShownForm)
    choose_shown(visit.session, visit.me, own_standing(visit.me, ref), form.shown)
    return Done(said=say("Pilihan Anda tersimpan dan langsung berlaku."))


@pages.write("/people/{ref}/data/copy", Act.TAKE_MY_DATA, page=get_my_data)
def post_copy(visit: Visit, ref: str) -> Done:
    ask_copy(visit.session, visit.me, own_standing(visit.me, ref), visit.language)
    return Done(said=say("Salinan sedang disiapkan. Muat ulang halaman ini sebentar lagi."))


@pages.read("/people/{ref}/data/copies/{copy}.zip", Act.TAKE_MY_DATA)
def get_copy(visit: Visit, ref: str, copy: str) -> Response:
    key = own_copy(visit.session, visit.me, ref, copy)
    named = {"Content-Disposition": f'attachment; filename="data-saya-{copy}.zip"'}
    return Response(fetch(key), media_type="application/zip", headers=named)


@pages.write("/people/{ref}/data/requests", Act.ASK_PRIVACY, page=get_my_data)
def post_privacy_request(visit: Visit, ref: str) -> Done:
    form = visit.filled(WishForm)
    wish = Wish(form.right, form.wrong, form.better)
    ask_privacy(visit.session, visit.me, own_standing(visit.me, ref), wish)
    return Done(said=say("Permintaan terkirim. Jawabannya tampil di halaman ini."))
