"""Reading what was released: the same for everybody, and enough to work it out again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.deciding.lots.models import Lot
from ideas.deciding.lots.queries import find_lot
from ideas.deciding.outcomes.dryrun import terms_of
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.outcomes.rules import AnyLine, Workings, sealed_record, sheets_digest
from ideas.deciding.rankings.queries import Scores, scores_of
from ideas.deciding.rankings.tables import deciding
from ideas.deciding.rankings.telling import how_told
from ideas.failures import Missing
from ideas.judging.rubrics.rules import Criterion, TieRule
from ideas.judging.scoring.calibration import Method
from ideas.judging.scoring.ranking import lot as drawn_lot
from ideas.judging.scoring.rules import Marked
from ideas.permissions import Standing, refusal
from ideas.road.competitions.models import Competition
from ideas.road.competitions.queries import rules_of, scoped_of, steps_of
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.say import Sentence
from ideas.staff.organisation.models import Unit
from ideas.stages import StepKind

PODIUM = 3


@dataclass(frozen=True)
class Published:
    """A released outcome with the names of what it is about."""

    outcome: Outcome
    competition: Competition
    organiser: str
    rules: Rules
    lot: Lot | None = None

    @property
    def deciding(self) -> tuple[Criterion, ...]:
        """What tells equals apart."""
        return deciding(self.rules.criteria, self.rules.judging)

    @property
    def told(self) -> tuple[Sentence, Sentence] | None:
        return how_told(self.outcome.method, self.outcome.why)

    def lot_of(self, ref: str) -> str:
        """What an entry drew among its equals: the lowest comes first."""
        return drawn_lot(self.lot.seed, ref) if self.lot else ""

    @property
    def method(self) -> str:
        """What a recount is asked for."""
        return self.outcome.method or Method.NONE

    @property
    def workings(self) -> Workings:
        return Workings(self.outcome.method, self.outcome.why, self.lot.seed if self.lot else "")


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
    rules = rules_of(session, competition)
    lot = find_lot(session, competition.id) if rules.judging.tie is TieRule.LOT else None
    return Published(outcome, competition, organiser, rules, lot)


def seal_record(
    session: Session, published: Published, lines: Iterable[AnyLine]
) -> dict[str, object]:
    """What the seal bound, made again from what is stored now."""
    outcome = published.outcome
    sheets = sheets_digest(_scores(session, published).sheets)
    workings = published.workings
    return sealed_record(terms_of(outcome), outcome.rules_digest, sheets, lines, workings)


def scored_rows(session: Session, published: Published, kind: StepKind) -> list[Marked]:
    """Every mark that counted, without a judge's name; entries beyond the result without theirs."""
    refs = select(col(Entry.ref)).join(Result, col(Result.entry_id) == Entry.id)
    listed = session.scalars(refs.where(col(Result.outcome_id) == published.outcome.id))
    rows = _scores(session, published).rows(kind, set(listed))
    return [replace(row, position=None) for row in rows]


def _scores(session: Session, published: Published) -> Scores:
    id_ = published.competition.id
    return scores_of(session, scoped_of(session, id_), steps_of(session, id_))


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
