"""The draw of a panel: what stands, who stays apart, and the sheets that are still to be given."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.judging.assignment import rules as draw
from ideas.judging.assignment.drawing import assign, top_up
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.queries import Candidate, Judge, Pair, conflicts_in
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.ordering import places
from ideas.judging.panels.reading import beyond
from ideas.judging.panels.rules import HELD, AssignmentState
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import rules_of
from ideas.stages import StepKind
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News


class Panel:
    """The panel as it stands: what is kept, who stays apart, what is still to be drawn.

    Looking at it already sets aside what may not stand, and notes why.
    """

    def __init__(
        self, session: Session, step: Step, judges: Sequence[Judge], entries: Sequence[Candidate]
    ) -> None:
        self.step, self.readers, self.candidates = step, judges, entries
        self.judges = {judge.id: judge.ref for judge in judges}
        self.entries = {entry.id: entry.ref for entry in entries}
        own = select(Assignment).where(col(Assignment.step_id) == step.id, ~col(Assignment.anchor))
        self.rows = session.execute(own).scalars().all()
        competition = session.get_one(Competition, step.competition_id)
        self.judging = rules_of(session, competition).judging
        readers = {*self.judges, *(row.judge_id for row in self.rows)}
        found = conflicts_in(session, competition, readers, entries)
        self.kinds = found.kinds
        self.beyond = beyond(session, step, judges, entries, self.rows)
        self.quarantined: list[Assignment] = []
        self.given_back: list[Assignment] = []
        for row in self.rows:
            self._set_aside(row)
        self._note_conflicts(session, found.noted)
        self._tell_of_given_back(session, competition.title)

    def _set_aside(self, row: Assignment) -> None:
        """Sheets in conflict are quarantined, locked ones too. Open ones of those who no longer
        judge are given up, and those that nobody began of whom their category was taken from; one
        whose conflict was lifted comes back where it is missed."""
        pair, was = (row.entry_id, row.judge_id), row.state
        if was in HELD and pair in self.kinds:
            row.state = AssignmentState.QUARANTINED
            self.quarantined.append(row)
        elif was is AssignmentState.OPEN and row.judge_id not in self.judges:
            row.state = AssignmentState.RECUSED
        elif was is AssignmentState.OPEN and pair in self.beyond and not row.saved_at:
            row.state = AssignmentState.RECUSED
            self.given_back.append(row)
        elif was is AssignmentState.QUARANTINED and self._may_return(row):
            row.state = AssignmentState.LOCKED if row.locked_at else AssignmentState.OPEN

    def _may_return(self, row: Assignment) -> bool:
        """To a presentation every judge listens; a panel wants so many and no more."""
        others = sum(r.entry_id == row.entry_id and r.state in HELD for r in self.rows)
        missed = self.step.kind is StepKind.PITCH or others < self.step.per_entry
        free = (row.entry_id, row.judge_id) not in {*self.kinds, *self.beyond}
        return missed and free and row.judge_id in self.judges

    def _note_conflicts(self, session: Session, noted: Mapping[Pair, Conflict]) -> None:
        """What a person cleared and the chart insists on is noted anew."""
        for (entry, judge), kind in self.kinds.items():
            row = noted.get((entry, judge))
            if row is None:
                row = Conflict(entry_id=entry, person_id=judge, kind=kind, found_at=given.now())
                session.add(row)
            elif row.kind is ConflictKind.CLEARED:
                row.kind, row.note, row.by_id, row.found_at = kind, "", None, given.now()

    def _tell_of_given_back(self, session: Session, title: str) -> None:
        """Each judge once, however many entries went to somebody else."""
        for judge, n in Counter(row.judge_id for row in self.given_back).items():
            notify(session, [judge], News.CATEGORY_LEFT, "/reviews", title=title, n=n)

    @property
    def is_drawn(self) -> bool:
        return bool(self.rows)

    def drawn(self, seed: int) -> list[Assignment]:
        """New assignments, each judge's in an order of their own after those they have."""
        problem = self._problem()
        return self._rows({one.pair for one in assign(problem, seed).pairs} - problem.must, seed)

    def called(self, entries: Collection[UUID], seed: int) -> list[Assignment]:
        """One more judge for these; everything else stays as it is."""
        problem, wanted = self._problem(), {self.entries[entry] for entry in entries}
        found = top_up(problem, problem.must, wanted, seed)
        return self._rows({one.pair for one in found.pairs} - problem.must, seed)

    def _problem(self) -> draw.Problem:
        """What stands must stand; who stepped back or is set aside does not come back by lot."""
        locked = Counter(r.judge_id for r in self.rows if r.state is AssignmentState.LOCKED)
        former = {judge: n for judge, n in locked.items() if judge not in self.judges}
        names = self.judges | {judge: str(judge) for judge in former}
        kept = {self._pair(r, names) for r in self.rows if r.state in HELD}
        gone = {self._pair(r, names) for r in self.rows if r.judge_id in names} - kept
        apart = {(self.entries[e], names[j]) for e, j in self.kinds if j in names}
        judges = [self._reader(judge, kept) for judge in self.readers]
        judges += [draw.Judge(str(judge), most=n) for judge, n in former.items()]
        # For some a further judge was called: they have more than the others, and need none.
        has = Counter(entry for entry, _ in kept)
        needs = {entry: n for entry, n in has.items() if n > self.step.per_entry}
        return draw.Problem(
            [draw.Entry(entry.ref, entry.category) for entry in self.candidates], judges,
            self.step.per_entry, conflicts=apart - kept, must=kept, must_not=gone, needs=needs,
            bridges=int(self.judging.bridges),
        )  # fmt: skip

    def _reader(self, judge: Judge, kept: AbstractSet[draw.Pair]) -> draw.Judge:
        """Who reads the same categories is one panel. No rule takes away what somebody has."""
        has = sum(ref == judge.ref for _, ref in kept)
        most = max(self.judging.most, has) if self.judging.most else None
        panel = " ".join(sorted(judge.categories))
        return draw.Judge(judge.ref, panel, judge.categories, most=most)

    def _pair(self, row: Assignment, names: Mapping[UUID, str]) -> draw.Pair:
        return (self.entries[row.entry_id], names.get(row.judge_id, ""))

    def _rows(self, pairs: AbstractSet[draw.Pair], seed: int) -> list[Assignment]:
        entries = {ref: key for key, ref in self.entries.items()}
        judges = {ref: key for key, ref in self.judges.items()}
        begin = max((row.place for row in self.rows), default=0)
        return [
            Assignment(
                step_id=self.step.id, entry_id=entries[entry], judge_id=judges[judge],
                place=begin + place, assigned_at=given.now(),
            )
            for (entry, judge), place in places(pairs, seed).items()
        ]  # fmt: skip
