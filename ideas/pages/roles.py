"""Who holds which role: the register, giving, agreeing, taking back, and the matrix in print."""

from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.language.forms import day_begins
from ideas.permissions import PERMISSIONS, Role, limits_of, opened_by, require_visible
from ideas.road.competitions.listing import choices, names_of
from ideas.road.competitions.queries import find_competition
from ideas.say import say
from ideas.staff.people.finding import find_people, person_of, somebody
from ideas.staff.roles.actions import Term, approve_role, grant_role, revoke_role
from ideas.staff.roles.places import find_place, places_within
from ideas.staff.roles.queries import find_held, register
from ideas.staff.roles.rules import Scope, Shelf
from ideas.staff.roles.visitors import standing_to
from ideas.web.forms import Day, Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

Word = TypeVar("Word", bound=StrEnum)

DAY = timedelta(days=1)
MOST_PLACES = 200


class Reach(StrEnum):
    """What a role may be given for."""

    UNIT = "unit"
    COMPETITION = "competition"
    EVERYWHERE = "everywhere"


class GrantForm(Form):
    person: str
    role: Role
    reach: Reach
    unit: str = Field(default="", max_length=200)
    competition: str = Field(default="", max_length=60)
    begins: Day | None = None
    ends: Day | None = None
    why: str = Field(min_length=1, max_length=300)


class ReasonForm(Form):
    why: str = Field(min_length=1, max_length=300)


@pages.read("/admin/roles", Act.SEE_ROLES)
def get_roles(visit: Visit) -> Response:
    require_visible(Act.SEE_ROLES, visit.standing)
    asked = visit.request.query_params
    shelf = _word(Shelf, asked.get("shelf", "")) or Shelf.IN_FORCE
    role = _word(Role, asked.get("role", ""))
    found = register(visit.session, visit.me, shelf, role, asked.get("after", ""))
    ids = [line.grant.competition_id for line in found.lines if line.grant.competition_id]
    names = names_of(visit.session, ids)
    return show(
        visit, "roles/register.html", register=found, shelf=shelf, role=role, shelves=list(Shelf),
        roles=list(Role), names=names,
    )  # fmt: skip


@pages.read("/admin/roles/new", Act.GRANT_ROLE)
def get_new_role(visit: Visit) -> Response:
    require_visible(Act.GRANT_ROLE, visit.standing)
    asked, session = visit.request.query_params, visit.session
    ref = visit.kept("person") or asked.get("person", "")
    words = asked.get("q", "")
    return show(
        visit, "roles/new.html", words=words, found=find_people(session, words),
        person=somebody(session, ref) if ref else None, roles=list(Role), reaches=list(Reach),
        places=places_within(session, visit.me, Role.ADMINISTRATOR)[:MOST_PLACES],
        choices=choices(session, visit.me),
    )  # fmt: skip


@pages.write("/admin/roles/new", Act.GRANT_ROLE, page=get_new_role)
def post_new_role(visit: Visit) -> Done:
    form = visit.filled(GrantForm)
    scope, person_id = _scope(visit, form), person_of(visit.session, form.person)
    standing = standing_to(visit.me, person_id, scope)
    term = Term(
        form.why,
        day_begins(form.begins, visit.me.zone) if form.begins else None,
        day_begins(form.ends + DAY, visit.me.zone) if form.ends else None,
    )
    grant = grant_role(visit.session, standing, person_id, form.role, scope, term=term, by=visit.me)
    waits = say("Peran dicatat. Berlaku setelah disetujui pengelola lain.")
    shelf = Shelf.WAITING if grant.waits else Shelf.IN_FORCE
    return Done(
        to=f"{path('get_roles')}?shelf={shelf}",
        said=waits if grant.waits else say("Peran diberikan."),
    )


@pages.read("/admin/roles/{ref}", Act.SEE_ROLES)
def get_role(visit: Visit, ref: str) -> Response:
    held = find_held(visit.session, visit.me, ref)
    ids = [held.grant.competition_id] if held.grant.competition_id else []
    return show(visit, "roles/show.html", held=held, names=names_of(visit.session, ids))


@pages.write("/admin/roles/{ref}/approval", Act.APPROVE_ROLE, page=get_role)
def post_approval(visit: Visit, ref: str) -> Done:
    approve_role(visit.session, visit.me, find_held(visit.session, visit.me, ref))
    return Done(said=say("Peran disetujui dan berlaku."))


@pages.write("/admin/roles/{ref}/revocation", Act.REVOKE_ROLE, page=get_role)
def post_revocation(visit: Visit, ref: str) -> Done:
    why = visit.filled(ReasonForm).why
    revoke_role(visit.session, find_held(visit.session, visit.me, ref), why, by=visit.me)
    return Done(said=say("Peran dicabut sejak sekarang."))


@pages.read("/roles", Act.SEE_MATRIX, public=True)
def get_matrix(visit: Visit) -> Response:
    acts = [(act, opened_by(act), limits_of(act)) for act in PERMISSIONS if opened_by(act)]
    return show(visit, "roles/matrix.html", acts=acts, roles=list(Role))


def _scope(visit: Visit, form: GrantForm) -> Scope:
    if form.reach is Reach.UNIT:
        place = find_place(visit.session, form.unit)
        return Scope(place.id, place.path)
    if form.reach is Reach.COMPETITION:
        ref, _, category = form.competition.partition("/")
        if form.competition not in [c.value for c in choices(visit.session, visit.me)]:
            raise Invalid({"competition": say("Pilih kompetisi dari daftar.")})
        scoped = find_competition(visit.session, visit.me, ref)
        return Scope(None, scoped.organiser_path, scoped.row.id, category)
    return Scope()


def _word(words: type[Word], text: str) -> Word | None:
    return words(text) if text in set(words) else None
