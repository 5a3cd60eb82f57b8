"""Reading what is to become of a team that was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas.permissions import Relation
from ideas.staff.people.models import Person
from ideas.teamwork.amendments.models import Amendment, AmendmentLine
from ideas.teamwork.amendments.rules import AmendmentState
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.queries import Mate
from ideas.writing.proposals.rules import Consent, Part

MOST_SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One person's part in a change; without a name for whom it is hidden from."""

    person_id: UUID
    name: str
    part: Part
    share: int
    before: int
    joins: bool
    consent: Consent


@dataclass(frozen=True)
class Told:
    """One change with its lines: asked when and why, and what became of it."""

    id: UUID
    reason: str
    state: AmendmentState
    asked_at: datetime
    ended_at: datetime | None
    lines: Sequence[Line]

    def mine(self, person_id: UUID) -> Line | None:
        return next((line for line in self.lines if line.person_id == person_id), None)


@dataclass(frozen=True)
class Gone:
    """Somebody who left after the sending; the share stays as credit."""

    name: str
    at: datetime
    reason: str


def asked_in(session: Session, proposal_id: UUID) -> set[UUID]:
    """Who is asked about a change that waits: one statement."""
    return set(
        session.scalars(
            pick(col(AmendmentLine.person_id))
            .join(Amendment, col(Amendment.id) == AmendmentLine.amendment_id)
            .where(
                col(Amendment.proposal_id) == proposal_id,
                col(Amendment.state) == AmendmentState.WAITING,
            )
        )
    )


def waiting_for(session: Session, proposal_id: UUID) -> Amendment | None:
    return session.scalars(
        pick(Amendment).where(
            col(Amendment.proposal_id) == proposal_id,
            col(Amendment.state) == AmendmentState.WAITING,
        )
    ).first()


def lines_of(session: Session, amendment_id: UUID) -> Sequence[AmendmentLine]:
    asked = pick(AmendmentLine).where(col(AmendmentLine.amendment_id) == amendment_id)
    fresh = asked.execution_options(populate_existing=True)
    return session.scalars(fresh.order_by(col(AmendmentLine.person_id))).all()


def amendments_of(
    session: Session, proposal_id: UUID, relations: frozenset[Relation]
) -> list[Told]:
    """Every change since the sending, the newest first: one statement."""
    rows = session.execute(
        pick(Amendment, AmendmentLine, col(Person.name), col(Member.hidden))
        .join(AmendmentLine, col(AmendmentLine.amendment_id) == Amendment.id)
        .join(Person, col(Person.id) == AmendmentLine.person_id)
        .outerjoin(
            Member,
            (col(Member.proposal_id) == proposal_id) & (col(Member.person_id) == Person.id),
        )
        .where(col(Amendment.proposal_id) == proposal_id)
        .order_by(col(Amendment.asked_at).desc(), col(AmendmentLine.share).desc())
        .limit(MOST_SHOWN * 5)
    )
    team = bool(relations & {Relation.LEAD, Relation.MEMBER})
    told: dict[UUID, tuple[Amendment, list[Line]]] = {}
    for row, line, name, hidden in rows:
        shown = name if team or not hidden else ""
        told.setdefault(row.id, (row, []))[1].append(
            Line(
                line.person_id, shown, line.part, line.share, line.before, line.joins, line.consent
            )
        )
    return [
        Told(row.id, row.reason, row.state, row.asked_at, row.ended_at, _order(lines))
        for row, lines in told.values()
    ]


def _order(lines: list[Line]) -> list[Line]:
    """By what changes, never by who it is; hidden names last."""
    return sorted(lines, key=lambda line: (not line.name, -line.share, -line.before, line.name))


def gone_from(team: Sequence[Mate]) -> list[Gone]:
    """Who left after the sending, the first first."""
    left = [Gone(mate.name, mate.left_at, mate.reason) for mate in team if mate.left_at]
    return sorted(left, key=lambda gone: gone.at)
