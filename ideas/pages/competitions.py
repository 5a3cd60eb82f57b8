"""Competitions as people meet them: the list, the public face, the rules, the entries, the desk."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.deciding.lots.queries import find_lot
from ideas.deciding.minutes.queries import kept_minutes
from ideas.deciding.outcomes.published import released_ref
from ideas.failures import Invalid
from ideas.judging.panels.queries import is_drawn
from ideas.language.forms import typed_moment
from ideas.permissions import Role, refusal, require
from ideas.road.competitions.actions import Basics, plan_competition
from ideas.road.competitions.amending import amendments_of
from ideas.road.competitions.facing import Ask, Face, face_of
from ideas.road.competitions.listing import Shelf, list_competitions
from ideas.road.competitions.presets import find_preset, presets
from ideas.road.competitions.queries import (
    find_competition,
    find_rules,
    find_step,
    standing_in,
    standing_to_plan,
    steps_of,
)
from ideas.road.entries.extending import MoreTime, extend_step, extensions_of
from ideas.road.entries.listing import Desk, desk_of, entries_in
from ideas.say import say
from ideas.staff.roles.places import places_within
from ideas.stages import CompetitionState, StepKind, StepState
from ideas.web.forms import Day, Form, LocalMoment
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class BasicsForm(Form):
    title: str = Field(min_length=1, max_length=160)
    theme: str = Field(min_length=1, max_length=200)
    about: str = Field(min_length=1, max_length=2000)
    unit: str

    @property
    def basics(self) -> Basics:
        return Basics(self.title, self.theme, self.about, self.unit)


class PlanForm(BasicsForm):
    preset: str
    first_day: Day


@pages.read("/competitions", Act.SEE_COMPETITION, public=True)
def get_competitions(visit: Visit) -> Response:
    asked = visit.request.query_params
    shelf = Shelf(asked["show"]) if asked.get("show") in set(Shelf) else Shelf.ALL
    cards, after = list_competitions(visit.session, visit.person, shelf, asked.get("after", ""))
    plans = visit.person is not None and not refusal(
        Act.PLAN_COMPETITION, standing_to_plan(visit.person)
    )
    return show(
        visit, "competitions/list.html", cards=cards, next=after, shelf=shelf, shelves=Shelf,
        plans=plans,
    )  # fmt: skip


@pages.read("/competitions/new", Act.PLAN_COMPETITION)
def get_new_competition(visit: Visit) -> Response:
    require(Act.PLAN_COMPETITION, standing_to_plan(visit.me))
    places = places_within(visit.session, visit.me, Role.SECRETARIAT)
    return show(
        visit, "competitions/new.html", presets=presets(), places=places, comp=None, scoped=None
    )  # fmt: skip


@pages.write("/competitions/new", Act.PLAN_COMPETITION, page=get_new_competition)
def post_new_competition(visit: Visit) -> Done:
    form = visit.filled(PlanForm)
    preset = find_preset(form.preset)
    if preset is None:
        raise Invalid({"preset": say("Pilih salah satu pola.")})
    draft = plan_competition(visit.session, visit.me, preset, form.basics, form.first_day)
    return Done(to=path("get_road", ref=draft.ref), said=say("Draf kompetisi tersimpan."))


@pages.read("/competitions/{ref}", Act.SEE_COMPETITION, public=True)
def get_competition(visit: Visit, ref: str) -> Response:
    scoped = find_competition(visit.session, visit.person, ref)
    face = face_of(visit.session, visit.person, scoped)
    over = scoped.row.state is CompetitionState.DONE
    result = released_ref(visit.session, scoped.row.id) if over else None
    return show(
        visit, "competitions/show.html", face=face, scoped=scoped, comp=scoped.row, result=result,
        extensions=extensions_of(visit.session, scoped.row.id),
        minutes=kept_minutes(visit.session, visit.person, scoped),
    )  # fmt: skip


@pages.read("/competitions/{ref}/rules", Act.SEE_COMPETITION, public=True)
def get_rules(visit: Visit, ref: str) -> Response:
    scoped = find_competition(visit.session, visit.person, ref)
    rules, book = find_rules(visit.session, scoped.row)
    steps = steps_of(visit.session, scoped.row.id)
    return show(
        visit, "competitions/rules.html", comp=scoped.row, scoped=scoped, rules=rules, book=book,
        steps=steps, amendments=amendments_of(visit.session, scoped.row.id),
        lot=find_lot(visit.session, scoped.row.id),
    )  # fmt: skip


@pages.read("/competitions/{ref}/entries", Act.SEE_COMPETITION, public=True)
def get_competition_entries(visit: Visit, ref: str) -> Response:
    asked = visit.request.query_params
    scoped = find_competition(visit.session, visit.person, ref)
    rules, _book = find_rules(visit.session, scoped.row)
    category = rules.category(asked.get("category", ""))
    entries = entries_in(
        visit.session, visit.person, scoped, category.key if category else "",
        asked.get("after", ""),
    )  # fmt: skip
    return show(
        visit, "competitions/entries.html", comp=scoped.row, rules=rules, category=category,
        entries=entries,
    )  # fmt: skip


class ExtensionForm(Form):
    step: str = Field(max_length=9)
    until: LocalMoment
    reason: str = Field(min_length=1, max_length=600)


@pages.read("/competitions/{ref}/desk", Act.PLAN_COMPETITION)
def get_competition_desk(visit: Visit, ref: str) -> Response:
    scoped = find_competition(visit.session, visit.me, ref)
    require(Act.PLAN_COMPETITION, standing_in(visit.me, scoped))
    desk = desk_of(visit.session, scoped.row.id)
    face = face_of(visit.session, visit.me, scoped)
    return show(
        visit, "competitions/desk.html", comp=scoped.row, face=face, desk=desk,
        ask=_ask(visit, face, desk),
    )  # fmt: skip


def _ask(visit: Visit, face: Face, desk: Desk) -> str:
    """What the secretariat itself should do next."""
    if face.ask in (Ask.PLAN, Ask.SCREEN):
        return face.ask
    step = face.now.step
    scoring = step.kind is StepKind.PANEL and face.now.state is StepState.OPEN
    if scoring and not is_drawn(visit.session, step.id):
        return "draw"
    return "late" if desk.late else "nothing"


@pages.write("/competitions/{ref}/extension", Act.EXTEND_STEP, page=get_competition_desk)
def post_extension(visit: Visit, ref: str) -> Done:
    scoped = find_competition(visit.session, visit.me, ref)
    require(Act.PLAN_COMPETITION, standing_in(visit.me, scoped))
    form = visit.filled(ExtensionForm)
    step = find_step(visit.session, scoped.row.id, form.step)
    asked = MoreTime(step, typed_moment(form.until, visit.me.zone), form.reason)
    extend_step(visit.session, visit.me, scoped, asked)
    return Done(said=say("Tahap diperpanjang. Alasannya tampil di halaman kompetisi."))
