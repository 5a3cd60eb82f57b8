"""Who a team is, and what its proposal tells of it, where it will be judged without names."""

from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.anonymity.rules import Team, Trace, traces_in
from ideas.competitions.models import Competition, Step
from ideas.organisation.models import Unit
from ideas.organisation.rules import above
from ideas.people.models import Posting
from ideas.proposals.queries import Draft
from ideas.proposals.rules import Consent
from ideas.stages import KINDS

BLIND = [kind for kind, means in KINDS.items() if means.blind]


def traces_of(session: Session, draft: Draft) -> tuple[Trace, ...]:
    """What the texts of a draft tell of its team, where a step is blind: two statements."""
    mates = [mate for mate in draft.team if mate.consent is not Consent.DECLINED]
    rows = session.execute(_their_places(draft.competition.id, [mate.id for mate in mates])).all()
    if not rows:
        return ()
    units = _units_of(session, {own for own, _ in rows}, rows[0][1])
    return traces_in(draft.writing.fields(), Team(frozenset(mate.name for mate in mates), units))


def _their_places(competition_id: UUID, people: list[UUID]) -> Select[str, str]:
    """Where they serve or served, and the place it is for; no row where no step is blind."""
    scope = aliased(Unit)
    blind = exists().where(col(Step.competition_id) == competition_id, col(Step.kind).in_(BLIND))
    return (
        select(col(Unit.path), col(scope.path))
        .join(Posting, col(Posting.unit_id) == Unit.id)
        .join(Competition, col(Competition.id) == competition_id)
        .join(scope, col(scope.id) == Competition.unit_id)
        .where(col(Posting.person_id).in_(people), blind)
    )


def _units_of(session: Session, own: set[str], scope: str) -> frozenset[str]:
    """The names of their units, and of those above that not everybody shares whom it is for."""
    over = {path for place in own for path in above(place)} - set(above(scope))
    return frozenset(session.scalars(select(col(Unit.name)).where(col(Unit.path).in_(over))))
