"""What lies beyond the categories that a judge reads, also after one was taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.database import Moment
from ideas.judging.conflicts.queries import Candidate, Judge, Pair
from ideas.judging.panels.models import Assignment
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import rules_of
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import in_force
from ideas.stages import StepKind
from ideas.standing import Role


@dataclass(frozen=True)
class Former:
    """What a judge read until then; an empty category is every one."""

    judge_id: UUID
    category: str
    ended_at: datetime

    def gave(self, sheet: Assignment, category: str) -> bool:
        """Whether a sheet was drawn because of it."""
        read = sheet.judge_id == self.judge_id and self.category in ("", category)
        return read and sheet.assigned_at < self.ended_at


def beyond(
    session: Session, step: Step, judges: Sequence[Judge], entries: Sequence[Candidate],
    sheets: Iterable[Assignment],
) -> set[Pair]:  # fmt: skip
    """(entry, judge) that do not belong together by category. A bridge may come from beyond, so
    where there are bridges it is what a judge read once; to a presentation everybody listens."""
    if step.kind is StepKind.PITCH:
        return set()
    foreign = {
        (entry.id, judge.id): entry.category
        for entry in entries
        for judge in judges
        if not judge.reads(entry.category)
    }
    competition = session.get_one(Competition, step.competition_id)
    if not foreign or not rules_of(session, competition).judging.bridges:
        return set(foreign)
    former = _former(session, step.competition_id)
    pairs = {(sheet.entry_id, sheet.judge_id): sheet for sheet in sheets}
    return {
        pair
        for pair in foreign.keys() & pairs.keys()
        if any(one.gave(pairs[pair], foreign[pair]) for one in former)
    }


def _former(session: Session, competition_id: UUID) -> list[Former]:
    """The judges' roles that were taken away or ended: one statement."""
    ended = func.coalesce(col(RoleGrant.revoked_at), col(RoleGrant.ends_at), type_=Moment)
    rows = session.execute(
        select(col(RoleGrant.person_id), col(RoleGrant.category), ended).where(
            col(RoleGrant.role) == Role.JUDGE, col(RoleGrant.competition_id) == competition_id,
            ~col(RoleGrant.waits), ~in_force(), ended.is_not(None),
        )
    )  # fmt: skip
    return [Former(*row) for row in rows]
