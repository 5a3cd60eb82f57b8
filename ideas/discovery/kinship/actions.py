"""The honest ways on from a look-alike: join it, build on it, say what differs, know of it."""

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.discovery.kinship.lineage import find_other
from ideas.discovery.kinship.models import Approach, Kin
from ideas.discovery.kinship.rules import Way, lacking
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.permissions import Relation, require
from ideas.road.competitions.deadlines import add_in_time
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.queries import Draft


def relate_proposal(  # noqa: PLR0913, PLR0917 -- to what, in which way, and why
    session: Session, visitor: Visitor, draft: Draft, key: str, way: Way, reason: str = ""
) -> None:
    """Keep what the team does about one look-alike; deciding again changes it."""
    require(Act.RELATE_PROPOSAL, draft.standing)
    if way is Way.DIFFERS and (why := lacking(reason)):
        raise Invalid({f"reason-{key}": why})
    other = find_other(session, visitor, key)
    if other.proposal_id == draft.row.id:
        raise Invalid({"other": say("Ini gagasan yang sama.")})
    session.execute(
        delete(Kin).where(
            col(Kin.proposal_id) == draft.row.id,
            col(Kin.other_id) == other.proposal_id
            if other.proposal_id
            else col(Kin.innovation_id) == other.innovation_id,
        )
    )
    kin = Kin(
        proposal_id=draft.row.id, other_id=other.proposal_id, innovation_id=other.innovation_id,
        way=way, reason=reason if way is Way.DIFFERS else "", by_id=visitor.id, at=given.now(),
    )  # fmt: skip
    add_in_time(session, kin, draft.step.id)
    if way is Way.BUILDS and other.proposal_id:
        _tell(session, other.leads, News.BUILT_ON, other.ref, draft)
    record(session, Act.RELATE_PROPOSAL, visitor.id, draft.row.id, change=way)


def ask_to_join(session: Session, visitor: Visitor, draft: Draft) -> None:
    """Tell the lead that one would like to join; the lead invites, or not."""
    require(Act.ASK_TO_JOIN, draft.standing)
    if session.get(Approach, (draft.row.id, visitor.id)):
        raise Invalid(say("Anda sudah bertanya. Ketua tim sudah diberi tahu."))
    approach = Approach(proposal_id=draft.row.id, person_id=visitor.id, at=given.now())
    add_in_time(session, approach, draft.step.id)
    leads = [mate.id for mate in draft.team if mate.relation is Relation.LEAD]
    notify(
        session, leads, News.WOULD_JOIN, f"/proposals/{draft.row.ref}/team",
        title=draft.row.title, name=visitor.name,
    )  # fmt: skip
    record(session, Act.ASK_TO_JOIN, visitor.id, draft.row.id)


def _tell(session: Session, leads: tuple[UUID, ...], news: News, ref: str, draft: Draft) -> None:
    notify(session, leads, news, f"/proposals/{ref}", title=draft.row.title)
