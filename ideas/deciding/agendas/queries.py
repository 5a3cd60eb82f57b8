"""The room as one person sees it: what to talk about first, and one entry with all that is known.

Whoever is in conflict with an entry sees a room in which it was never read: every number, place
and count is worked out without it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.deciding.plenaries.models import OrderChange, Talk
from ideas.deciding.plenaries.queries import Sitting, accepted, changes_of
from ideas.deciding.plenaries.rules import Decision, Spot, order_digest, ordered, undecided
from ideas.deciding.rankings.queries import Scores, running_in, scores_of
from ideas.deciding.rankings.rules import Line, Table
from ideas.deciding.rankings.tables import calibration_of, rows_of
from ideas.failures import Missing
from ideas.judging.scoring.rules import by_entry, sheets_of
from ideas.road.competitions.queries import steps_of
from ideas.road.competitions.rules import Rules
from ideas.staff.roles.visitors import Visitor


@dataclass(frozen=True)
class Item:
    """One entry of the agenda. `gap`: how far its sheets lie apart, in points of 100."""

    spot: Spot
    gap: Fraction
    talked: bool
    first: bool

    @property
    def line(self) -> Line:
        return self.spot.line


@dataclass(frozen=True)
class Agenda:
    """Every entry that this reader may hear of, in the order as decided so far."""

    items: tuple[Item, ...]
    table: Table
    talks: dict[UUID, Line]
    scores: Scores
    cut: int
    waiting: tuple[OrderChange, ...]
    done: tuple[OrderChange, ...]

    @property
    def first(self) -> list[Item]:
        """What may lie on either side of the last prize, most open first."""
        open_ones = [line.entry_id for line in undecided((i.line for i in self.items), self.cut)]
        return sorted(
            (item for item in self.items if item.first),
            key=lambda item: open_ones.index(item.line.entry_id),
        )

    @property
    def rest(self) -> list[Item]:
        return [item for item in self.items if not item.first]

    @property
    def rules(self) -> Rules:
        return self.scores.rules

    def title(self, entry_id: UUID | None) -> str:
        """What a change calls an entry; empty for the end of the list."""
        found = (i.line.title for i in self.items if i.line.entry_id == entry_id)
        return next(found, "")


def find_change(session: Session, sitting: Sitting, visitor: Visitor, ref: str) -> OrderChange:
    """A change that somebody proposed; not for those who are in conflict with what it moves."""
    change = next((c for c in changes_of(session, sitting.step.id) if c.ref == ref), None)
    if change is None or _about(change) & sitting.hidden_from(visitor.id):
        raise Missing
    return change


def decided_digest(session: Session, sitting: Sitting) -> str:
    """What a signature stands under: the whole order, whoever signs."""
    road = steps_of(session, sitting.scoped.row.id)
    table = scores_of(session, sitting.scoped, road).table(
        running_in(session, sitting.scoped.row.id)
    )
    return order_digest(ordered(table.lines, accepted(changes_of(session, sitting.step.id))))


def agenda_of(session: Session, sitting: Sitting, hidden: frozenset[UUID]) -> Agenda:
    """About ten statements, however many entries."""
    road = steps_of(session, sitting.scoped.row.id)
    scores = scores_of(session, sitting.scoped, road).without(hidden)
    entries = [e for e in running_in(session, sitting.scoped.row.id) if e.id not in hidden]
    table = scores.table(entries)
    lines = _told_intervals(table.lines, scores)
    seen = {line.entry_id for line in lines}
    changes = [c for c in changes_of(session, sitting.step.id) if _about(c) <= seen]
    cut = max((prize.place for prize in scores.rules.prizes), default=0)
    return Agenda(
        items=_items(session, sitting, ordered(lines, accepted(changes)), scores, cut),
        table=table, talks={line.entry_id: line for line in scores.of_talks(entries).lines},
        scores=scores, cut=cut,
        waiting=tuple(c for c in changes if c.decision is Decision.PROPOSED),
        done=tuple(c for c in changes if c.decision is not Decision.PROPOSED),
    )  # fmt: skip


def _about(change: OrderChange) -> set[UUID]:
    return {id_ for id_ in (change.entry_id, change.above_id) if id_}


def _told_intervals(lines: Sequence[Line], scores: Scores) -> list[Line]:
    """Where judging is plain the result tells no interval; the room is told it all the same."""
    if not lines or any(line.low for line in lines):
        return list(lines)
    rows = rows_of(scores.panel, scores.rules.criteria)
    told = {e.entry: e for e in calibration_of(rows, scores.rules.judging).entries}
    return [
        replace(ln, low=told[ln.ref].rank_low, high=told[ln.ref].rank_high)
        if ln.ref in told
        else ln
        for ln in lines
    ]


def _items(
    session: Session, sitting: Sitting, spots: Iterable[Spot], scores: Scores, cut: int
) -> tuple[Item, ...]:
    spots = tuple(spots)
    talked = set(
        session.scalars(select(col(Talk.entry_id)).where(col(Talk.step_id) == sitting.step.id))
    )
    gaps = _gaps(scores)
    first = {line.entry_id for line in undecided((spot.line for spot in spots), cut)}
    return tuple(
        Item(
            spot, gaps.get(spot.line.ref, Fraction()), spot.line.entry_id in talked,
            spot.line.entry_id in first,
        )
        for spot in spots
    )  # fmt: skip


def _gaps(scores: Scores) -> dict[str, Fraction]:
    sheets = by_entry(sheets_of(rows_of(scores.panel, scores.rules.criteria)))
    return {
        ref: max(s.score for s in own) - min(s.score for s in own) for ref, own in sheets.items()
    }
