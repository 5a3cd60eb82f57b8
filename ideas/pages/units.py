"""The tree of units: to browse, to search, and to mend from a day on."""

from fastapi.responses import Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import refusal, require, require_visible
from ideas.say import Sentence, say
from ideas.staff.organisation.actions import Change, add_unit, move_unit, rename_unit
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import find_unit, find_units, trail_of
from ideas.staff.organisation.rules import UnitChange, UnitKind, Zone
from ideas.staff.people.finding import find_people
from ideas.staff.people.placing import close_unit, merge_unit, people_in
from ideas.staff.people.workplaces import (
    ending_of,
    happened_to,
    head_of,
    people_at,
    size_below,
    units_under,
)
from ideas.staff.roles.visitors import standing_over
from ideas.web.forms import Day, Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

LONGEST_WORDS = 80


class DayForm(Form):
    day: Day
    reason: str = Field(min_length=1, max_length=300)


class RenameForm(DayForm):
    name: str = Field(min_length=1, max_length=200)


class TargetForm(DayForm):
    target: str = Field(max_length=9)
    q: str = ""


class OpenForm(RenameForm):
    kind: UnitKind
    zone: Zone


@pages.read("/admin/units", Act.SEE_UNITS)
def get_units(visit: Visit) -> Response:
    require_visible(Act.SEE_UNITS, visit.standing)
    words, after = asked_words(visit), visit.request.query_params.get("after", "")
    roots, more = units_under(visit.session, None, after)
    only = find_unit(visit.session, roots[0].ref) if len(roots) == 1 and not after else None
    below, further = units_under(visit.session, only.id) if only else ([], None)
    return show(
        visit, "units/tree.html", words=words, roots=roots, more=more, below=below,
        further=further, units=find_units(visit.session, words),
        people=find_people(visit.session, words),
    )  # fmt: skip


@pages.read("/admin/units/{ref}", Act.SEE_UNITS)
def get_unit(visit: Visit, ref: str) -> Response:
    require_visible(Act.SEE_UNITS, visit.standing)
    session, unit, query = visit.session, find_unit(visit.session, ref), visit.request.query_params
    below, more_units = units_under(session, unit.id, query.get("below", ""))
    people, more_people = people_at(session, unit.id, query.get("after", ""))
    standing = standing_over(visit.me, unit.path)
    return show(
        visit, "units/unit.html", unit=unit, trail=trail_of(session, unit.path), below=below,
        more_units=more_units, people=people, more_people=more_people,
        head=head_of(session, unit), happened=happened_to(session, unit),
        ending=ending_of(session, unit) if unit.until else None, today=given.now().date(),
        locked=refusal(Act.KEEP_PEOPLE, standing), first=not query.get("after"),
    )  # fmt: skip


@pages.read("/admin/units/{ref}/{change}", Act.KEEP_PEOPLE)
def get_unit_change(visit: Visit, ref: str, change: str) -> Response:
    unit, doing, words = _kept(visit, ref), _change(change), asked_words(visit)
    found = find_units(visit.session, words, closed=False) if doing in TARGETED else []
    return show(
        visit, "units/change.html", unit=unit, change=doing, words=words,
        trail=trail_of(visit.session, unit.path), targeted=doing in TARGETED,
        found=[line for line in found if line.ref != ref], kinds=list(UnitKind), zones=list(Zone),
        size=size_below(visit.session, unit), today=given.now().date(),
        working=people_in(visit.session, unit.id, given.now().date()),
    )  # fmt: skip


@pages.write("/admin/units/{ref}/{change}", Act.KEEP_PEOPLE, page=get_unit_change)
def post_unit_change(visit: Visit, ref: str, change: str) -> Done:
    unit = _kept(visit, ref)
    said = DOINGS[_change(change)](visit, unit)
    return Done(to=path("get_unit", ref=ref), said=said)


def _rename(visit: Visit, unit: Unit) -> Sentence:
    form = visit.filled(RenameForm)
    standing = standing_over(visit.me, unit.path)
    rename_unit(visit.session, standing, unit, form.name, change_in(visit, form))
    return say("Nama baru tercatat.")


def _move(visit: Visit, unit: Unit) -> Sentence:
    form = visit.filled(TargetForm)
    target = find_unit(visit.session, form.target)
    standing = standing_over(visit.me, unit.path, target.path)
    move_unit(visit.session, standing, unit, target, change_in(visit, form))
    return say("Kepindahan unit tercatat, bersama semua unit di bawahnya.")


def _merge(visit: Visit, unit: Unit) -> Sentence:
    form = visit.filled(TargetForm)
    target = find_unit(visit.session, form.target)
    standing = standing_over(visit.me, unit.path, target.path)
    merge_unit(visit.session, standing, unit, target, change_in(visit, form))
    return say("Penggabungan tercatat. Pegawai dan unit di bawahnya ikut pindah.")


def _close(visit: Visit, unit: Unit) -> Sentence:
    form, standing = visit.filled(DayForm), standing_over(visit.me, unit.path)
    close_unit(visit.session, standing, unit, change_in(visit, form))
    return say("Penutupan unit tercatat.")


def _open(visit: Visit, unit: Unit) -> Sentence:
    form, standing = visit.filled(OpenForm), standing_over(visit.me, unit.path)
    add_unit(
        visit.session, standing, name=form.name, kind=form.kind, parent=unit, zone=form.zone,
        change=change_in(visit, form),
    )  # fmt: skip
    return say("Unit baru tercatat.")


DOINGS = {
    UnitChange.RENAME: _rename,
    UnitChange.MOVE: _move,
    UnitChange.MERGE: _merge,
    UnitChange.CLOSE: _close,
    UnitChange.OPEN: _open,
}
TARGETED = (UnitChange.MOVE, UnitChange.MERGE)


def asked_words(visit: Visit) -> str:
    """What is looked for: in the address, or kept by the form that comes back."""
    return str(visit.kept("q", visit.request.query_params.get("q", "")))[:LONGEST_WORDS]


def change_in(visit: Visit, form: DayForm) -> Change:
    return Change(form.day, form.reason, visit.me.id)


def _kept(visit: Visit, ref: str) -> Unit:
    """A unit that this person may mend; others who see it are told why not."""
    require_visible(Act.SEE_UNITS, visit.standing)
    unit = find_unit(visit.session, ref)
    require(Act.KEEP_PEOPLE, standing_over(visit.me, unit.path))
    return unit


def _change(word: str) -> UnitChange:
    if word not in set(UnitChange):
        raise Missing
    return UnitChange(word)
