"""Who stands where: the judges of a competition, the teams behind its entries, who stays apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col

from ideas.conflicts.models import Conflict
from ideas.conflicts.rules import ConflictKind, Near, conflict
from ideas.entries.models import Entry
from ideas.organisation.models import Unit
from ideas.people.models import Person, Posting
from ideas.people.queries import held_today, superiors_of
from ideas.proposals.models import Member
from ideas.proposals.rules import Consent
from ideas.roles.models import RoleGrant
from ideas.roles.visitors import in_force
from ideas.standing import Role

IN_TOUCH = (Consent.AGREED, Consent.LEFT)
Kinds = dict[tuple[UUID, UUID], ConflictKind]


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


@dataclass(frozen=True)
class Mate:
    """Somebody who is or was in a team, and where they work."""

    person_id: UUID
    unit_id: UUID
    hidden: bool


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
    entries = session.execute(select(Entry).where(which).order_by(col(Entry.ref))).scalars()
    found = list(entries)
    teams = _teams(session, [entry.proposal_id for entry in found])
    return [
        Candidate(
            entry.id,
            entry.ref,
            entry.title,
            entry.category,
            _near(entry, teams.get(entry.proposal_id, ())),
        )
        for entry in found
    ]


def _near(entry: Entry, team: Collection[Mate]) -> Near:
    named = _of(entry, [mate for mate in team if not mate.hidden])
    everybody = _of(entry, team)
    return replace(named, hidden=None if named == everybody else everybody)


def _of(entry: Entry, team: Iterable[Mate]) -> Near:
    people, units = {entry.lead_id}, {entry.unit_id}
    for mate in team:
        people.add(mate.person_id)
        units.add(mate.unit_id)
    return Near(frozenset(people), frozenset(units), entry.superior_id)


def _teams(session: Session, proposals: Sequence[UUID]) -> Mapping[UUID, list[Mate]]:
    """Also those who left: they know the entry, and whom they wrote it with."""
    rows = session.execute(
        select(
            col(Member.proposal_id), col(Member.person_id), col(Posting.unit_id),
            col(Member.hidden),
        )
        .join(Posting, and_(col(Posting.person_id) == Member.person_id, held_today()))
        .where(col(Member.proposal_id).in_(proposals), col(Member.consent).in_(IN_TOUCH))
    )  # fmt: skip
    teams: dict[UUID, list[Mate]] = {}
    for proposal_id, *mate in rows:
        teams.setdefault(proposal_id, []).append(Mate(*mate))
    return teams


def conflicts_of(session: Session, judges: Sequence[Judge], entries: Sequence[Candidate]) -> Kinds:
    """(entry, judge) → why: what the chart says today and what was declared. Three statements."""
    people = {p for entry in entries for p in (entry.near.hidden or entry.near).team}
    people |= {judge.id for judge in judges}
    superiors = superiors_of(session, people)
    superiors |= superiors_of(session, {s for s in superiors.values() if s} - people)
    kinds = {
        (entry.id, judge.id): kind
        for entry in entries
        for judge in judges
        if (kind := conflict(judge.id, judge.unit_id, entry.near, superiors))
    }
    stored = session.execute(
        select(col(Conflict.entry_id), col(Conflict.person_id), col(Conflict.kind)).where(
            col(Conflict.entry_id).in_([entry.id for entry in entries])
        )
    )
    return {(entry_id, person_id): kind for entry_id, person_id, kind in stored} | kinds
