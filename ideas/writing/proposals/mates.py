"""The people of a team: in which part, with which share and consent, and who may read a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, bindparam, case, exists
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.permissions import Relation
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_on
from ideas.staff.people.rules import Face
from ideas.staff.roles.visitors import Visitor
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import TAKING_PART, Consent, Handover, Part

ASKED = {Relation.INVITED, Relation.NAMED}


@dataclass(frozen=True)
class Mate(Face):
    """One person of a team, with their unit, part, share and consent.

    Whoever hides the name has neither a name nor a reference to those outside the team.
    """

    id: UUID
    ref: str
    name: str
    part: Part
    share: int
    consent: Consent
    answered_at: datetime | None
    unit: str | None
    hidden: bool = False
    left_at: datetime | None = None
    offer: Handover | None = None
    message: str = ""
    reason: str = ""

    @property
    def initials(self) -> str:
        return super().initials if self.name else "?"

    @property
    def hue(self) -> int:
        return super().hue if self.ref else 1

    @property
    def inside(self) -> bool:
        return self.relation in (Relation.LEAD, Relation.MEMBER)

    @property
    def relation(self) -> Relation | None:
        """How this person stands to the proposal: who declined or left stands to it no more."""
        if self.left_at:
            return None
        leads = self.part is Part.LEAD
        return {
            Consent.INVITED: Relation.NAMED if leads else Relation.INVITED,
            Consent.AGREED: Relation.LEAD if leads else Relation.MEMBER,
        }.get(self.consent)


def lead_in(team: Sequence[Mate]) -> Mate:
    return next(mate for mate in team if mate.part is Part.LEAD)


def shown_to(
    team: Sequence[Mate], relations: frozenset[Relation], me: UUID | None = None
) -> tuple[Mate, ...]:
    """The team as somebody may read it: outside of it only who agreed, hidden names last."""
    if relations & {Relation.LEAD, Relation.MEMBER}:
        return tuple(team)
    told = TAKING_PART if relations & ASKED else (Consent.AGREED,)
    agreed = [mate for mate in team if mate.consent in told]
    named = [mate for mate in agreed if not mate.hidden or mate.id == me]
    rest = [_nameless(mate) for mate in agreed if mate.hidden and mate.id != me]
    return (*named, *sorted(rest, key=lambda mate: (mate.part, -mate.share)))


def _nameless(mate: Mate) -> Mate:
    return replace(
        mate, id=UUID(int=0), ref="", name="", unit=None, answered_at=None, offer=None,
        message="", reason="",
    )  # fmt: skip


def name_in(proposal_id: Any, *, inside: bool) -> SQLColumnExpression[str]:
    """In SQL, with Person joined: the name, or nothing where it is for the team alone."""
    if inside:
        return col(Person.name)
    return case((is_hidden(proposal_id, col(Person.id)), ""), else_=col(Person.name))


def is_hidden(proposal_id: Any, person_id: Any) -> ColumnElement[bool]:
    """In SQL: this person works in this proposal without a name, or did."""
    return exists().where(
        col(Member.proposal_id) == proposal_id, col(Member.person_id) == person_id,
        col(Member.hidden),
    )  # fmt: skip


def team_of(session: Session, proposal_id: UUID) -> tuple[Mate, ...]:
    """The lead first, then by name: one statement."""
    rows = session.execute(_team(given.now().date()), {"proposal": proposal_id})
    mates = {row.id: Mate(*row) for row in rows}
    return tuple(mates.values())


@lru_cache(maxsize=2)
def _team(today: date) -> Select[*tuple[Any, ...]]:
    return (
        pick(
            col(Person.id), col(Person.ref), col(Person.name), col(Member.part),
            col(Member.share), col(Member.consent), col(Member.answered_at), col(Unit.name),
            col(Member.hidden), col(Member.left_at), col(Member.offer), col(Member.message),
            col(Member.reason),
        )
        .join(Member, col(Member.person_id) == Person.id)
        .outerjoin(Posting, and_(col(Posting.person_id) == Person.id, held_on(today)))
        .outerjoin(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(Member.proposal_id) == bindparam("proposal"))
        .order_by(in_rank(), col(Person.name), col(Person.id), col(Posting.since))
    )  # fmt: skip


def in_rank() -> ColumnElement[int]:
    """In SQL: the lead first, a mentor last."""
    return case({part: place for place, part in enumerate(Part)}, value=col(Member.part), else_=9)


def relations_in(team: Sequence[Mate], visitor: Visitor) -> frozenset[Relation]:
    return frozenset(
        mate.relation for mate in team if mate.id == visitor.id and mate.relation is not None
    )
