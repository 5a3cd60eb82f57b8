"""A late judge cannot keep a whole competition waiting."""

from datetime import timedelta

from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.jobs.roads import turn_roads
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.extending import MoreTime, extend_step
from ideas.road.entries.models import Entry
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import Owner
from tests.factories import Make
from tests.judging.panels.hall import Hall

WEEK = timedelta(days=7)


def states(hall: Hall, later: timedelta) -> list[AssignmentState]:
    """What becomes of a complete, an incomplete and a locked sheet, so much later."""
    complete, begun, locked = (hall.sheet(judge) for judge in hall.judges)
    for sheet, keys in ((complete, ("dampak", "baru")), (begun, ("dampak",))):
        for key in keys:
            hall.make.save(Mark(assignment_id=sheet.id, criterion=key, value=4))
    with transaction() as session:
        session.get_one(Assignment, locked.id).state = AssignmentState.LOCKED
    with given.world(frozen=given.now() + later), transaction() as session:
        turn_roads(session, {})
        turn_roads(session, {})
    with transaction(writes=False) as session:
        kept = {row.id: row.state for row in session.exec(select(Assignment))}
    return [kept[sheet.id] for sheet in (complete, begun, locked)]


def test_when_a_panel_closes_complete_sheets_count_and_others_are_set_aside(make: Make) -> None:
    assert states(Hall(make, entries=1), WEEK) == [
        AssignmentState.LOCKED,
        AssignmentState.RECUSED,
        AssignmentState.LOCKED,
    ]


def test_while_a_panel_is_open_nothing_is_closed(make: Make) -> None:
    assert states(Hall(make, entries=1), timedelta()) == [
        AssignmentState.OPEN,
        AssignmentState.OPEN,
        AssignmentState.LOCKED,
    ]


def test_a_panel_with_an_unread_entry_waits_for_more_time(make: Make) -> None:
    hall = Hall(make, entries=1)
    sheets = [hall.sheet(judge) for judge in hall.judges]
    late = given.now() + WEEK
    with given.world(frozen=late):
        with transaction() as session:
            turn_roads(session, {})
            step = session.get_one(Step, hall.step.id)
            assert step.turned_at is None
            assert session.get_one(Entry, hall.entries[0].id).owner is Owner.JUDGES
            scoped = scoped_of(session, step.competition_id)
            dewi = visitor_of(session, hall.dewi.id)
            extend_step(session, dewi, scoped, MoreTime(step, late + WEEK, "Juri sakit."))
        for key in ("dampak", "baru"):
            make.save(Mark(assignment_id=sheets[0].id, criterion=key, value=4))
    with given.world(frozen=late + WEEK), transaction() as session:
        turn_roads(session, {})
        kept = [session.get_one(Assignment, sheet.id).state for sheet in sheets]
        assert session.get_one(Entry, hall.entries[0].id).owner is Owner.LEADER
    assert kept == [AssignmentState.LOCKED, AssignmentState.RECUSED, AssignmentState.RECUSED]
