"""Letting the teams know that the form they write in was mended."""

from sqlalchemy import or_
from sqlmodel import Session, col, select

from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.stages import EntryState
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent


def tell_of_form(session: Session, about: dict[str, str]) -> None:
    """Everybody whose text is still in their own hands."""
    competition = session.exec(
        select(Competition).where(Competition.ref == about["competition"])
    ).one()
    theirs = or_(
        col(Entry.id).is_(None), col(Entry.state) == EntryState.RETURNED, col(Entry.asks_more)
    )
    people = session.exec(
        select(Member.person_id)
        .join(Proposal, col(Proposal.id) == Member.proposal_id)
        .outerjoin(Entry, col(Entry.proposal_id) == Proposal.id)
        .where(
            Proposal.competition_id == competition.id,
            col(Member.consent) != Consent.DECLINED,
            theirs,
        )
        .order_by(col(Member.person_id))
        .distinct()
    ).all()
    path = f"/competitions/{competition.ref}/rules"
    notify(session, people, News.FORM_CHANGED, path, title=competition.title)
