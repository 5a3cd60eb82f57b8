"""Reading one entry, as the person who asks may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Select, and_, bindparam
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.competitions.models import Competition, RuleBook, Step
from ideas.competitions.queries import Scoped, standing_in
from ideas.competitions.rules import Category, Rules
from ideas.entries.models import Entry
from ideas.failures import Missing
from ideas.organisation.models import Unit
from ideas.people.models import Person
from ideas.permissions import Relation, Role, Standing, require_visible
from ideas.proposals.models import Member, Proposal, Version
from ideas.proposals.queries import Mate, team_of
from ideas.proposals.rules import Consent, Part
from ideas.roles.visitors import Visitor
from ideas.stages import KINDS, CompetitionState

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

    @cached_property
    def rules(self) -> Rules:
        return Rules.model_validate(self.document)

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
    row = session.execute(_with_its_place(), {"ref": ref, "visitor": visitor.id}).first()
    if row is None:
        raise Missing
    seen = _seen(visitor, row)
    require_visible(Act.SEE_ENTRY, seen.standing)
    return seen


@cache
def _with_its_place() -> Select[*tuple[Any, ...]]:
    """An entry by `ref`, as `visitor` stands to it."""
    scope, organiser, home = aliased(Unit), aliased(Unit), aliased(Unit)
    mine = and_(
        col(Member.proposal_id) == Entry.proposal_id,
        col(Member.person_id) == bindparam("visitor"),
    )
    rules = and_(
        col(RuleBook.competition_id) == Competition.id,
        col(RuleBook.version) == Competition.rules_version,
    )
    return (
        pick(
            Entry, Version, Competition, Step, col(RuleBook.document), col(Proposal.ref),
            col(home.name), col(Person.name), col(scope.path), col(organiser.path),
            col(Member.part), col(Member.consent),
        )
        .join(Version, col(Version.id) == Entry.version_id)
        .join(Proposal, col(Proposal.id) == Entry.proposal_id)
        .join(Competition, col(Competition.id) == Entry.competition_id)
        .join(Step, col(Step.id) == Entry.step_id)
        .join(RuleBook, rules)
        .join(home, col(home.id) == Entry.unit_id)
        .join(Person, col(Person.id) == Entry.superior_id)
        .join(scope, col(scope.id) == Competition.unit_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .outerjoin(Member, mine)
        .where(col(Entry.ref) == bindparam("ref"))
        .execution_options(populate_existing=True)
    )  # fmt: skip


def _seen(visitor: Visitor, row: Any) -> EntrySeen:
    entry, version, competition, step, document, proposal, unit, superior = row[:8]
    scope, organiser, part, consent = row[8:]
    standing = standing_in(
        visitor, Scoped(competition, "", scope, "", organiser), step,
        relations=_relations(visitor, entry, part, consent), entry=entry.state, owner=entry.owner,
        shown=entry.shown, category=entry.category,
    )  # fmt: skip
    return EntrySeen(
        entry, version, competition, step, document, proposal, unit, superior, standing
    )


def _relations(
    visitor: Visitor, entry: Entry, part: Part | None, consent: Consent | None
) -> frozenset[Relation]:
    relations = {Relation.SUPERIOR} if entry.superior_id == visitor.id else set()
    if consent is Consent.AGREED:
        relations.add(Relation.LEAD if part is Part.LEAD else Relation.MEMBER)
    return frozenset(relations)


def mates_of(session: Session, seen: EntrySeen) -> Sequence[Mate]:
    """Who made it, but for those who declined; nobody while it is read blind."""
    if seen.blind:
        return ()
    mates = team_of(session, seen.row.proposal_id)
    return [mate for mate in mates if mate.consent is Consent.AGREED]
