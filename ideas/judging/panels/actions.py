"""Giving the entries to the judges."""

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.judging.conflicts.queries import judges_of
from ideas.judging.panels.drawing import Panel
from ideas.judging.panels.queries import candidates_of, room_state
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, standing_in
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


def assign_judges(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> int:
    """Give every entry its judges, and fill the gaps that judges left. How many sheets are new."""
    require(
        Act.ASSIGN_JUDGES,
        standing_in(visitor, scoped, step, room=room_state(session, scoped, step)),
    )
    hold_open(session, step.id)
    judges, entries = judges_of(session, scoped.row.id), candidates_of(session, step.id)
    if not entries:
        raise Invalid(say("Belum ada usulan di tahap ini."))
    panel = Panel(session, step, judges, entries)
    new = panel.drawn(given.new_seed())
    if not new:
        raise Invalid(say("Setiap usulan sudah punya cukup juri. Tidak ada yang perlu dibagi."))
    session.add_all(new)
    record(
        session, Act.ASSIGN_JUDGES, visitor.id, step.id,
        judges=len({row.judge_id for row in new}), assignments=len(new),
    )  # fmt: skip
    return len(new)
