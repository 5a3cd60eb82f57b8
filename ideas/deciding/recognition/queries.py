"""Reading recognition: a person's record, a certificate's facts, what a stranger may check."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.recognition.models import Recognition
from ideas.failures import Missing, Refused
from ideas.permissions import Relation, Standing, refusal
from ideas.protection.consents.queries import shown_of
from ideas.protection.consents.rules import Shown
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.say import say
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.rules import Face
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent, Part


@dataclass(frozen=True)
class Line:
    """One line of a record, with everything that a certificate or a check page tells."""

    id: UUID
    code: str
    person_ref: str
    name: str
    title: str
    part: Part
    entry: str
    unit: str
    competition: str
    organiser: str
    outcome_ref: str
    place: int
    decree_number: str
    decree_date: date
    issued_at: datetime
    revoked_at: datetime | None
    revoke_reason: str
    certificate: str | None


@dataclass(frozen=True)
class Work:
    """One idea in one's own portfolio."""

    ref: str
    title: str
    part: Part
    share: int
    competition: str
    entry_ref: str | None
    state: EntryState | None


@dataclass(frozen=True)
class Profile(Face):
    ref: str
    name: str
    position: str
    unit: str
    mine: bool
    shown: frozenset[Shown]
    lines: tuple[Line, ...]
    works: tuple[Work, ...]


def profile_of(session: Session, visitor: Visitor | None, ref: str) -> Profile:
    """Four statements at most. Others see only what is in force and what the person shows."""
    today = given.now().date()
    row = session.execute(
        select(col(Person.id), col(Person.name), col(Posting.position), col(Unit.name))
        .join(Posting, col(Posting.person_id) == Person.id)
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .where(
            col(Person.ref) == ref, col(Posting.since) <= today,
            or_(col(Posting.until).is_(None), col(Posting.until) >= today),
        )
        .order_by(col(Posting.since).desc())
    ).first()  # fmt: skip
    if row is None:
        raise Missing
    mine = visitor is not None and visitor.id == row[0]
    shown = shown_of(session, row[0])
    at_work = mine or Shown.WORKPLACE in shown
    return Profile(
        ref=ref, name=row[1], position=row[2] if at_work else "", unit=row[3] if at_work else "",
        mine=mine, shown=shown,
        lines=_received(session, row[0], mine=mine) if mine or Shown.AWARDS in shown else (),
        works=_works(session, row[0], mine=mine) if mine or Shown.WORKS in shown else (),
    )  # fmt: skip


def _received(session: Session, person_id: UUID, *, mine: bool) -> tuple[Line, ...]:
    lines = _lines().where(col(Recognition.person_id) == person_id)
    if not mine:
        lines = lines.where(col(Recognition.revoked_at).is_(None))
    newest = lines.order_by(col(Recognition.issued_at).desc(), col(Recognition.id))
    return tuple(Line(*line) for line in session.execute(newest))


def recognitions_of(session: Session, person_id: UUID, most: int) -> list[Line]:
    """The newest lines of one person's record: one statement."""
    mine = _lines().where(col(Recognition.person_id) == person_id)
    rows = session.execute(mine.order_by(col(Recognition.issued_at).desc()).limit(most))
    return [Line(*row) for row in rows]


def find_by_code(session: Session, code: str) -> Line | None:
    """What anybody may check: one statement."""
    row = session.execute(_lines().where(col(Recognition.code) == code)).first()
    return Line(*row) if row else None


def line_of(session: Session, recognition_id: UUID) -> Line:
    """A recognition that is known to exist."""
    return Line(*session.execute(_lines().where(col(Recognition.id) == recognition_id)).one())


def own_certificate(session: Session, visitor: Visitor, person_ref: str, code: str) -> Line:
    """One's own certificate; another's does not exist."""
    line = find_by_code(session, code)
    if line is None or line.person_ref != person_ref or line.certificate is None:
        raise Missing
    relations = frozenset({Relation.SELF}) if visitor.ref == person_ref else frozenset()
    if refusal(Act.TAKE_CERTIFICATE, Standing(signed_in=True, relations=relations)):
        raise Missing
    if line.revoked_at:
        raise Refused(say("Piagam ini sudah dicabut."))
    return line


def _lines() -> Select[*tuple[Any, ...]]:
    """Whose page is gone, or who left, has no reference to follow."""
    organiser = aliased(Unit)
    return (
        select(
            col(Recognition.id), col(Recognition.code),
            case((exists().where(col(Posting.person_id) == Person.id), Person.ref), else_=""),
            func.coalesce(func.nullif(col(Recognition.bearer), ""), Person.name),
            col(Recognition.title), col(Recognition.part), col(Entry.title), col(Unit.name),
            col(Competition.title), col(organiser.name), col(Outcome.ref), col(Result.place),
            col(Recognition.decree_number), col(Recognition.decree_date),
            col(Recognition.issued_at), col(Recognition.revoked_at),
            col(Recognition.revoke_reason), col(Recognition.certificate),
        )
        .join(Person, col(Person.id) == Recognition.person_id)
        .join(Entry, col(Entry.id) == Recognition.entry_id)
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .join(Competition, col(Competition.id) == Recognition.competition_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .join(Outcome, col(Outcome.id) == Recognition.outcome_id)
        .join(
            Result,
            (col(Result.entry_id) == Entry.id) & (col(Result.outcome_id) == Outcome.id),
        )
    )  # fmt: skip


def _works(session: Session, person_id: UUID, *, mine: bool) -> tuple[Work, ...]:
    """One's own ideas; to others only those that came through and were published."""
    wanted = (
        select(
            col(Proposal.ref), col(Proposal.title), col(Member.part), col(Member.share),
            col(Competition.title), col(Entry.ref), col(Entry.state),
        )
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .outerjoin(Entry, col(Entry.proposal_id) == Proposal.id)
        .where(col(Member.person_id) == person_id, col(Member.consent) == Consent.AGREED)
        .order_by(col(Proposal.created_at).desc(), col(Proposal.ref))
        .limit(100)
    )  # fmt: skip
    if not mine:
        done = col(Competition.state) == CompetitionState.DONE
        public = (col(Entry.state) == EntryState.DECIDED, col(Entry.shown), ~col(Member.hidden))
        wanted = wanted.where(*public, done)
    return tuple(Work(*row) for row in session.execute(wanted))
