"""One person in the organisation: placements through time, transfers, stand-ins."""

from fastapi.responses import Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.pages.units import DayForm, asked_words, change_in
from ideas.permissions import Standing, refusal, require, require_visible
from ideas.say import say
from ideas.staff.organisation.queries import find_unit, find_units, trail_of
from ideas.staff.people.careers import Colleague, find_colleague, postings_of, stand_ins_of
from ideas.staff.people.finding import Somebody, find_people, person_of, person_seen
from ideas.staff.people.models import Posting, StandIn
from ideas.staff.people.placing import transfer_person
from ideas.staff.people.rules import PositionKind, StandInKind
from ideas.staff.people.standing_in import end_stand_in, find_stand_in, name_stand_in
from ideas.staff.people.workplaces import heads_over, people_at
from ideas.staff.roles.visitors import standing_over
from ideas.web.forms import Day, Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class TransferForm(DayForm):
    unit: str = Field(max_length=9)
    position: str = Field(min_length=1, max_length=200)
    kind: PositionKind
    grade: str = Field(default="", max_length=20)
    superior: str = Field(default="", max_length=9)
    q: str = ""


class StandInForm(Form):
    person: str = Field(max_length=9)
    kind: StandInKind
    since: Day
    until: Day
    reason: str = Field(min_length=1, max_length=300)
    q: str = ""


class EndingForm(DayForm):
    stand_in: str = Field(max_length=9)


@pages.read("/admin/postings/{ref}", Act.SEE_UNITS)
def get_posting(visit: Visit, ref: str) -> Response:
    require_visible(Act.SEE_UNITS, visit.standing)
    who = find_colleague(visit.session, ref)
    return show(
        visit, "postings/show.html", who=who, postings=postings_of(visit.session, who.id),
        stand_ins=stand_ins_of(visit.session, who.id), today=given.now().date(),
        trail=trail_of(visit.session, who.unit_path),
        locked=refusal(Act.KEEP_PEOPLE, _standing(visit, who)),
    )  # fmt: skip


@pages.read("/admin/postings/{ref}/transfer", Act.KEEP_PEOPLE)
def get_transfer(visit: Visit, ref: str) -> Response:
    who, words = _kept(visit, ref), asked_words(visit)
    unit_ref = str(visit.kept("unit", visit.request.query_params.get("unit", "")))
    target = find_unit(visit.session, unit_ref) if unit_ref else None
    return show(
        visit, "postings/transfer.html", who=who, words=words, target=target,
        units=[] if target else find_units(visit.session, words, closed=False),
        superiors=_superiors(visit, who, target.path) if target else [],
        kinds=list(PositionKind), today=given.now().date(),
    )  # fmt: skip


@pages.write("/admin/postings/{ref}/transfer", Act.KEEP_PEOPLE, page=get_transfer)
def post_transfer(visit: Visit, ref: str) -> Done:
    form, who = visit.filled(TransferForm), _kept(visit, ref)
    unit = find_unit(visit.session, form.unit)
    posting = Posting(
        person_id=who.id, unit_id=unit.id, position=form.position, kind=form.kind,
        grade=form.grade, since=form.day,
        superior_id=person_of(visit.session, form.superior) if form.superior else None,
    )  # fmt: skip
    standing = _standing(visit, who, unit.path)
    transfer_person(visit.session, standing, posting, unit, change_in(visit, form))
    return Done(to=path("get_posting", ref=ref), said=say("Penempatan baru tercatat."))


@pages.read("/admin/postings/{ref}/standin", Act.KEEP_PEOPLE)
def get_stand_in(visit: Visit, ref: str) -> Response:
    who, words = _kept(visit, ref), asked_words(visit)
    return show(
        visit, "postings/standin.html", who=who, words=words,
        found=_colleagues(visit, who, words),
        kinds=list(StandInKind), today=given.now().date(),
    )  # fmt: skip


@pages.write("/admin/postings/{ref}/standin", Act.KEEP_PEOPLE, page=get_stand_in)
def post_stand_in(visit: Visit, ref: str) -> Done:
    form, who = visit.filled(StandInForm), _kept(visit, ref)
    stand_in = StandIn(
        person_id=person_of(visit.session, form.person), for_id=who.id, kind=form.kind,
        since=form.since, until=form.until,
    )  # fmt: skip
    change = change_in(visit, DayForm(day=form.since, reason=form.reason))
    name_stand_in(visit.session, _standing(visit, who), stand_in, change)
    return Done(to=path("get_posting", ref=ref), said=say("Penunjukan tercatat."))


@pages.write("/admin/postings/{ref}/standin/ending", Act.KEEP_PEOPLE, page=get_posting)
def post_stand_in_ending(visit: Visit, ref: str) -> Done:
    form, who = visit.filled(EndingForm), _kept(visit, ref)
    stand_in = find_stand_in(visit.session, who.id, form.stand_in)
    end_stand_in(visit.session, _standing(visit, who), stand_in, change_in(visit, form))
    return Done(to=path("get_posting", ref=ref), said=say("Masa tugas pengganti diakhiri."))


def _superiors(visit: Visit, who: Colleague, place: str) -> list[Somebody]:
    """To choose from: heads from the new unit upwards, the superior now, who was looked for."""
    heads = heads_over(visit.session, place)
    now = person_seen(visit.session, who.superior_id) if who.superior_id else None
    all_ = [*heads, now, *find_people(visit.session, asked_words(visit))]
    return list({one.ref: one for one in all_ if one and one.ref != who.ref}.values())


def _colleagues(visit: Visit, who: Colleague, words: str) -> list[Somebody]:
    """Whoever was looked for; at first those who work in the same unit."""
    if words or not who.unit_ref:
        found = find_people(visit.session, words)
    else:
        found, _ = people_at(visit.session, find_unit(visit.session, who.unit_ref).id)
    return [one for one in found if one.ref != who.ref]


def _kept(visit: Visit, ref: str) -> Colleague:
    require_visible(Act.SEE_UNITS, visit.standing)
    who = find_colleague(visit.session, ref)
    require(Act.KEEP_PEOPLE, _standing(visit, who))
    return who


def _standing(visit: Visit, who: Colleague, *paths: str) -> Standing:
    return standing_over(visit.me, who.unit_path, *paths)
