"""What brings a judge close to an entry after the draw."""

from datetime import timedelta

from sqlmodel import col, select, update

from ideas import given
from ideas.database import transaction
from ideas.judging.guarding.actions import guard_panels
from ideas.judging.panels.models import Assignment
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person, Posting
from ideas.writing.proposals.models import Proposal
from tests.factories import Make


def moves_to(judge: Person, entry: Entry) -> None:
    """Since today the judge works in the entry's unit."""
    today = given.now().date()
    with transaction() as session:
        here = col(Posting.person_id) == judge.id
        kept = session.exec(select(Posting).where(here)).one().model_dump(exclude={"id"})
        session.execute(update(Posting).where(here).values(until=today - timedelta(days=1)))
        session.add(Posting(**{**kept, "unit_id": entry.unit_id, "since": today}))


def joins(make: Make, judge: Person, entry: Entry) -> None:
    with transaction(writes=False) as session:
        proposal = session.get_one(Proposal, entry.proposal_id)
    make.member(proposal, judge)


def guard() -> None:
    with transaction() as session:
        guard_panels(session)


def sheet_now(sheet: Assignment) -> Assignment:
    with transaction(writes=False) as session:
        return session.get_one(Assignment, sheet.id)
