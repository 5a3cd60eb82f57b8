"""The lines of a result: each entry with its place, in the order that counts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.deciding.plenaries.queries import Decided
from ideas.deciding.rankings import rules as ranking
from ideas.deciding.rankings.rules import Table, Tie
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.stages import EntryState
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent


@dataclass(frozen=True)
class Candidate:
    id: UUID
    proposal_id: UUID
    step_id: UUID
    ref: str
    title: str
    category: str
    unit: str
    people: int
    hidden: int


@dataclass(frozen=True)
class Line:
    """One line of the ranking, with the names of things; `hidden`: are asked before they are
    named with an award. `shared`: the marks alone put others at the same place."""

    entry_id: UUID
    ref: str
    title: str
    unit: str
    people: int
    place: int
    mean: Fraction
    score: Fraction
    se: float | None
    low: int | None
    high: int | None
    sheets: int
    votes: int
    award: str
    tie: Tie
    hidden: int
    computed: int | None = None
    changed: str = ""
    absent: bool = False
    shared: bool = False

    @property
    def drawn(self) -> bool:
        return self.tie is Tie.DRAWN


def candidates_in(session: Session, competition_id: UUID) -> list[Candidate]:
    team = (
        select(func.count())
        .where(col(Member.proposal_id) == Entry.proposal_id, col(Member.consent) == Consent.AGREED)
    )  # fmt: skip
    people, hidden = team.scalar_subquery(), team.where(col(Member.hidden)).scalar_subquery()
    rows = session.execute(
        select(
            col(Entry.id), col(Entry.proposal_id), col(Entry.step_id), col(Entry.ref),
            col(Entry.title), col(Entry.category), col(Unit.name), people, hidden,
        )
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .where(
            col(Entry.competition_id) == competition_id, col(Entry.state) == EntryState.RUNNING
        )
        .order_by(col(Entry.ref))
    )  # fmt: skip
    return [Candidate(*row) for row in rows]


def lines_of(
    candidates: Sequence[Candidate], table: Table, decided: Decided | None, rules: Rules
) -> tuple[Line, ...]:
    """In the order of the plenary where there was one, with the awards of its places."""
    known = {candidate.id: candidate for candidate in candidates}
    titles = {prize.place: prize.title for prize in rules.prizes}
    lines = []
    for found in table.lines:
        line = _line(known[found.entry_id], found)
        if decided:
            spot = decided.spots[found.entry_id]
            line = replace(
                line, place=spot.place, computed=spot.computed, changed="\n".join(spot.reasons)
            )
        lines.append(replace(line, award=titles.get(line.place, "")))
    return tuple(sorted(_still_shared(lines), key=lambda line: line.place))


def _still_shared(lines: Sequence[Line]) -> Iterator[Line]:
    """A plenary may part two that shared a place: then neither shares one."""
    there = Counter(line.place for line in lines)
    for line in lines:
        alone = line.tie is Tie.SHARED and there[line.place] == 1
        yield replace(line, tie=Tie.NONE) if alone else line


def _line(candidate: Candidate, found: ranking.Line) -> Line:
    return Line(
        entry_id=candidate.id, ref=candidate.ref, title=candidate.title, unit=candidate.unit,
        people=candidate.people, place=found.place, mean=found.mean, score=found.score,
        se=found.se, low=found.low, high=found.high, sheets=found.sheets, votes=found.votes,
        award="", tie=found.tie, hidden=candidate.hidden, absent=found.absent,
        shared=found.tie is Tie.SHARED,
    )  # fmt: skip
