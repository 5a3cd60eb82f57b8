"""Who a team is, and what its proposal tells of it, where it will be judged without names."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.anonymity.rules import Team, Trace, traces_in
from ideas.competitions.models import Competition, Step
from ideas.organisation.models import Unit
from ideas.organisation.queries import within
from ideas.organisation.rules import above
from ideas.people.models import Posting
from ideas.proposals.queries import Draft
from ideas.proposals.rules import Consent
from ideas.stages import KINDS

BLIND = [kind for kind, means in KINDS.items() if means.blind]


def traces_of(session: Session, draft: Draft) -> tuple[Trace, ...]:
    """What the texts of a draft tell of its team: nothing where no step is blind."""
    scope = _judged_blind(session, draft.competition.id)
    if scope is None:
        return ()
    mates = [mate for mate in draft.team if mate.consent is not Consent.DECLINED]
    names = frozenset(mate.name for mate in mates)
    units = _units_of(session, [mate.id for mate in mates], scope)
    return traces_in(draft.writing.fields(), Team(names, units))


def _judged_blind(session: Session, competition_id: UUID) -> str | None:
    """The place that a competition is for, when its road has a blind step: one statement."""
    return session.scalars(
        select(col(Unit.path))
        .join(Competition, col(Competition.unit_id) == Unit.id)
        .join(Step, col(Step.competition_id) == Competition.id)
        .where(col(Competition.id) == competition_id, col(Step.kind).in_(BLIND))
        .limit(1)
    ).first()


def _units_of(session: Session, people: list[UUID], scope: str) -> frozenset[str]:
    """Their units, and those above, that not everybody shares whom it is for: two statements."""
    paths = session.scalars(
        select(col(Unit.path))
        .join(Posting, col(Posting.unit_id) == Unit.id)
        .where(col(Posting.person_id).in_(people), within(col(Unit.path), scope))
    )
    over = {path for own in paths for path in above(own) if path not in above(scope)}
    return frozenset(session.scalars(select(col(Unit.name)).where(col(Unit.path).in_(over))))
