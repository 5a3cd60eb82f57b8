"""What the judges gave, sheet by sheet, and the ranking that comes of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.deciding.lots.queries import seed_of
from ideas.deciding.rankings.rules import AnyEntry, SheetMarks, Table, placed
from ideas.deciding.rankings.tables import rows_of, table_of, veiled, weighed
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import counted
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.absence import absent_from
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import TieRule
from ideas.judging.scoring.rules import Marked
from ideas.road.ballots.queries import turnout, votes_per_entry
from ideas.road.ballots.rules import told_turnout
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, rules_of, steps_of
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.stages import EntryState, StepKind


def score_table(session: Session, step_id: UUID) -> list[SheetMarks]:
    """Every sheet of a panel with its marks, in an order that tells nothing: one statement."""
    rows = session.execute(
        select(
            Assignment, col(Entry.ref), col(Entry.category), col(Mark.criterion), col(Mark.value)
        )
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .outerjoin(Mark, col(Mark.assignment_id) == Assignment.id)
        .where(col(Assignment.step_id) == step_id, counted())
        .order_by(col(Assignment.entry_id), col(Assignment.id), col(Mark.criterion))
    ).all()  # fmt: skip
    marks: dict[UUID, dict[str, int]] = {row[0].id: {} for row in rows}
    for sheet, _, _, criterion, value in rows:
        if value is not None:
            marks[sheet.id][criterion] = value
    sheets = {sheet.id: (sheet, ref, category) for sheet, ref, category, _, _ in rows}
    return [
        SheetMarks(
            entry_id=sheet.entry_id, assignment_id=id_, marks=marks[id_],
            locked=sheet.state is AssignmentState.LOCKED, judge_id=sheet.judge_id, ref=ref,
            category=category, place=sheet.place,
        )
        for id_, (sheet, ref, category) in sheets.items()
    ]  # fmt: skip


def all_locked(session: Session, step_id: UUID) -> bool:
    """Whether there are sheets, and none of them is still open."""
    states = session.execute(
        select(col(Assignment.state)).where(col(Assignment.step_id) == step_id, counted())
    ).scalars()
    return set(states) == {AssignmentState.LOCKED}


@dataclass(frozen=True)
class Scores:
    """All that ranks: the panel's sheets, the presentation's if it weighs, and the votes.

    `absent`: entries whose teams did not come to present them.
    """

    rules: Rules
    panel: Sequence[SheetMarks]
    talks: Sequence[SheetMarks]
    votes: dict[UUID, int]
    seed: str
    absent: frozenset[UUID] = frozenset()

    @property
    def sheets(self) -> list[SheetMarks]:
        return [*self.panel, *self.talks]

    def table(self, entries: Iterable[AnyEntry]) -> Table:
        """These entries' places. All sheets count for what judges and tracks are like."""
        entries = list(entries)
        found = self.of_panel(entries)
        if not (share := self.rules.judging.pitch_share):
            return found
        talks = self.of_talks(entries).lines
        return replace(
            found, lines=placed(weighed(found.lines, talks, share, self.absent), self.seed)
        )

    def of_panel(self, entries: Iterable[AnyEntry]) -> Table:
        """Before anybody presented."""
        return self._table(entries, StepKind.PANEL)

    def of_talks(self, entries: Iterable[AnyEntry]) -> Table:
        """By the presentations alone."""
        return self._table(entries, StepKind.PITCH)

    def rows(self, kind: StepKind, named: Collection[str]) -> list[Marked]:
        """What every figure comes from, and what is handed out to work it out again. Who is not
        among the named counts for what judges are like, and stays unknown, in both tables."""
        sheets, letter = (self.talks, "P") if kind is StepKind.PITCH else (self.panel, "E")
        return rows_of(veiled(sheets, named, letter), self.rules.criteria_at(kind))

    def without(self, hidden: Collection[UUID]) -> "Scores":
        """As if some entries had never been read: nothing of them is in any number."""
        panel, talks = (
            [sheet for sheet in sheets if sheet.entry_id not in hidden]
            for sheets in (self.panel, self.talks)
        )
        votes = {entry: n for entry, n in self.votes.items() if entry not in hidden}
        return replace(self, panel=panel, talks=talks, votes=votes)

    def _table(self, entries: Iterable[AnyEntry], kind: StepKind) -> Table:
        entries, rules = list(entries), self.rules
        rows = self.rows(kind, {entry.ref for entry in entries})
        found = table_of(entries, rows, rules.judging, rules.criteria_at(kind), self.seed)
        lines = (replace(ln, votes=self.votes.get(ln.entry_id, 0)) for ln in found.lines)
        return replace(found, lines=tuple(lines))


def scores_of(session: Session, scoped: Scoped, steps: Sequence[Step]) -> Scores:
    """Three to seven statements, however many entries."""
    rules = rules_of(session, scoped.row)
    by_kind = {step.kind: step for step in steps}
    pitch = by_kind.get(StepKind.PITCH) if rules.judging.pitch_share else None
    drawn = rules.judging.tie is TieRule.LOT
    return Scores(
        rules=rules,
        panel=score_table(session, by_kind[StepKind.PANEL].id),
        talks=score_table(session, pitch.id) if pitch else (),
        votes=votes_of(session, by_kind.get(StepKind.BALLOT)),
        seed=seed_of(session, scoped.row.id) if drawn else "",
        absent=frozenset(session.scalars(absent_from(pitch.id))) if pitch else frozenset(),
    )


def ranked_entries(session: Session, scoped: Scoped) -> Table:
    """Everything that is still in the race, as it would be placed now."""
    scores = scores_of(session, scoped, steps_of(session, scoped.row.id))
    return scores.table(running_in(session, scoped.row.id))


def running_in(session: Session, competition_id: UUID) -> Sequence[Entry]:
    running = select(Entry).where(
        col(Entry.competition_id) == competition_id, col(Entry.state) == EntryState.RUNNING
    )
    return session.execute(running.order_by(col(Entry.ref))).scalars().all()


def votes_of(session: Session, ballot: Step | None) -> dict[UUID, int]:
    """Entry → votes of a ballot that is over; none when so few voted that it points at them."""
    if ballot is None or told_turnout(turnout(session, ballot.id)) is None:
        return {}
    return votes_per_entry(session, ballot.id)
