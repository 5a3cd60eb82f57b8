"""What a judge reads: the queue, and one entry without names beside their own sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.attachments.rules import Attached
from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import rules_of
from ideas.entries.models import Entry
from ideas.forms.rules import asked
from ideas.organisation.models import Unit
from ideas.panels.models import Assignment
from ideas.panels.queries import Seat, held_by
from ideas.panels.rules import AssignmentState, blind_label
from ideas.permissions import refusal
from ideas.reviews.enclosures import files_of, frozen_version
from ideas.reviews.models import Mark
from ideas.reviews.rules import Written, weighted
from ideas.roles.visitors import Visitor
from ideas.rubrics.rules import Criterion
from ideas.say import Sentence
from ideas.stages import CompetitionState, StepState, state_at
from ideas.standing import Role


@dataclass(frozen=True)
class Line:
    """One entry in a judge's queue."""

    ref: str
    title: str
    state: AssignmentState
    begun: bool

    @property
    def label(self) -> str:
        return blind_label(self.ref)


@dataclass(frozen=True)
class Batch:
    """A judge's entries in one panel, in the judge's own order."""

    title: str
    competition: str
    state: StepState
    closes_at: datetime
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        return sum(line.state is AssignmentState.LOCKED for line in self.lines)

    @property
    def next(self) -> Line | None:
        open_now = self.state is StepState.OPEN
        lines = (line for line in self.lines if line.state is AssignmentState.OPEN)
        return next(lines, None) if open_now else None


@dataclass(frozen=True)
class Answer:
    title: str
    text: str


@dataclass(frozen=True)
class Row:
    """One criterion on the sheet, with what stands there."""

    criterion: Criterion
    written: Written


@dataclass(frozen=True)
class Sheet:
    """One entry without names, and one judge's own marks on it."""

    ref: str
    competition: str
    place: int
    total: int
    done: int
    state: StepState
    closes_at: datetime
    title: str
    summary: str
    answers: tuple[Answer, ...]
    files: tuple[tuple[int, Attached], ...]
    rows: tuple[Row, ...]
    note: str
    revision: int
    hand: str
    saved_at: datetime | None
    locked_at: datetime | None
    refusal: Sentence | None
    next_ref: str | None

    @property
    def label(self) -> str:
        return blind_label(self.ref)

    @property
    def given(self) -> int:
        return sum(row.written.value is not None for row in self.rows)

    @property
    def score(self) -> Fraction:
        marks = {r.criterion.key: r.written.value for r in self.rows if r.written.value}
        return weighted(marks, [row.criterion for row in self.rows])


def batches(session: Session, visitor: Visitor) -> tuple[Batch, ...]:
    """Everything this judge has to score, panel by panel: one statement."""
    rows = session.execute(
        select(
            col(Assignment.ref), col(Entry.title), col(Assignment.state), col(Assignment.saved_at),
            Step, col(Competition.title), col(Unit.path),
        )
        .select_from(Assignment)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(held_by(visitor.id), col(Competition.state) == CompetitionState.OPEN)
        .order_by(col(Step.closes_at), col(Assignment.place), col(Assignment.ref))
    )  # fmt: skip
    found: dict[UUID, tuple[Step, str, list[Line]]] = {}
    for ref, title, state, saved_at, step, competition, path in rows:
        if Role.JUDGE in visitor.roles_in(step.competition_id, path):
            line = Line(ref, title, state, begun=saved_at is not None)
            found.setdefault(step.id, (step, competition, []))[2].append(line)
    return tuple(
        Batch(s.title, name, state_at(s, given.now()), s.closes_at, tuple(lines))
        for s, name, lines in found.values()
    )


def sheet_of(session: Session, visitor: Visitor, seat: Seat) -> Sheet:
    """The entry as it was frozen, without who, where and when, and the judge's own sheet."""
    rules = rules_of(session, seat.scoped.row)
    version = frozen_version(session, seat.row.entry_id)
    queue = _queue(session, visitor.id, seat.step.id)
    marks = marks_of(session, seat.row.id)
    return Sheet(
        ref=seat.row.ref, competition=seat.scoped.row.title,
        place=1 + [ref for ref, _ in queue].index(seat.row.ref), total=len(queue),
        done=sum(state is AssignmentState.LOCKED for _, state in queue),
        state=state_at(seat.step, given.now()), closes_at=seat.step.closes_at,
        title=version.title, summary=version.summary,
        answers=tuple(
            Answer(section.title, section.told(version.answers[section.key]))
            for section in asked(rules.sections, version.category)
            if version.answers.get(section.key)
        ),
        files=files_of(session, version),
        rows=tuple(Row(c, marks.get(c.key, Written())) for c in rules.criteria),
        note=seat.row.note, revision=seat.row.revision, hand=seat.row.hand,
        saved_at=seat.row.saved_at,
        locked_at=seat.row.locked_at, refusal=refusal(Act.SCORE_ENTRY, seat.standing),
        next_ref=next_in(queue, seat.row.ref),
    )  # fmt: skip


def next_in(queue: Sequence[tuple[str, AssignmentState]], ref: str) -> str | None:
    """The next open sheet after this one, going round."""
    here = [name for name, _ in queue].index(ref)
    after = [*queue[here + 1 :], *queue[:here]]
    return next((name for name, state in after if state is AssignmentState.OPEN), None)


def next_ref(session: Session, visitor: Visitor, seat: Seat) -> str | None:
    return next_in(_queue(session, visitor.id, seat.step.id), seat.row.ref)


def marks_of(session: Session, assignment_id: UUID) -> dict[str, Written]:
    rows = session.execute(
        select(col(Mark.criterion), col(Mark.value), col(Mark.reason)).where(
            col(Mark.assignment_id) == assignment_id
        )
    )
    return {key: Written(value, reason) for key, value, reason in rows}


def _queue(session: Session, judge_id: UUID, step_id: UUID) -> list[tuple[str, AssignmentState]]:
    rows = session.execute(
        select(col(Assignment.ref), col(Assignment.state))
        .where(col(Assignment.step_id) == step_id, held_by(judge_id))
        .order_by(col(Assignment.place), col(Assignment.ref))
    )
    return [(ref, state) for ref, state in rows]
