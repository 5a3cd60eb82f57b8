"""The draw of a panel: what stands, who stays apart, and the sheets that are still to be given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.assignment import rules as draw
from ideas.assignment.drawing import assign
from ideas.assignment.lots import lot
from ideas.competitions.models import Step
from ideas.conflicts.models import Conflict
from ideas.conflicts.queries import Candidate, Judge, conflicts_of
from ideas.panels.models import Assignment
from ideas.panels.rules import AssignmentState


class Panel:
    """The panel as it stands: what is kept, who stays apart, what is still to be drawn."""

    def __init__(
        self, session: Session, step: Step, judges: Sequence[Judge], entries: Sequence[Candidate]
    ) -> None:
        self.step, self.readers, self.candidates = step, judges, entries
        self.judges = {judge.id: judge.ref for judge in judges}
        self.entries = {entry.id: entry.ref for entry in entries}
        self.kinds = conflicts_of(session, judges, entries)
        self.beyond = {
            (entry.id, judge.id)
            for entry in entries
            for judge in judges
            if not judge.reads(entry.category)
        }
        own = select(Assignment).where(col(Assignment.step_id) == step.id)
        self.rows = session.execute(own).scalars().all()
        for row in self.rows:
            self._set_aside(row)
        self._note_conflicts(session)

    def _set_aside(self, row: Assignment) -> None:
        """Open sheets of those who no longer judge, or no longer may judge this entry."""
        pair = (row.entry_id, row.judge_id)
        unfit = row.judge_id not in self.judges or pair in self.kinds or pair in self.beyond
        if row.state is AssignmentState.OPEN and unfit:
            row.state = AssignmentState.RECUSED

    def _note_conflicts(self, session: Session) -> None:
        stored = select(col(Conflict.entry_id), col(Conflict.person_id)).where(
            col(Conflict.entry_id).in_(self.entries)
        )
        known = {(entry_id, person_id) for entry_id, person_id in session.execute(stored)}
        session.add_all(
            Conflict(entry_id=entry, person_id=judge, kind=kind, found_at=given.now())
            for (entry, judge), kind in self.kinds.items()
            if (entry, judge) not in known
        )

    def drawn(self, seed: int) -> list[Assignment]:
        """New assignments, each judge's in an order of their own after those they have."""
        locked = Counter(r.judge_id for r in self.rows if r.state is AssignmentState.LOCKED)
        former = {judge: n for judge, n in locked.items() if judge not in self.judges}
        names = self.judges | {judge: str(judge) for judge in former}
        kept = {self._pair(r, names) for r in self.rows if r.state is not AssignmentState.RECUSED}
        gone = {self._pair(r, names) for r in self.rows if r.judge_id in names} - kept
        apart = {(self.entries[e], names[j]) for e, j in self.kinds if j in names}
        judges = [draw.Judge(j.ref, categories=j.categories) for j in self.readers]
        judges += [draw.Judge(str(judge), most=n) for judge, n in former.items()]
        problem = draw.Problem(
            [draw.Entry(entry.ref, entry.category) for entry in self.candidates], judges,
            self.step.per_entry, conflicts=apart - kept, must=kept, must_not=gone,
        )  # fmt: skip
        new = {one.pair for one in assign(problem, seed).pairs} - kept
        return self._rows(sorted(new, key=lambda pair: lot(seed, pair[1], pair[0])))

    def _pair(self, row: Assignment, names: Mapping[UUID, str]) -> draw.Pair:
        return (self.entries[row.entry_id], names.get(row.judge_id, ""))

    def _rows(self, pairs: Sequence[draw.Pair]) -> list[Assignment]:
        entries = {ref: key for key, ref in self.entries.items()}
        judges = {ref: key for key, ref in self.judges.items()}
        begin = max((row.place for row in self.rows), default=0) + 1
        return [
            Assignment(
                step_id=self.step.id, entry_id=entries[entry], judge_id=judges[judge],
                place=place, assigned_at=given.now(),
            )
            for place, (entry, judge) in enumerate(pairs, begin)
        ]  # fmt: skip
