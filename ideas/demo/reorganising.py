"""What became of the organisation of the demo: a new name, a merger, and a stand-in on duty."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlmodel import Session

from ideas import given
from ideas.database import transaction
from ideas.demo.people import INSTALLER, SINCE, Town
from ideas.organisation.actions import Change, add_unit, rename_unit
from ideas.organisation.models import Unit
from ideas.organisation.queries import find_unit
from ideas.organisation.rules import UnitKind
from ideas.people.models import StandIn
from ideas.people.placing import merge_unit
from ideas.people.rules import StandInKind
from ideas.people.standing_in import name_stand_in

DAY = timedelta(days=1)
RENAMED, MERGED, SOON = 300 * DAY, 200 * DAY, 9 * DAY
OFFICE, FORMER = "disarpus", "Dinas Perpustakaan Daerah"
ENDED = "Kantor Arsip Daerah"
AWAY = "setda-hukum"


def reorganise(town: Town, anchor: datetime) -> None:
    """Each at its own time, by the same hands as on the pages."""
    ref = town.units[OFFICE].ref
    with _at(anchor - RENAMED) as session:
        _rename(session, ref)
    with _at(anchor - MERGED) as session:
        _merge(session, ref)
    with _at(anchor - DAY) as session:
        _stand_in(session, town)


@contextmanager
def _at(moment: datetime) -> Iterator[Session]:
    with given.world(frozen=moment), transaction() as session:
        yield session


def _rename(session: Session, ref: str) -> None:
    office = find_unit(session, ref)
    today = office.name
    rename_unit(session, INSTALLER, office, FORMER, Change(SINCE, "Perda 2/2024 (contoh)"))
    change = Change(given.now().date(), "Perda 9/2025 (contoh)")
    rename_unit(session, INSTALLER, office, today, change)


def _merge(session: Session, ref: str) -> None:
    office = find_unit(session, ref)
    archive = add_unit(
        session, INSTALLER, name=ENDED, kind=UnitKind.OFFICE, parent=_above(session, ref),
        change=Change(SINCE, "Perda 2/2024 (contoh)"),
    )  # fmt: skip
    change = Change(given.now().date(), "Perbup 31/2026 (contoh)")
    merge_unit(session, INSTALLER, archive, office, change)


def _above(session: Session, ref: str) -> Unit:
    """The root, where offices lie."""
    return find_unit(session, find_unit(session, ref).path.split("/")[0])


def _stand_in(session: Session, town: Town) -> None:
    head = town.heads[AWAY]
    other = next(person for person in town.staff(AWAY) if person.id != head.id)
    today = given.now().date()
    stand_in = StandIn(
        person_id=other.id, for_id=head.id, kind=StandInKind.PLH, since=today, until=today + SOON
    )
    name_stand_in(session, INSTALLER, stand_in, Change(today, "Cuti tahunan (contoh)"))
