"""The page of a panel's scores: order, agreement, and how each judge marks."""

from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.deciding.rankings.rules import Line, Table, placed
from ideas.deciding.rankings.tables import calibration_of, table_of
from ideas.deciding.rankings.telling import HOW, WHY
from ideas.deciding.soundness.queries import Marks, marks_of, standing_to_scores
from ideas.deciding.soundness.rules import UNLIKELY, Harmony, harmony
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.scoring.agreement import agreement
from ideas.judging.scoring.calibration import Method
from ideas.judging.scoring.judges import JudgeReport, Report, reported
from ideas.permissions import refusal, require
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped
from ideas.road.entries.models import Entry
from ideas.say import Sentence
from ideas.staff.people.finding import names_where
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor


@dataclass(frozen=True)
class Reader:
    """One judge by name, with what the marks say of him."""

    name: str
    report: JudgeReport

    @property
    def drifts(self) -> bool:
        """Whether chance explains badly how his marks moved from sheet to sheet."""
        chance = self.report.drift_chance
        return chance is not None and chance < UNLIKELY


@dataclass(frozen=True)
class Shared:
    """How far the judges agree on one criterion, or on the whole; `alpha` in a word too."""

    title: str
    alpha: Fraction | None
    entries: int
    judges: int

    @property
    def harmony(self) -> Harmony:
        return harmony(self.alpha)


@dataclass(frozen=True)
class Strange:
    """A sheet, or two judges for each other, that chance explains badly."""

    judges: tuple[str, ...]
    title: str
    points: float


@dataclass(frozen=True)
class Soundness:
    """What the page of a panel's scores shows, and nothing else."""

    ref: str
    title: str
    competition: str
    competition_ref: str
    step: Step
    locked: int
    sheets: int
    left_out: int
    gap: int
    agreed: tuple[Shared, ...]
    whole: Shared
    told: tuple[Sentence, Sentence]
    method: Method
    connected: bool
    judges: tuple[Reader, ...]
    outliers: tuple[Strange, ...]
    rings: tuple[Strange, ...]
    apart: tuple[Line, ...]
    lines: tuple[Line, ...]
    line: int
    why_not_call: Sentence | None

    @property
    def open(self) -> int:
        return self.sheets - self.locked


def soundness_of(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> Soundness:
    """About fifteen statements, however many entries and judges."""
    standing = standing_to_scores(session, visitor, scoped, step)
    require(Act.SEE_SCORES, standing)
    marks = marks_of(session, visitor, scoped, step)
    table, report = _table(session, marks), _report(session, marks)
    names = _judges_named(session, marks)
    titles = {line.ref: line.title for line in table.lines}
    agreed, whole = _agreed(marks)
    prizes = [prize.place for prize in marks.rules.prizes]
    return Soundness(
        ref=step.ref, title=step.title, competition=scoped.row.title,
        competition_ref=scoped.row.ref, step=step, locked=len(marks.locked),
        sheets=len(marks.sheets), left_out=marks.left_out, gap=marks.rules.judging.gap,
        agreed=agreed, whole=whole,
        told=(HOW[table.method], WHY[table.why]), method=table.method,
        connected=table.connected,
        judges=tuple(Reader(names[one.judge], one) for one in report.judges),
        outliers=tuple(
            Strange((names[one.judge],), titles[one.entry], one.off) for one in report.outliers
        ),
        rings=tuple(
            Strange(tuple(names[judge] for judge in one.judges), "", min(one.favours))
            for one in report.rings
        ),
        apart=tuple(line for line in table.lines if line.ref in marks.to_call),
        lines=table.lines, line=max(prizes, default=0),
        why_not_call=refusal(Act.CALL_JUDGE, standing),
    )  # fmt: skip


def _agreed(marks: Marks) -> tuple[tuple[Shared, ...], Shared]:
    """Criterion by criterion in the rubric's order, and on whole sheets."""
    found = agreement(marks.rows)
    by_key = {one.criterion: one for one in found.criteria}
    shared = tuple(
        Shared(criterion.title, one.alpha, one.entries, one.judges)
        for criterion in marks.rules.criteria
        if (one := by_key.get(criterion.key))
    )
    entries = len({sheet.ref for sheet in marks.locked})
    return shared, Shared("", found.alpha, entries, len(marks.names))


def _table(session: Session, marks: Marks) -> Table:
    """With intervals also where judging is plain: the chair reads how sure an order is."""
    entries = select(Entry).where(col(Entry.id).in_({sheet.entry_id for sheet in marks.locked}))
    found = session.execute(entries.order_by(col(Entry.ref))).scalars().all()
    judging, criteria = marks.rules.judging, marks.rules.criteria
    table = table_of(found, marks.rows, judging, criteria)
    if not judging.plain or not table.lines:
        return table
    told = {one.entry: one for one in calibration_of(marks.rows, judging).entries}
    lines = [
        replace(ln, se=told[ln.ref].se, low=told[ln.ref].rank_low, high=told[ln.ref].rank_high)
        for ln in table.lines
    ]
    return replace(table, lines=placed(lines))


def _report(session: Session, marks: Marks) -> Report:
    """Rings are sought among judges who each stand close to an entry that the other scored."""
    refs = {sheet.entry_id: sheet.ref for sheet in marks.sheets}
    rows = session.execute(
        select(col(Conflict.person_id), col(Conflict.entry_id)).where(
            col(Conflict.entry_id).in_(refs),
            col(Conflict.person_id).in_(marks.names),
            col(Conflict.kind) != ConflictKind.CLEARED,
        )
    )
    behind: dict[str, set[str]] = {}
    for person, entry in rows:
        behind.setdefault(marks.names[person], set()).add(refs[entry])
    return reported(marks.rows, behind, asked=Method(marks.rules.judging.correction))


def _judges_named(session: Session, marks: Marks) -> dict[str, str]:
    people = names_where(session, col(Person.id).in_(marks.names))
    return {marks.names[id_]: name for id_, name in people.items()}
