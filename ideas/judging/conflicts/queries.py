"""Who stands where: the judges of a competition, the teams behind its entries, who stays apart."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col

from ideas import given
from ideas.judging.conflicts.charts import IN_TOUCH, chart_around, chart_around_one
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import Chart, ConflictKind, Near, close_to, settled
from ideas.road.competitions.models import Competition
from ideas.road.competitions.queries import rules_of
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_today
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import in_force
from ideas.standing import Role
from ideas.writing.proposals.models import Member

Pair = tuple[UUID, UUID]
Kinds = dict[Pair, ConflictKind]
Mate = tuple[UUID, bool]  # who is or was in a team, and whether the name is hidden


@dataclass(frozen=True)
class Judge:
    """Who judges. `categories`: only these; none named means all."""

    id: UUID
    ref: str
    name: str
    unit_id: UUID
    unit: str
    categories: frozenset[str] = frozenset()

    def reads(self, category: str) -> bool:
        return not self.categories or category in self.categories


@dataclass(frozen=True)
class Candidate:
    """An entry before the panel, with who stands behind it."""

    id: UUID
    ref: str
    title: str
    category: str
    near: Near


def judges_of(session: Session, competition_id: UUID) -> list[Judge]:
    """Who judges this competition today, by name: one statement."""
    rows = session.execute(
        select(
            col(Person.id), col(Person.ref), col(Person.name), col(Unit.id), col(Unit.name),
            col(RoleGrant.category),
        )
        .join(RoleGrant, and_(col(RoleGrant.person_id) == Person.id, in_force()))
        .join(Posting, and_(col(Posting.person_id) == Person.id, held_today()))
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(RoleGrant.role) == Role.JUDGE, col(RoleGrant.competition_id) == competition_id)
        .order_by(col(Person.name), col(Person.ref))
    )  # fmt: skip
    judges: dict[UUID, Judge] = {}
    named: dict[UUID, set[str]] = {}
    for *who, category in rows:
        judges[who[0]] = Judge(*who)
        named.setdefault(who[0], set()).add(category)
    return [
        replace(judge, categories=frozenset() if "" in named[id_] else frozenset(named[id_]))
        for id_, judge in judges.items()
    ]


def candidates_where(session: Session, which: ColumnElement[bool]) -> list[Candidate]:
    """These entries with their teams: two statements."""
    entries = session.execute(select(Entry).where(which).order_by(col(Entry.ref))).scalars().all()
    mates = session.execute(
        select(col(Member.proposal_id), col(Member.person_id), col(Member.hidden)).where(
            col(Member.proposal_id).in_(select(col(Entry.proposal_id)).where(which)),
            col(Member.consent).in_(IN_TOUCH),
        )
    )
    teams: dict[UUID, list[Mate]] = defaultdict(list)
    for proposal_id, *mate in mates:
        teams[proposal_id].append((mate[0], mate[1]))
    return [
        Candidate(e.id, e.ref, e.title, e.category, near_of(e, teams[e.proposal_id]))
        for e in entries
    ]


def near_of(entry: Entry, team: Iterable[Mate]) -> Near:
    """Who stands behind an entry. Its lead is always told."""
    mates = dict(team) | {entry.lead_id: False}
    return Near(
        entry.proposal_id, frozenset(mates), entry.unit_id, entry.superior_id, entry.submitted_at,
        frozenset(person_id for person_id, hidden in mates.items() if hidden),
    )  # fmt: skip


@dataclass(frozen=True)
class Found:
    """(entry, judge) → why they stay apart today; and all that was noted before."""

    kinds: Kinds
    noted: Mapping[Pair, Conflict]


def conflicts_in(
    session: Session,
    competition: Competition,
    judges: Collection[UUID],
    entries: Sequence[Candidate],
) -> Found:
    """What holds today between the chart and what was said: three statements at most."""
    live = live_conflicts(session, competition, judges, entries)
    noted = noted_in(session, competition.id)
    here = {entry.id for entry in entries}
    pairs = live.keys() | {(e, j) for e, j in noted if e in here and j in judges}
    said = {pair: noted[pair].kind if pair in noted else None for pair in pairs}
    held = {pair: settled(live.get(pair), said[pair]) for pair in pairs}
    return Found({pair: kind for pair, kind in held.items() if kind}, noted)


def hidden_from(
    session: Session, competition: Competition, person: UUID, entries: Sequence[Candidate]
) -> frozenset[UUID]:
    """The entries that somebody stands too close to: nothing of them is told or counted."""
    return frozenset(
        entry for entry, _ in conflicts_in(session, competition, [person], entries).kinds
    )


def apart_from(session: Session, entry: Entry, people: Collection[UUID]) -> set[UUID]:
    """Who of these may not look at this entry: by the chart, and by what was said."""
    competition = session.get_one(Competition, entry.competition_id)
    candidates = candidates_where(session, col(Entry.id) == entry.id)
    return {person for _, person in conflicts_in(session, competition, people, candidates).kinds}


def live_conflicts(
    session: Session,
    competition: Competition,
    judges: Collection[UUID],
    entries: Sequence[Candidate],
) -> Kinds:
    """The same by the chart and the past alone, whatever was said: one statement or two."""
    if not entries or not judges:
        return {}
    since = min(entry.near.sent_at for entry in entries).date()
    teams = select(col(Member.person_id)).where(
        col(Member.proposal_id).in_(
            select(col(Entry.proposal_id)).where(col(Entry.competition_id) == competition.id)
        )
    )
    chart = chart_around(session, judges, teams, since)
    today, years = given.now().date(), _years(session, competition, chart)
    return {
        (entry.id, judge): kind
        for entry in entries
        for judge, kind in close_to(entry.near, chart, today, years).items()
    }


def conflict_now(
    session: Session, competition: Competition, judge: UUID, near: Near
) -> ConflictKind | None:
    """Whether the chart parts one judge from one entry at this moment: one statement."""
    chart = chart_around_one(session, judge, near.proposal, near.sent_at.date())
    years = _years(session, competition, chart)
    return close_to(near, chart, given.now().date(), years).get(judge)


def _years(session: Session, competition: Competition, chart: Chart) -> int:
    """For how long a former team counts; asked only where somebody once wrote with somebody."""
    return rules_of(session, competition).judging.team_years if chart.mates else 0


def noted_in(session: Session, competition_id: UUID) -> dict[Pair, Conflict]:
    """What was found or said before in a competition: one statement."""
    rows = session.scalars(
        select(Conflict)
        .join(Entry, col(Entry.id) == Conflict.entry_id)
        .where(col(Entry.competition_id) == competition_id)
    )
    return {(row.entry_id, row.person_id): row for row in rows}
