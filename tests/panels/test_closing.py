"""A late judge cannot keep a whole competition waiting."""

from datetime import timedelta

from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.panels.closing import close_panels
from ideas.panels.models import Assignment, Mark
from ideas.panels.rules import AssignmentState
from tests.factories import Make
from tests.panels.hall import Hall

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
        close_panels(session)
        close_panels(session)
    with transaction(writes=False) as session:
        kept = {row.id: row.state for row in session.exec(select(Assignment))}
    return [kept[sheet.id] for sheet in (complete, begun, locked)]


def test_when_a_panel_closes_complete_sheets_count_and_others_are_set_aside(make: Make) -> None:
    assert states(Hall(make), WEEK) == [
        AssignmentState.LOCKED,
        AssignmentState.RECUSED,
        AssignmentState.LOCKED,
    ]


def test_while_a_panel_is_open_nothing_is_closed(make: Make) -> None:
    assert states(Hall(make), timedelta()) == [
        AssignmentState.OPEN,
        AssignmentState.OPEN,
        AssignmentState.LOCKED,
    ]
