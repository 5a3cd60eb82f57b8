"""Calling one more judge where the judges of an entry lie far apart."""

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.deciding.soundness.queries import marks_of, standing_to_scores
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.judging.conflicts.queries import judges_of
from ideas.judging.panels.drawing import Panel
from ideas.judging.panels.queries import candidates_of
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


def call_judges(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> int:
    """For every entry beyond the rule, somebody who knows of no mark. How many were called."""
    require(Act.CALL_JUDGE, standing_to_scores(session, visitor, scoped, step))
    hold_open(session, step.id)
    refs = marks_of(session, visitor, scoped, step).to_call
    judges, entries = judges_of(session, scoped.row.id), candidates_of(session, step.id)
    wanted = {entry.id for entry in entries if entry.ref in refs}
    if not wanted:
        raise Invalid(say("Tidak ada usulan yang perlu juri lagi."))
    new = Panel(session, step, judges, entries).called(wanted, given.new_seed())
    session.add_all(new)
    record(session, Act.CALL_JUDGE, visitor.id, step.id, assignments=len(new))
    return len(new)
