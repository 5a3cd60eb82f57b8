"""A plenary of the demo: who is there, what was talked about, one change made and one proposed."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from ideas.deciding.agendas.queries import agenda_of
from ideas.deciding.plenaries.actions import (
    Count,
    Wish,
    decide_change,
    discuss_entry,
    note_presence,
    propose_change,
)
from ideas.deciding.plenaries.queries import Sitting, changes_of, find_entry, find_sitting
from ideas.demo.season import Season
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

MINUTE = timedelta(minutes=1)
MADE = "Nilai keduanya hampir setara, dan yang ini sudah dicoba di tiga pasar sejak Januari."
PROPOSED = (
    "Manfaatnya menjangkau lebih banyak keluarga, dan biayanya sudah tersedia pada anggaran dinas."
)


def sit(season: Season) -> None:
    """Tono leads; one guest is late. The first change is voted on, the second one waits for him."""
    moment = season.anchor - 50 * MINUTE
    with season.at(moment) as session:
        tono = season.person(session, "tono")
        for judge in season.judges[:-1]:
            ref = season.person(session, judge).ref
            note_presence(session, tono, _sitting(season, session, tono), ref)
            session.flush()
    with season.at(moment + 15 * MINUTE) as session:
        _change(season, session, (2, 1), MADE)
        _count(season, session)
    with season.at(moment + 35 * MINUTE) as session:
        _change(season, session, (4, 3), PROPOSED)


def _change(season: Season, session: Session, places: tuple[int, int], reason: str) -> None:
    """Intan would put the entry at one place above the one at another."""
    tono, intan = season.person(session, "tono"), season.person(session, "intan")
    sitting = _sitting(season, session, tono)
    items = agenda_of(session, sitting, frozenset()).items
    moved, other = (items[place - 1].line.ref for place in places)
    discuss_entry(session, tono, sitting, find_entry(session, sitting, tono, moved))
    session.flush()
    sitting = _sitting(season, session, intan)
    above: UUID = find_entry(session, sitting, intan, other).id
    entry = find_entry(session, sitting, intan, moved)
    propose_change(session, intan, sitting, entry, Wish(above, reason))
    session.flush()


def _count(season: Season, session: Session) -> None:
    """All but one raise their hands."""
    tono = season.person(session, "tono")
    sitting = _sitting(season, session, tono)
    change = changes_of(session, sitting.step.id)[0]
    voters = len(sitting.voters(change.entry_id, change.above_id))
    decide_change(session, tono, sitting, change, Count(voters - 1, 1, 0))


def _sitting(season: Season, session: Session, visitor: Visitor) -> Sitting:
    _, step = season.stage(session, visitor, StepKind.PLENARY)
    return find_sitting(session, visitor, step.ref)
