"""What is past its time here: the same conditions count it and throw it away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, exists, func, select
from sqlmodel import Session, SQLModel, col

from ideas import given
from ideas.deciding.outcomes.models import Outcome
from ideas.protection.retention.models import RetentionPeriod
from ideas.protection.retention.rules import TERMS, Kind, Term
from ideas.road.ballots.models import Ballot
from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import CompetitionState
from ideas.writing.proposals.models import Proposal

Past = Callable[[datetime], ColumnElement[bool]]


@dataclass(frozen=True)
class Kept:
    """A kind of passing thing: how long it is kept, and how many are past that now."""

    kind: Kind
    term: Term
    days: int
    past: int


def table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def drafts_past(until: datetime) -> ColumnElement[bool]:
    """Never submitted, and the competition has been over since before then."""
    over = exists().where(
        col(Competition.id) == Proposal.competition_id,
        col(Competition.state) == CompetitionState.DONE,
        ~exists().where(col(Step.competition_id) == Competition.id, col(Step.closes_at) > until),
    )
    return and_(~exists().where(col(Entry.proposal_id) == Proposal.id), over)


def links_past(until: datetime) -> ColumnElement[bool]:
    """Papers that still name their voter though the time for objections is over."""
    released = (
        select(col(Step.id))
        .join(Outcome, col(Outcome.competition_id) == Step.competition_id)
        .where(col(Outcome.released_at) < until)
    )
    voter = exists().where(col(Person.id) == Ballot.voter_id)
    return and_(col(Ballot.step_id).in_(released), voter)


def older(name: str, column: str) -> Past:
    return lambda until: table(name).c[column] < until


PAST: Mapping[Kind, tuple[str, Past]] = {
    Kind.SIGN_INS: ("sign_in", older("sign_in", "ends_at")),
    Kind.ATTEMPTS: ("attempt", older("attempt", "at")),
    Kind.ONCE_KEYS: ("once", older("once", "at")),
    Kind.JOBS: ("job", older("job", "done_at")),
    Kind.COPIES: ("data_copy", older("data_copy", "asked_at")),
    Kind.NOTICES: ("notice", older("notice", "made_at")),
    Kind.DRAFTS: ("proposal", drafts_past),
    Kind.DRAFT_CHANGES: ("draft_change", older("draft_change", "made_at")),
    Kind.BALLOT_LINKS: ("ballot", links_past),
}


def days_of(session: Session) -> dict[Kind, int]:
    chosen = {row.kind: row.days for row in session.scalars(select(RetentionPeriod))}
    return {kind: chosen.get(kind, term.usual) for kind, term in TERMS.items()}


def until_of(session: Session) -> dict[Kind, datetime]:
    """For each kind the moment before which things are past their time."""
    now = given.now()
    return {kind: now - timedelta(days=days) for kind, days in days_of(session).items()}


def what_is_kept(session: Session) -> list[Kept]:
    """How long each kind is kept, and what the next clearing would throw away: a dry run."""
    days, until = days_of(session), until_of(session)
    return [
        Kept(kind, TERMS[kind], days[kind], _count(session, kind, until[kind])) for kind in Kind
    ]


def _count(session: Session, kind: Kind, until: datetime) -> int:
    name, past = PAST[kind]
    rows = select(func.count()).select_from(table(name)).where(past(until))
    return int(session.execute(rows).scalar_one())
