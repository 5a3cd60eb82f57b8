"""Reading one entry, as the person who asks may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, and_, bindparam
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import Relation, Role, Standing, refusal, require_visible
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.queries import Scoped, in_force, panel_of, standing_in
from ideas.road.competitions.rules import Category, Rules
from ideas.road.entries.deciding import acting, acting_as, with_stand_ins
from ideas.road.entries.models import Entry
from ideas.road.entries.rules import completes
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.staff.people.rules import StandInKind
from ideas.staff.roles.visitors import Visitor
from ideas.stages import KINDS, CompetitionState
from ideas.writing.forms.rules import asked
from ideas.writing.proposals.models import Member, Proposal, Version
from ideas.writing.proposals.queries import Mate, shown_to, team_of
from ideas.writing.proposals.rules import Consent, Part

INSIDERS = {Role.SECRETARIAT, Role.LEADER, Role.PUBLISHER}


@dataclass(frozen=True)
class EntrySeen:
    """An entry that a person may see, with everything permission and its page ask about it."""

    row: Entry
    version: Version
    competition: Competition
    step: Step
    document: dict[str, Any]
    proposal: str
    unit: str
    superior: str
    standing: Standing
    panel: Step | None = None
    on_behalf: StandInKind | None = None

    @cached_property
    def rules(self) -> Rules:
        return Rules.model_validate(self.document)

    @property
    def answers(self) -> list[tuple[str, str, str]]:
        """What it says, by title, with the section's key: only what is asked of its category."""
        told, attached = self.version.answers, self.version.attached
        return [
            (section.title, section.told(told.get(section.key, "")), section.key)
            for section in asked(self.rules.sections, self.row.category)
            if told.get(section.key) or attached.get(section.key)
        ]

    @property
    def category(self) -> Category | None:
        return self.rules.category(self.row.category)

    @property
    def inside(self) -> bool:
        """Its team, their superior and the officers read the notes and the receipt too."""
        near = self.standing.in_team or Relation.SUPERIOR in self.standing.relations
        return near or bool(self.standing.roles & INSIDERS)

    @property
    def blind(self) -> bool:
        """While judges score without names, colleagues read without names too."""
        done = self.competition.state is CompetitionState.DONE
        return KINDS[self.step.kind].blind and not done and not self.inside


def find_entry(session: Session, visitor: Visitor, ref: str) -> EntrySeen:
    """What a person may not see does not exist for them: one statement."""
    asked = {"ref": ref, "visitor": visitor.id, "today": given.now().date()}
    row = session.execute(_with_its_place(), asked).first()
    if row is None:
        raise Missing
    seen = _seen(visitor, row)
    require_visible(Act.SEE_ENTRY, seen.standing)
    return seen


def opens_by_name(visitor: Visitor, scoped: Scoped, step: Step) -> bool:
    """Whether a page of this step may lead on to its entries: judges never read one by name."""
    return refusal(Act.SEE_ENTRY, standing_in(visitor, scoped, step, shown=True)) is None


@cache
def _with_its_place() -> Select[*tuple[Any, ...]]:
    """An entry by `ref`, as `visitor` stands to it."""
    scope, organiser, home = aliased(Unit), aliased(Unit), aliased(Unit)
    panel = aliased(Step)
    mine = and_(
        col(Member.proposal_id) == Entry.proposal_id,
        col(Member.person_id) == bindparam("visitor"),
        col(Member.left_at).is_(None),
    )
    rows = (
        pick(
            Entry, Version, Competition, Step, col(RuleBook.document), col(Proposal.ref),
            col(home.name), col(Person.name), col(scope.path), col(organiser.path),
            col(Member.part), col(Member.consent), panel, acting, acting_as,
        )
        .join(Version, col(Version.id) == Entry.version_id)
        .join(Proposal, col(Proposal.id) == Entry.proposal_id)
        .join(Competition, col(Competition.id) == Entry.competition_id)
        .join(Step, col(Step.id) == Entry.step_id)
        .join(RuleBook, in_force())
        .join(home, col(home.id) == Entry.unit_id)
        .join(Person, col(Person.id) == Entry.superior_id)
        .join(scope, col(scope.id) == Competition.unit_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .outerjoin(Member, mine)
        .outerjoin(panel, panel_of(panel))
        .where(col(Entry.ref) == bindparam("ref"))
        .execution_options(populate_existing=True)
    )  # fmt: skip
    joined: Select[*tuple[Any, ...]] = with_stand_ins(rows, bindparam("today", type_=Date))
    return joined


def _seen(visitor: Visitor, row: Any) -> EntrySeen:
    entry, version, competition, step, document, proposal, unit, superior = row[:8]
    scope, organiser, part, consent, panel, decides, kind = row[8:]
    relations = _relations(visitor, {entry.superior_id, decides}, part, consent)
    standing = standing_in(
        visitor, Scoped(competition, "", scope, "", organiser), step, relations=relations,
        entry=entry.state, owner=entry.owner, shown=entry.shown, category=entry.category,
        completes=completes(entry.asks_more, entry.state, panel, given.now()),
        stood_in=Relation.SUPERIOR in relations and decides != visitor.id,
    )  # fmt: skip
    on_behalf = kind if decides == visitor.id != entry.superior_id else None
    return EntrySeen(
        entry, version, competition, step, document, proposal, unit, superior, standing, panel,
        on_behalf,
    )  # fmt: skip


def _relations(
    visitor: Visitor, superiors: set[UUID], part: Part | None, consent: Consent | None
) -> frozenset[Relation]:
    relations = {Relation.SUPERIOR} if visitor.id in superiors else set()
    if consent is Consent.AGREED:
        relations.add(Relation.LEAD if part is Part.LEAD else Relation.MEMBER)
    return frozenset(relations)


def mates_of(session: Session, seen: EntrySeen) -> Sequence[Mate]:
    """Who made it, but for those who declined; nobody while it is read blind."""
    if seen.blind:
        return ()
    mates = shown_to(team_of(session, seen.row.proposal_id), seen.standing.relations)
    return [mate for mate in mates if mate.consent is Consent.AGREED]
