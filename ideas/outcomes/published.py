"""Reading what was released: the same for everybody, and enough to work it out again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import rules_of
from ideas.competitions.rules import Rules
from ideas.failures import Missing
from ideas.organisation.models import Unit
from ideas.outcomes.dryrun import terms_of
from ideas.outcomes.models import Outcome
from ideas.outcomes.rules import AnyLine, heaviest, sealed_record, sheets_digest
from ideas.permissions import Standing, refusal
from ideas.rankings.queries import score_table
from ideas.rubrics.rules import Criterion
from ideas.stages import StepKind

PODIUM = 3


@dataclass(frozen=True)
class Published:
    """A released outcome with the names of what it is about."""

    outcome: Outcome
    competition: Competition
    organiser: str
    rules: Rules

    @property
    def deciding(self) -> Criterion:
        return next(c for c in self.rules.criteria if c.key == heaviest(self.rules.criteria).key)


def find_published(session: Session, ref: str) -> Published:
    """Before its release an outcome does not exist for anybody: one statement and the rules."""
    row = session.execute(
        select(Outcome, Competition, col(Unit.name))
        .join(Competition, col(Competition.id) == Outcome.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(col(Outcome.ref) == ref)
    ).first()
    if row is None or refusal(Act.SEE_OUTCOME, Standing(outcome=row[0].state)):
        raise Missing
    outcome, competition, organiser = row
    return Published(outcome, competition, organiser, rules_of(session, competition))


def seal_record(
    session: Session, published: Published, lines: Iterable[AnyLine]
) -> dict[str, object]:
    """What the seal bound, made again from what is stored now."""
    panel = session.execute(
        select(col(Step.id)).where(
            col(Step.competition_id) == published.competition.id, col(Step.kind) == StepKind.PANEL
        )
    ).scalar_one()
    sheets = sheets_digest(score_table(session, panel))
    outcome = published.outcome
    return sealed_record(terms_of(outcome), outcome.rules_digest, sheets, lines)


@dataclass(frozen=True)
class Release:
    """One line of the list of released results."""

    ref: str
    title: str
    released_at: datetime


def recent_releases(session: Session, most: int = 5) -> list[Release]:
    """The newest public results, for the front page."""
    rows = session.execute(
        select(col(Outcome.ref), col(Competition.title), col(Outcome.released_at))
        .join(Competition, col(Competition.id) == Outcome.competition_id)
        .where(col(Outcome.released_at).is_not(None))
        .order_by(col(Outcome.released_at).desc())
        .limit(most)
    )
    return [Release(*row) for row in rows]


def released_ref(session: Session, competition_id: UUID) -> str | None:
    """The public result's reference, once there is one: for pages that link to it."""
    return session.execute(
        select(col(Outcome.ref)).where(
            col(Outcome.competition_id) == competition_id, col(Outcome.released_at).is_not(None)
        )
    ).scalar()
