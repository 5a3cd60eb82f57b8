"""Presentations of the demo: two heard this morning, one on now, three more in two days."""

from datetime import datetime, time, timedelta

from sqlmodel import Session

from ideas.acts import Act
from ideas.demo.marking import score
from ideas.demo.season import Season
from ideas.judging.pitches.actions import Room, Terms, add_day, draw_order, publish_plan
from ideas.judging.pitches.queries import Stage, find_own, find_stage
from ideas.judging.pitches.rules import Phase
from ideas.judging.pitches.running import call_phase
from ideas.judging.pitches.seating import seats_of
from ideas.judging.pitches.slots import Line, lines_of
from ideas.judging.pitches.swapping import ask_swap, confirm_slot
from ideas.judging.seats.queries import find_assignment
from ideas.language.forms import ZONES
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PLANNED, NEXT = 3 * DAY, 2 * DAY
ROOM = Room("Ruang Rapat Kenanga, Bappeda lantai 2")
WHY = "Pada pagi itu kami mendampingi posyandu di dua tempat."
SLOT, ON_FIRST_DAY = 20 * MINUTE, 3


def present_all(season: Season) -> None:
    """Planned and drawn three days ago; this morning runs by the clock."""
    with season.at(season.anchor - PLANNED) as session:
        _plan(season, session)
    with season.at(season.anchor - PLANNED + DAY / 2) as session:
        _answer(season, session)
    for number, ref in enumerate(_order(season)[:ON_FIRST_DAY]):
        _hear(season, ref, season.anchor - (ON_FIRST_DAY - number) * SLOT + 8 * MINUTE)


def _plan(season: Season, session: Session) -> None:
    dewi = season.person(session, "dewi")
    for day, slots in ((season.anchor, ON_FIRST_DAY), (season.anchor + NEXT, 3)):
        first = datetime.combine(day.astimezone(ZONES["WIB"]), time(9), ZONES["WIB"])
        add_day(session, dewi, _stage(season, session, dewi),
                Terms(first, first + slots * SLOT, (), ROOM))  # fmt: skip
        session.flush()
    draw_order(session, dewi, _stage(season, session, dewi))
    session.flush()
    publish_plan(session, dewi, _stage(season, session, dewi))


def _answer(season: Season, session: Session) -> None:
    """All but the last confirm; of those who come later one asks another, Sari if it can be."""
    *confirming, _ = _lines(season, session)
    for line in confirming:
        lead = season.person(session, line.entry.lead_id)
        confirm_slot(session, lead, find_own(session, lead, line.step_ref, line.ref))
    sari = season.person(session, "sari").id
    later = sorted(confirming[ON_FIRST_DAY:], key=lambda line: line.entry.lead_id != sari)
    asked, asks = later
    lead = season.person(session, asks.entry.lead_id)
    ask_swap(session, lead, find_own(session, lead, asks.step_ref, asks.ref), asked.ref, WHY)


def _order(season: Season) -> list[str]:
    with season.at(season.anchor) as session:
        return [line.ref for line in _lines(season, session)]


def _hear(season: Season, ref: str, begins: datetime) -> None:
    """Seven minutes of talk, thirteen of questions, and every judge locks; unless it is on now."""
    with season.at(begins) as session:
        _call(season, session, ref, Phase.TALK)
    if begins + SLOT > season.anchor:
        return
    with season.at(begins + 7 * MINUTE) as session:
        _call(season, session, ref, Phase.QUESTIONS)
    with season.at(begins + SLOT - MINUTE) as session:
        _mark(season, session, ref)
        _call(season, session, ref, Phase.OVER)


def _call(season: Season, session: Session, ref: str, phase: Phase) -> None:
    tono = season.person(session, "tono")
    call_phase(session, tono, _stage(season, session, tono), ref, phase)


def _mark(season: Season, session: Session, ref: str) -> None:
    line = next(line for line in _lines(season, session) if line.ref == ref)
    for judge in season.judges:
        me = season.person(session, judge)
        if seat := seats_of(session, judge, line.slot.step_id).get(line.entry.id):
            score(season, session, me, find_assignment(session, me, seat.ref))


def _lines(season: Season, session: Session) -> list[Line]:
    dewi = season.person(session, "dewi")
    return list(lines_of(session, _stage(season, session, dewi).step.id))


def _stage(season: Season, session: Session, visitor: Visitor) -> Stage:
    _, step = season.stage(session, visitor, StepKind.PITCH)
    return find_stage(session, visitor, step.ref, Act.SEE_PITCH_PLAN)
