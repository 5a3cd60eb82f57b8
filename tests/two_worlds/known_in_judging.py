"""More leaks that other systems had, each as it would look on the pages of judging."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import HELD
from ideas.judging.pitches.models import Slot
from ideas.judging.visits.models import FieldVisit, VisitMember
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from tests.two_worlds.known import Leak


def _list(session: Session, rows: Select[Any]) -> str:
    return ", ".join(" ".join(map(str, row)) for row in session.execute(rows))


def _held(*what: Any) -> Select[Any]:
    """Sheets that count, each with its judge and its entry, by the names of the judges."""
    return (
        select(*what)
        .select_from(Assignment)
        .join(Person, col(Person.id) == Assignment.judge_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .where(col(Assignment.state).in_(HELD), ~col(Assignment.anchor))
        .order_by(col(Person.name))
    )


def who_listens(visit: Any) -> str:
    """To what is presented now, whoever leads the room."""
    on = (col(Slot.talk_at).is_not(None)) & col(Slot.over_at).is_(None)
    rows = _held(col(Person.name)).join(Slot, col(Slot.entry_id) == Entry.id).where(on)
    return _list(visit.session, rows)


def who_is_invited(visit: Any) -> str:
    rows = _held(col(Person.email)).where(_first(visit.session)).distinct()
    return _list(visit.session, rows.order_by(None).order_by(col(Person.email)))


def how_many_each_has(visit: Any) -> str:
    """Entries that the reader must not hear of are counted too."""
    rows = _held(col(Person.name), func.count()).group_by(col(Person.name))
    return _list(visit.session, rows)


def who_will_come(visit: Any) -> str:
    rows = (
        select(col(Person.name))
        .join(VisitMember, col(VisitMember.person_id) == Person.id)
        .join(FieldVisit, col(FieldVisit.id) == VisitMember.visit_id)
        .order_by(col(Person.name))
    )
    return _list(visit.session, rows)


def in_the_order_of_names(visit: Any) -> str:
    """When sheets were locked, and no name: but one after the other by their names."""
    rows = _held(col(Assignment.locked_at)).where(_first(visit.session))
    return _list(visit.session, rows)


def whose_in_the_properties(visit: Any) -> str:
    leads = select(col(Person.name)).join(Entry, col(Entry.lead_id) == Person.id)
    names = _list(visit.session, leads.order_by(col(Entry.ref)))
    return f"<< /Author ({names}) >>"


def _first(session: Session) -> Any:
    """The entry that was visited."""
    return (
        col(Entry.id)
        == session.execute(
            select(col(FieldVisit.entry_id)).where(col(FieldVisit.told_at).is_not(None))
        ).scalar_one()
    )


IN_JUDGING = (
    Leak("assignments on one's own entry", "reciprocalapp#54", "on stage", "wayan",
         "/pitches/", who_listens),
    Leak("everybody's address in a calendar", "bnote#480", "on stage", "sari", "/pitches/",
         who_is_invited),
    Leak("counts that hold what is hidden", "hotcrp#426", "on stage", "wayan", "/rooms/",
         how_many_each_has),
    Leak("a name beside what was anonymous", "hotcrp#348", "on stage", "sari", "/visits/",
         who_will_come),
    Leak("feedback in the order of names", "TEAMMATES#271", "released", "sari", "/entries/",
         in_the_order_of_names),
    Leak("authorship in the properties of a PDF", "ccr-quarto#12", "minutes", "ratna",
         "/plenaries/", whose_in_the_properties),
)  # fmt: skip
