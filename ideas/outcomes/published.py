"""Reading what was released: the same for everybody, and enough to work it out again."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, literal, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import rules_of
from ideas.competitions.rules import Category, Criterion, Rules
from ideas.entries.models import Entry
from ideas.failures import Missing
from ideas.outcomes.dryrun import terms_of
from ideas.outcomes.models import Outcome, Result
from ideas.outcomes.rules import heaviest, sealed_record, sheets_digest
from ideas.panels.queries import score_table
from ideas.people.models import Unit
from ideas.people.queries import Visitor
from ideas.permissions import Standing, refusal
from ideas.proposals.models import Member
from ideas.proposals.rules import Consent
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


@dataclass(frozen=True)
class ResultLine:
    ref: str
    title: str
    summary: str
    unit: str
    people: int
    mine: bool
    category: Category
    place: int
    score: Fraction
    sheets: int
    votes: int
    award: str


@dataclass(frozen=True)
class ResultTable:
    """The whole public ranking."""

    lines: tuple[ResultLine, ...]

    @property
    def podium(self) -> tuple[ResultLine, ...]:
        return tuple(line for line in self.lines if line.award and line.place <= PODIUM)

    @property
    def others(self) -> tuple[ResultLine, ...]:
        return tuple(line for line in self.lines if line.award and line.place > PODIUM)

    @property
    def sheets(self) -> int:
        return sum(line.sheets for line in self.lines)

    @property
    def votes(self) -> int:
        return sum(line.votes for line in self.lines)

    @property
    def shared(self) -> bool:
        """Whether some entries have one place together."""
        return len({line.place for line in self.lines}) < len(self.lines)

    @property
    def broken(self) -> bool:
        """Whether equal scores were told apart by the deciding criterion."""
        return len({line.score for line in self.lines}) < len({line.place for line in self.lines})


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


def result_table(session: Session, visitor: Visitor | None, published: Published) -> ResultTable:
    """One statement, however many entries."""
    rows = session.execute(
        select(
            col(Entry.ref), col(Entry.title), col(Entry.summary), col(Unit.name),
            _people_of_entry().label("people"), _is_mine(visitor).label("mine"),
            col(Entry.category), col(Result.place),
            col(Result.score_top), col(Result.score_bottom), col(Result.sheets),
            col(Result.votes), col(Result.award),
        )
        .join(Result, col(Result.entry_id) == Entry.id)
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .where(col(Result.outcome_id) == published.outcome.id)
        .order_by(col(Result.place), col(Entry.title), col(Entry.ref))
    ).all()  # fmt: skip
    unnamed = Category(key="lain", name="-")
    return ResultTable(
        tuple(
            ResultLine(
                ref=row.ref, title=row.title, summary=row.summary, unit=row.name, people=row.people,
                mine=row.mine, category=published.rules.category(row.category) or unnamed,
                place=row.place, score=Fraction(row.score_top, row.score_bottom),
                sheets=row.sheets, votes=row.votes, award=row.award,
            )
            for row in rows
        )
    )  # fmt: skip


def seal_record(session: Session, published: Published, table: ResultTable) -> dict[str, object]:
    """What the seal bound, made again from what is stored now."""
    panel = session.execute(
        select(col(Step.id)).where(
            col(Step.competition_id) == published.competition.id, col(Step.kind) == StepKind.PANEL
        )
    ).scalar_one()
    sheets = sheets_digest(score_table(session, panel))
    outcome = published.outcome
    return sealed_record(terms_of(outcome), outcome.rules_digest, sheets, table.lines)


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


def _people_of_entry() -> ScalarSelect[int]:
    return (
        select(func.count())
        .where(col(Member.proposal_id) == Entry.proposal_id, col(Member.consent) == Consent.AGREED)
        .scalar_subquery()
    )


def _is_mine(visitor: Visitor | None) -> ColumnElement[bool]:
    if visitor is None:
        return literal(False)
    return (
        select(literal(1))
        .where(
            col(Member.proposal_id) == Entry.proposal_id, col(Member.person_id) == visitor.id,
            col(Member.consent) == Consent.AGREED,
        )
        .exists()
    )  # fmt: skip
