"""Opening accounts for others, and helping those who lost their second step."""

from dataclasses import replace
from typing import Annotated

from fastapi.responses import Response
from pydantic import AfterValidator, Field

from ideas.acts import Act
from ideas.identity.accounts.queries import holder_of, holders
from ideas.identity.accounts.rules import sound_email
from ideas.identity.factors.actions import clear_factors
from ideas.identity.links.actions import invite
from ideas.permissions import Relation, require, require_visible
from ideas.say import say
from ideas.talking.letters.queries import post_today
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class InvitationForm(Form):
    email: Annotated[str, AfterValidator(sound_email)]


class ClearingForm(Form):
    checked: str = Field(pattern="^on$")


@pages.read("/admin/accounts", Act.INVITE_PERSON)
def get_accounts(visit: Visit) -> Response:
    require_visible(Act.SEE_ADMIN, visit.standing)
    require(Act.INVITE_PERSON, visit.standing)
    words = visit.kept("q") or visit.request.query_params.get("q", "")
    return show(
        visit, "accounts/list.html", words=words, holders=holders(visit.session, visit.me, words),
        post=post_today(visit.session),
    )  # fmt: skip


@pages.read("/admin/accounts/{person}", Act.INVITE_PERSON)
def get_holder(visit: Visit, person: str) -> Response:
    require_visible(Act.SEE_ADMIN, visit.standing)
    require(Act.INVITE_PERSON, visit.standing)
    holder = holder_of(visit.session, visit.me, person)
    return show(visit, "accounts/show.html", holder=holder)


@pages.write("/admin/accounts/{person}/invitation", Act.INVITE_PERSON, page=get_holder)
def post_invitation(visit: Visit, person: str) -> Done:
    require_visible(Act.SEE_ADMIN, visit.standing)
    require(Act.INVITE_PERSON, visit.standing)
    holder = holder_of(visit.session, visit.me, person)
    invite(visit.session, visit.me, holder, visit.filled(InvitationForm).email)
    said = say("Undangan untuk {name} segera dikirim.", name=holder.person.name)
    return Done(to="/admin/accounts", said=said)


@pages.write("/admin/accounts/{person}/clearing", Act.CLEAR_FACTORS, page=get_holder)
def post_clearing(visit: Visit, person: str) -> Done:
    require_visible(Act.SEE_ADMIN, visit.standing)
    require(Act.CLEAR_FACTORS, visit.standing)
    holder = holder_of(visit.session, visit.me, person)
    visit.filled(ClearingForm)
    self_ = frozenset({Relation.SELF} if holder.person.id == visit.me.id else ())
    office = replace(visit.standing, relations=self_)
    clear_factors(visit.session, office, visit.me.id, holder.person.id)
    said = say("Langkah kedua {name} dihapus. Kami mengabarinya.", name=holder.person.name)
    return Done(to="/admin/accounts", said=said)
