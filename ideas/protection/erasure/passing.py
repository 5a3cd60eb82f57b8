"""What becomes of the drafts that somebody leads who is forgotten."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col

from ideas.protection.retention.actions import delete_drafts
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Posting
from ideas.staff.people.queries import held_today
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import WHOLE, Consent, Part

HEIRS = (Part.MEMBER, Part.CONTRIBUTOR)


def let_drafts_go(session: Session, person_id: UUID) -> None:
    """Own drafts go, those with co-authors pass on. Who only guided one does not keep it."""
    led = select(col(Member.proposal_id)).where(
        col(Member.person_id) == person_id,
        col(Member.part) == Part.LEAD,
        col(Member.proposal_id).not_in(select(col(Entry.proposal_id))),
    )
    for proposal_id in list(session.scalars(led)):
        title = session.get_one(Proposal, proposal_id).title
        team = _team_of(session, proposal_id, person_id)
        people = [mate.person_id for mate in team]
        if any(mate.part in HEIRS for mate in team):
            news, path = _pass_on(session, proposal_id, person_id, team)
        else:
            delete_drafts(session, [proposal_id])
            news, path = News.DRAFT_GONE, "/proposals"
        notify(session, people, news, path, title=title)


def _team_of(session: Session, proposal_id: UUID, person_id: UUID) -> Sequence[Member]:
    """The others who agreed, the first who came first."""
    mates = select(Member).where(
        col(Member.proposal_id) == proposal_id, col(Member.person_id) != person_id,
        col(Member.consent) == Consent.AGREED,
    )  # fmt: skip
    joined = col(Member.answered_at), col(Member.invited_at), col(Member.person_id)
    return session.scalars(mates.order_by(*joined)).all()


def _pass_on(
    session: Session, proposal_id: UUID, person_id: UUID, team: Sequence[Member]
) -> tuple[News, str]:
    """To a named member, else to a named contributor. Who guides or hides the name is only told
    that nobody leads, and decides alone whether to."""
    here = _working(session, team)
    heirs = [m for m in team if m.part in HEIRS and not m.hidden and m.person_id in here]
    heir = min(heirs, key=lambda mate: HEIRS.index(mate.part), default=None)
    if heir is not None:
        own = (col(Member.proposal_id) == proposal_id) & (col(Member.person_id) == person_id)
        share = session.scalar(select(col(Member.share)).where(own)) or 0
        session.execute(delete(Member).where(own))
        heir.part, heir.share, heir.offer = Part.LEAD, min(heir.share + share, WHOLE), None
        session.flush()
    path = f"/proposals/{session.get_one(Proposal, proposal_id).ref}/team"
    return News.LEAD_CHANGED if heir else News.LEADLESS, path


def _working(session: Session, team: Sequence[Member]) -> set[UUID]:
    """Who of these has a posting today."""
    people = col(Posting.person_id).in_([mate.person_id for mate in team])
    return set(session.scalars(select(col(Posting.person_id)).where(people, held_today())))
