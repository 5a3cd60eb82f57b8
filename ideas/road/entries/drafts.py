"""Proposals as their people find them: whether they were entered is known only here."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import Relation, require_visible
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.queries import Scoped, in_force, panel_of, standing_in
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.road.entries.rules import completes
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, Owner, StepKind
from ideas.teamwork.amendments.queries import asked_in
from ideas.writing.forms.rules import Stage, asked
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import (
    Draft,
    lead_in,
    relations_in,
    shown_to,
    team_of,
    writing_of,
)
from ideas.writing.proposals.rules import TAKING_PART, Consent, Openness, Part, filled

MOST_SHOWN = 60


@dataclass(frozen=True)
class DraftLine:
    """A draft in one's own list, or one that waits for one's consent."""

    ref: str
    title: str
    competition: str
    closes_at: datetime
    saved_at: datetime
    share: int
    done: int
    total: int
    named: bool = False


@dataclass(frozen=True)
class EntryLine:
    """An entry in one's own list: where it stands, and who is next by when."""

    ref: str
    title: str
    summary: str
    competition: str
    category: str
    stage: str
    position: int
    state: EntryState
    owner: Owner
    due_at: datetime | None


@dataclass(frozen=True)
class Mine:
    invitations: tuple[DraftLine, ...]
    drafts: tuple[DraftLine, ...]
    entries: tuple[EntryLine, ...]

    @property
    def empty(self) -> bool:
        return not (self.invitations or self.drafts or self.entries)


def find_draft(session: Session, visitor: Visitor, ref: str, *, hold: bool = False) -> Draft:
    """A proposal of one's own or one is invited to, else `Missing`: two statements, or three for
    somebody outside the team once it was sent.

    `hold` makes others who write the same proposal wait for this transaction.
    """
    if hold:
        session.execute(pick(col(Proposal.id)).where(col(Proposal.ref) == ref).with_for_update())
    row = session.execute(
        _with_its_place(), {"ref": ref}, execution_options={"populate_existing": True}
    ).first()
    if row is None:
        raise Missing
    draft = _draft(session, visitor, row)
    require_visible(Act.SEE_PROPOSAL, draft.standing)
    return draft


@cache
def _with_its_place() -> Select[*tuple[Any, ...]]:
    """A proposal, its competition, and the step under which its team may write. Put together once,
    since every page of a proposal asks it."""
    scope, organiser, panel = aliased(Unit), aliased(Unit), aliased(Step)
    its_call = and_(
        col(Entry.id).is_(None),
        col(Step.competition_id) == Competition.id,
        col(Step.kind) == StepKind.CALL,
    )
    return (
        pick(
            Proposal, Competition, Step, col(RuleBook.document), col(scope.path),
            col(organiser.path), col(Entry.ref), col(Entry.state), col(Entry.owner),
            col(Entry.asks_more), panel,
        )
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(RuleBook, in_force())
        .join(scope, col(scope.id) == Competition.unit_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .outerjoin(Entry, col(Entry.proposal_id) == Proposal.id)
        .join(Step, or_(col(Step.id) == Entry.step_id, its_call))
        .outerjoin(panel, panel_of(panel))
        .where(col(Proposal.ref) == bindparam("ref"))
    )  # fmt: skip


def _draft(session: Session, visitor: Visitor, row: Any) -> Draft:
    proposal, competition, step, document, scope, organiser, entry, state, owner = row[:9]
    asks_more, panel = row[9:]
    team = team_of(session, proposal.id)
    relations = relations_in(team, visitor)
    if entry and not relations and visitor.id in asked_in(session, proposal.id):
        relations = frozenset({Relation.INVITED})
    standing = standing_in(
        visitor, Scoped(competition, "", scope, "", organiser), step,
        relations=relations, entry=state, owner=owner,
        shown=proposal.openness is Openness.COLLEAGUES, leadless=not lead_in(team).unit,
        completes=completes(asks_more, state, panel, given.now()),
    )  # fmt: skip
    rules = Rules.model_validate(document)
    seen = shown_to(team, relations, visitor.id)
    return Draft(proposal, competition, step, rules, seen, standing, entry, panel)


def my_proposals(session: Session, visitor: Visitor) -> Mine:
    """Everything of one's own: invitations, drafts, entries. Two statements."""
    rows = session.execute(
        pick(
            Proposal, col(Competition.title), col(Step.closes_at), col(Member.share),
            col(Member.consent), col(Member.part), col(RuleBook.document),
        )
        .join(Member, and_(col(Member.proposal_id) == Proposal.id, _takes_part(visitor)))
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(RuleBook, in_force())
        .join(Step, col(Step.competition_id) == Competition.id)
        .outerjoin(Entry, col(Entry.proposal_id) == Proposal.id)
        .where(col(Step.kind) == StepKind.CALL, col(Entry.id).is_(None))
        .order_by(col(Proposal.saved_at).desc(), col(Proposal.ref))
        .limit(MOST_SHOWN)
    ).all()  # fmt: skip
    return Mine(
        tuple(_draft_line(row) for row in rows if row.consent is Consent.INVITED),
        tuple(_draft_line(row) for row in rows if row.consent is Consent.AGREED),
        _my_entries(session, visitor),
    )


def _takes_part(visitor: Visitor) -> Any:
    return and_(
        col(Member.person_id) == visitor.id, col(Member.consent).in_(TAKING_PART),
        col(Member.left_at).is_(None),
    )  # fmt: skip


def _draft_line(row: Any) -> DraftLine:
    proposal, competition, closes_at, share, consent, part, document = row
    sections = Rules.model_validate(document).sections
    mine = asked(sections, proposal.category, Stage.PITCH)
    done, total = filled(writing_of(proposal), mine)
    return DraftLine(
        proposal.ref, proposal.title, competition, closes_at, proposal.saved_at, share, done, total,
        named=part is Part.LEAD and consent is Consent.INVITED,
    )  # fmt: skip


def _my_entries(session: Session, visitor: Visitor) -> tuple[EntryLine, ...]:
    rows = session.execute(
        pick(
            col(Entry.ref), col(Entry.title), col(Entry.summary), col(Competition.title),
            col(Entry.category), col(Step.title), col(Step.position), col(Entry.state),
            col(Entry.owner), col(Entry.due_at),
        )
        .join(Member, and_(col(Member.proposal_id) == Entry.proposal_id, _takes_part(visitor)))
        .join(Competition, col(Competition.id) == Entry.competition_id)
        .join(Step, col(Step.id) == Entry.step_id)
        .order_by(col(Entry.submitted_at).desc(), col(Entry.ref))
        .limit(MOST_SHOWN)
    )  # fmt: skip
    return tuple(EntryLine(*row) for row in rows)
