"""Reading suggestions: all of them for the team, one's own for everybody else."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, false, func, literal, or_, select, true
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import is_open_now
from ideas.say import Sentence, say
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind
from ideas.talking.suggestions.models import Suggestion
from ideas.talking.suggestions.rules import SuggestionState, applied
from ideas.waiting import Asked
from ideas.writing.forms.rules import SectionKind
from ideas.writing.proposals.changing import changes
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Consent

MOST_SHOWN = 60


@dataclass(frozen=True)
class Suggested:
    """A suggestion as somebody reads it. `stands`: its passage is still there; `mine`: by them."""

    row: Suggestion
    author_ref: str
    author: str
    title: str | Sentence
    stands: bool
    mine: bool

    @property
    def diff(self) -> list[tuple[str, str]]:
        return changes(self.row.passage, self.row.wording)


def parts_of(draft: Draft) -> list[tuple[str, str | Sentence]]:
    """What one may suggest about, in the order of the page: the part's field and its title."""
    texts = [section for section in draft.rules.sections if section.kind is SectionKind.TEXT]
    core: list[tuple[str, str | Sentence]] = [
        ("title", say("Judul")),
        ("summary", say("Ringkasan")),
    ]
    return core + [(f"answer-{section.key}", section.title) for section in texts]


def suggestions_for(session: Session, visitor: Visitor, draft: Draft) -> list[Suggested]:
    """Open ones first, then the newest; what was withdrawn, only to whom it is. One statement."""
    stands = col(Suggestion.state) != SuggestionState.WITHDRAWN
    team = stands if draft.standing.in_team else false()
    own = or_(team, col(Suggestion.author_id) == visitor.id)
    waits = case((col(Suggestion.state) == SuggestionState.OPEN, 0), else_=1)
    rows = session.execute(
        select(Suggestion, col(Person.ref), col(Person.name))
        .join(Person, col(Person.id) == Suggestion.author_id)
        .where(col(Suggestion.proposal_id) == draft.row.id, own)
        .order_by(waits, col(Suggestion.made_at).desc(), col(Suggestion.id))
        .limit(MOST_SHOWN)
        .execution_options(populate_existing=True)
    )
    titles, texts = dict(parts_of(draft)), draft.writing.fields()
    return [
        Suggested(
            row, ref, name, titles.get(row.part, row.part), _stands(row, texts),
            row.author_id == visitor.id,
        )
        for row, ref, name in rows
    ]  # fmt: skip


def _stands(row: Suggestion, texts: dict[str, str]) -> bool:
    return applied(texts.get(row.part, ""), row.passage, "", row.start) is not None


def find_suggestion(
    session: Session, draft: Draft, ref: str, by: Visitor | None = None
) -> Suggestion:
    """Of this very proposal; `by`: only one's own is there to be found."""
    own = true() if by is None else col(Suggestion.author_id) == by.id
    row = session.scalars(
        select(Suggestion)
        .where(col(Suggestion.ref) == ref, col(Suggestion.proposal_id) == draft.row.id, own)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise Missing
    return row


def open_count(session: Session, proposal_id: UUID) -> int:
    waits = col(Suggestion.state) == SuggestionState.OPEN
    mine = col(Suggestion.proposal_id) == proposal_id
    return session.scalar(select(func.count()).select_from(Suggestion).where(mine, waits)) or 0


def suggestions_to_teams(visitor: Visitor) -> Asked:
    """What one's teams have not answered while they may still write."""
    return (
        select(
            literal("suggestion"), col(Proposal.title), col(Proposal.ref), func.min(Step.closes_at),
            func.count(col(Suggestion.id).distinct()),
        )
        .join(Suggestion, col(Suggestion.proposal_id) == Proposal.id)
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .join(Step, col(Step.competition_id) == Proposal.competition_id)
        .where(
            col(Member.person_id) == visitor.id, col(Member.consent) == Consent.AGREED,
            col(Suggestion.state) == SuggestionState.OPEN, col(Step.kind) == StepKind.CALL,
            is_open_now(),
        )
        .group_by(col(Proposal.title), col(Proposal.ref))
    )  # fmt: skip
