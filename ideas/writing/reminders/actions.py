"""Reminding people of drafts that were not sent, and letting a draft rest."""

from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.language import tell, told
from ideas.language.forms import left, moment
from ideas.permissions import Standing, require
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.rules import Letter
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.queries import Draft
from ideas.writing.reminders.models import Reminding
from ideas.writing.reminders.queries import Due, due_reminders
from ideas.writing.reminders.rules import MOST_TOLD, reached, was_there


def remind_teams(session: Session, subject: UUID) -> int:
    """One letter for each person, about what closes first; a notice for every draft."""
    require(Act.REMIND_TEAM, Standing(system=True))
    written: set[UUID] = set()
    for due in due_reminders(session):
        days = reached(due.closes_at, given.now())
        wanted = was_there(due.begun_at, due.closes_at, days)
        _note(session, due, days, tells=wanted)
        if wanted and due.person_id not in written:
            _write(session, due)
            written.add(due.person_id)
        if wanted:
            _notify(session, due)
    tell("id", "WIB")
    if written:
        record(session, Act.REMIND_TEAM, None, subject, rows=len(written))
    return len(written)


def put_aside(session: Session, visitor: Visitor, draft: Draft, *, aside: bool) -> None:
    """Hear no more of this draft, or hear of it again."""
    require(Act.PUT_ASIDE, draft.standing)
    row = session.get(Reminding, (draft.row.id, visitor.id))
    row = row or Reminding(proposal_id=draft.row.id, person_id=visitor.id)
    row.aside = aside
    session.add(row)
    record(session, Act.PUT_ASIDE, visitor.id, draft.row.id, change="aside" if aside else "again")


def _note(session: Session, due: Due, days: int, *, tells: bool) -> None:
    row = session.get(Reminding, (due.proposal_id, due.person_id))
    row = row or Reminding(proposal_id=due.proposal_id, person_id=due.person_id)
    row.days, row.closes_at = days, due.closes_at
    row.told_at = given.now() if tells else row.told_at
    session.add(row)
    session.flush()


def _write(session: Session, due: Due) -> None:
    """In the reader's language and the competition's zone, since a letter knows neither."""
    draft = find_draft(session, visitor_of(session, due.person_id), due.ref)
    tell(due.language or "id", due.zone)
    lacking = [told(why) for why in draft.lacks.values()]
    more = len(lacking) - MOST_TOLD
    lines = lacking[:MOST_TOLD] + ([told(say("Dan {n} hal lain.", n=more))] if more > 0 else [])
    write_letter(
        session, Letter.DRAFT_DUE if lacking else Letter.DRAFT_READY, due.person_id,
        ref=due.ref, title=_title(due), when=moment(due.closes_at), left=left(due.closes_at),
        lacks=" ".join(lines),
    )  # fmt: skip


def _notify(session: Session, due: Due) -> None:
    tell(due.language or "id", due.zone)
    notify(
        session, [due.person_id], News.DRAFT_DUE, f"/proposals/{due.ref}/edit",
        title=_title(due), left=left(due.closes_at),
    )  # fmt: skip


def _title(due: Due) -> str:
    return due.title or told(say("Draf tanpa judul"))
