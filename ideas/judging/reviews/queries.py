"""What a judge reads: one entry without names beside their own sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.judging.panels.rules import blind_label
from ideas.judging.queues.queries import pile_of
from ideas.judging.queues.rules import Shelf, next_of
from ideas.judging.reviews.enclosures import files_of, frozen_version
from ideas.judging.reviews.models import Mark
from ideas.judging.reviews.rules import Draft, Written, ranking, reasoned, weighted
from ideas.judging.rubrics.rules import MOST_LEVELS, Criterion
from ideas.judging.seats.queries import Seat
from ideas.permissions import refusal
from ideas.road.competitions.models import Step
from ideas.road.steps import state_at
from ideas.say import Sentence
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepState
from ideas.writing.anonymity.rules import Team, Trace, traces_in
from ideas.writing.attachments.rules import Attached
from ideas.writing.forms.rules import asked


@dataclass(frozen=True)
class Answer:
    title: str
    text: str


@dataclass(frozen=True)
class Row:
    """One criterion on the sheet, with what stands there."""

    criterion: Criterion
    written: Written

    @property
    def asks(self) -> str:
        """The marks that ask for a reason."""
        return reasoned(self.criterion)

    @property
    def by_points(self) -> bool:
        """Too many marks for a button each."""
        return len(self.criterion.scale) > MOST_LEVELS


@dataclass(frozen=True)
class Sheet:
    """One entry without names, and one judge's own marks on it."""

    ref: str
    competition: str
    step: Step
    place: int
    total: int
    done: int
    seconds: int
    opened: int
    state: StepState
    closes_at: datetime
    title: str
    summary: str
    answers: tuple[Answer, ...]
    files: tuple[tuple[int, Attached], ...]
    rows: tuple[Row, ...]
    note: str
    note_team: str
    told: tuple[Trace, ...]
    reopened: bool
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
    def counting(self) -> list[Row]:
        return [row for row in self.rows if not row.criterion.independent]

    @property
    def informing(self) -> list[Row]:
        return [row for row in self.rows if row.criterion.independent]

    @property
    def stopped_at(self) -> Row | None:
        """The first criterion that waits, once something stands on the sheet."""
        begun = any(row.written.settled for row in self.rows)
        return next((r for r in self.counting if not r.written.settled), None) if begun else None

    @property
    def totals(self) -> "Totals":
        marks = {row.criterion.key: row.written for row in self.rows}
        return Totals(marks, [row.criterion for row in self.rows], self.told)


@dataclass(frozen=True)
class Totals:
    """What a sheet comes to so far, and what its words tell of the judge."""

    marks: Mapping[str, Written]
    criteria: Sequence[Criterion]
    told: tuple[Trace, ...]

    @property
    def score(self) -> Fraction:
        given = {key: w.value for key, w in self.marks.items() if w.value is not None}
        return weighted(given, self.criteria)

    @property
    def settled(self) -> int:
        return sum(self.marks[c.key].settled for c in ranking(self.criteria))

    @property
    def total(self) -> int:
        return len(ranking(self.criteria))


def totals_of(visitor: Visitor, draft: Draft, criteria: Sequence[Criterion]) -> Totals:
    """The same of what was just saved, without reading it back."""
    return Totals(draft.marks, criteria, told_by_judge(visitor, draft.note_team))


def sheet_of(session: Session, visitor: Visitor, seat: Seat) -> Sheet:
    """The entry as it was frozen, without who, where and when, and the judge's own sheet."""
    version = frozen_version(session, seat.row.entry_id)
    pile = pile_of(session, seat.row)
    after, marks = next_of(pile, seat.row.ref), marks_of(session, seat.row.id)
    return Sheet(
        ref=seat.row.ref, competition=seat.scoped.row.title, step=seat.step,
        place=1 + [line.ref for line in pile].index(seat.row.ref), total=len(pile),
        done=sum(line.shelf is Shelf.DONE for line in pile),
        seconds=seat.row.seconds, opened=int(given.now().timestamp()),
        state=state_at(seat.step, given.now()), closes_at=seat.step.closes_at,
        title=version.title, summary=version.summary,
        answers=tuple(
            Answer(section.title, section.told(version.answers[section.key]))
            for section in asked(seat.rules.sections, version.category)
            if version.answers.get(section.key)
        ),
        files=files_of(session, version),
        rows=tuple(Row(c, marks.get(c.key, Written())) for c in seat.criteria),
        note=seat.row.note, note_team=seat.row.note_team,
        told=told_by_judge(visitor, seat.row.note_team),
        reopened=seat.row.versions > 0, revision=seat.row.revision, hand=seat.row.hand,
        saved_at=seat.row.saved_at,
        locked_at=seat.row.locked_at, refusal=refusal(Act.SCORE_ENTRY, seat.standing),
        next_ref=after.ref if after else None,
    )  # fmt: skip


def told_by_judge(visitor: Visitor, note: str) -> tuple[Trace, ...]:
    """What a note tells of its judge. It is never asked of the team: the answer would tell whose
    entry it is."""
    return traces_in({"note": note}, Team(frozenset({visitor.name}), frozenset({visitor.unit})))


def next_ref(session: Session, seat: Seat) -> str | None:
    """The sheet to open after this one."""
    line = next_of(pile_of(session, seat.row), seat.row.ref)
    return line.ref if line else None


def marks_of(session: Session, assignment_id: UUID) -> dict[str, Written]:
    rows = session.execute(
        select(col(Mark.criterion), col(Mark.value), col(Mark.reason), col(Mark.abstained)).where(
            col(Mark.assignment_id) == assignment_id
        )
    )
    return {key: Written(value, reason, abstained) for key, value, reason, abstained in rows}
