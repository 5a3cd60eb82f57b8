"""What became of the organisation of the demo: a new name, a merger, and a stand-in on duty."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlmodel import Session

from ideas import given
from ideas.database import transaction
from ideas.demo.people import INSTALLER, SINCE, Town
from ideas.staff.organisation.actions import Change, add_unit, rename_unit
from ideas.staff.organisation.queries import find_unit
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import StandIn
from ideas.staff.people.placing import merge_unit
from ideas.staff.people.rules import StandInKind
from ideas.staff.people.standing_in import name_stand_in

DAY = timedelta(days=1)
RENAMED, MERGED, SOON = 300 * DAY, 200 * DAY, 9 * DAY
OFFICE, FORMER, LATER = "disarpus", "Kantor Arsip Daerah", "Kantor Kearsipan Daerah"
AWAY = "setda-hukum"


def reorganise(town: Town, anchor: datetime) -> None:
    """Each at its own time, by the same hands as on the pages."""
    office = town.units[OFFICE].ref
    with _at(anchor - RENAMED) as session:
        archive = _rename(session, office)
    with _at(anchor - MERGED) as session:
        change = Change(given.now().date(), "Perbup 31/2026 (contoh)")
        former, target = find_unit(session, archive), find_unit(session, office)
        merge_unit(session, INSTALLER, former, target, change)
    with _at(anchor - DAY) as session:
        _stand_in(session, town)


@contextmanager
def _at(moment: datetime) -> Iterator[Session]:
    with given.world(frozen=moment), transaction() as session:
        yield session


def _rename(session: Session, office: str) -> str:
    """An archive beside the office, founded long ago, gets another name."""
    regency = find_unit(session, find_unit(session, office).path.split("/")[0])
    founded = Change(SINCE, "Perda 2/2024 (contoh)")
    archive = add_unit(
        session, INSTALLER, name=FORMER, kind=UnitKind.OFFICE, parent=regency, change=founded
    )
    change = Change(given.now().date(), "Perbup 4/2026 (contoh)")
    rename_unit(session, INSTALLER, archive, LATER, change)
    return archive.ref


def _stand_in(session: Session, town: Town) -> None:
    head = town.heads[AWAY]
    other = next(person for person in town.staff(AWAY) if person.id != head.id)
    today = given.now().date()
    stand_in = StandIn(
        person_id=other.id, for_id=head.id, kind=StandInKind.PLH, since=today, until=today + SOON
    )
    name_stand_in(session, INSTALLER, stand_in, Change(today, "Cuti tahunan (contoh)"))
