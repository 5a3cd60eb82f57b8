"""Who hears that entries move: their teams always, who follows them once they are shown.

As many statements for one entry as for all of a competition.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select
from sqlmodel import Session, col

from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Posting
from ideas.staff.people.queries import held_today
from ideas.stages import CompetitionState, EntryState
from ideas.talking.follows.models import Follow
from ideas.talking.notices.actions import Heard, lead_elsewhere, notify_each
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.readers import HOME, ORGANISER, SCOPE, in_reach
from ideas.writing.proposals.rules import Consent
from ideas.writing.proposals.turning import insiders, nowhere


def tell_of_moves(
    session: Session, entries: Iterable[UUID], news: News, by: UUID | None = None
) -> None:
    """Part of an action that moves entries: their teams hear what, who follows that it moved."""
    ours = col(Entry.id).in_(list(entries))
    for what, rows in ((news, _teams()), (News.MOVED, _followers())):
        told = session.execute(rows.where(ours).order_by(col(Entry.ref)))
        heard = (Heard(who, f"/entries/{ref}", title) for who, ref, title in told if who != by)
        notify_each(session, what, heard)


def turn_notices(session: Session, entry: Entry) -> None:
    """What others heard of a draft leads to its entry while that is shown, and else nowhere."""
    ref = session.scalar(select(col(Proposal.ref)).where(col(Proposal.id) == entry.proposal_id))
    away, there, team = nowhere(ref or ""), f"/entries/{entry.ref}", insiders(entry.proposal_id)
    here, other = (away, there) if entry.shown else (there, away)
    lead_elsewhere(session, here, other, team)


def _teams() -> Select[UUID, str, str]:
    """With their titles as they were sent."""
    agreed = col(Member.consent) == Consent.AGREED
    mine = and_(col(Member.proposal_id) == Entry.proposal_id, agreed)
    return select(col(Member.person_id), col(Entry.ref), col(Entry.title)).join(Entry, mine)


def _followers() -> Select[UUID, str, str]:
    """Those outside of the team who may see the entry, as SEE_ENTRY has it for colleagues."""
    team = exists().where(
        col(Member.proposal_id) == Entry.proposal_id, col(Member.person_id) == Follow.person_id,
        col(Member.consent) == Consent.AGREED,
    )  # fmt: skip
    listed = and_(col(Entry.shown), col(Entry.state) != EntryState.WITHDRAWN)
    over = col(Competition.state) == CompetitionState.DONE
    return (
        select(col(Follow.person_id), col(Entry.ref), col(Entry.title))
        .join(Entry, col(Entry.proposal_id) == Follow.proposal_id)
        .join(Posting, and_(col(Posting.person_id) == Follow.person_id, held_today()))
        .join(HOME, col(HOME.id) == Posting.unit_id)
        .join(Competition, col(Competition.id) == Entry.competition_id)
        .join(SCOPE, col(SCOPE.id) == Competition.unit_id)
        .join(ORGANISER, col(ORGANISER.id) == Competition.organiser_id)
        .where(listed, ~team, or_(over, in_reach()))
        .distinct()
    )
