"""Whom one might ask to judge: what they could read, and what is too close. Nobody is told."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col

from ideas.judging.conflicts.queries import Candidate, Kinds, candidates_where, conflicts_in
from ideas.judging.conflicts.rules import ConflictKind, as_told
from ideas.judging.guarding.queries import entries_for
from ideas.road.competitions.queries import Scoped, rules_of
from ideas.road.entries.models import Entry
from ideas.staff.people.finding import Somebody, employed
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState

MOST = 30  # people looked at together


@dataclass(frozen=True)
class Share:
    """Of the entries in one category: how many somebody could read."""

    category: str
    free: int
    total: int


@dataclass(frozen=True)
class Prospect:
    """One person who might judge."""

    who: Somebody
    shares: tuple[Share, ...]
    conflicts: tuple[tuple[ConflictKind, int], ...]

    @property
    def free(self) -> int:
        return sum(share.free for share in self.shares)

    @property
    def total(self) -> int:
        return sum(share.total for share in self.shares)


def prospects(
    session: Session, visitor: Visitor, scoped: Scoped, refs: Collection[str]
) -> tuple[Prospect, ...]:
    """These people beside all entries that may come before the panel, without asking anybody."""
    people = _people(session, refs)
    if not people:
        return ()
    alive = col(Entry.state).in_((EntryState.RUNNING, EntryState.RETURNED))
    here = col(Entry.competition_id) == scoped.row.id
    all_ = candidates_where(session, here & alive)
    entries = entries_for(session, visitor, scoped.row, all_)
    kinds = conflicts_in(session, scoped.row, [who.id for who in people], entries).kinds
    names = {c.key: c.name for c in rules_of(session, scoped.row).categories}
    return tuple(
        Prospect(who, _shares(who.id, entries, kinds, names), _counted(who.id, kinds))
        for who in people
    )


def _people(session: Session, refs: Collection[str]) -> list[Somebody]:
    """In the order in which they were chosen."""
    rows = session.execute(employed().where(col(Person.ref).in_(refs)))
    known = {who.ref: who for who in (Somebody(*row) for row in rows)}
    return [known[ref] for ref in refs if ref in known]


def _shares(
    person: UUID, entries: Sequence[Candidate], kinds: Kinds, names: dict[str, str]
) -> tuple[Share, ...]:
    total = Counter(entry.category for entry in entries)
    free = Counter(e.category for e in entries if (e.id, person) not in kinds)
    order = [key for key in names if total[key]] + sorted(total.keys() - names.keys())
    return tuple(Share(names.get(key, key), free[key], total[key]) for key in order)


def _counted(person: UUID, kinds: Kinds) -> tuple[tuple[ConflictKind, int], ...]:
    numbers = Counter(as_told(kind) for (_, who), kind in kinds.items() if who == person)
    return tuple((kind, numbers[kind]) for kind in ConflictKind if numbers[kind])
