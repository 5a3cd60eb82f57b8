"""Writing people's records: what a release brings them, and the certificate that says so."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.deciding.outcomes.actions import release_outcome
from ideas.deciding.outcomes.lines import Line
from ideas.deciding.outcomes.models import Outcome
from ideas.deciding.recognition.models import Recognition
from ideas.deciding.recognition.revealing import awaited
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.road.entries.models import Entry
from ideas.say import say
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import Heard, notify_each
from ideas.talking.notices.rules import News
from ideas.writing.proposals.mates import in_rank
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part


def publish_outcome(session: Session, outcome_id: UUID) -> bool:
    """Release a due outcome and write everybody's record, in one transaction and only once."""
    require(Act.PUBLISH_OUTCOME, Standing(system=True))
    lines = release_outcome(session, outcome_id)
    if lines is None:
        return False
    recognise_teams(session, outcome_id, [line for line in lines if line.award])
    return True


def publish_when_due(session: Session, outcome: Outcome) -> bool:
    """Release at once when the time has come, else leave it to the clock."""
    require(Act.PUBLISH_OUTCOME, Standing(system=True))
    if publish_outcome(session, outcome.id):
        return True
    later(session, Task.PUBLISH_OUTCOME, due_at=outcome.release_at, outcome=str(outcome.id))
    return False


def recognise_teams(session: Session, outcome_id: UUID, lines: list[Line]) -> None:
    """One line on the record of each agreed member of each awarded entry; whoever hides the name
    is asked first, and stays hidden until they say."""
    require(Act.RECOGNISE_PERSON, Standing(system=True))
    outcome = found(session.get(Outcome, outcome_id))
    awards = {line.entry_id: line.award for line in lines}
    rows = session.execute(
        select(
            col(Entry.id), col(Entry.title), col(Member.person_id), col(Member.part),
            col(Member.hidden), col(Person.ref),
        )
        .join(Member, col(Member.proposal_id) == Entry.proposal_id)
        .join(Person, col(Person.id) == Member.person_id)
        .where(col(Entry.id).in_(awards), col(Member.consent) == Consent.AGREED)
        .order_by(col(Entry.ref), in_rank(), col(Member.invited_at))
    )  # fmt: skip
    asked = []
    for entry_id, title, person_id, part, hidden, ref in rows:
        if hidden:
            asked.append(Heard(person_id, f"/people/{ref}", title))
        else:
            _recognise(session, outcome, Earned(entry_id, awards[entry_id], part), person_id)
    notify_each(session, News.NAME_ASKED, asked)


def reveal_name(session: Session, visitor: Visitor, standing: Standing, entry_ref: str) -> None:
    """Whoever was hidden agrees to be named with the award: the record and the certificate."""
    require(Act.REVEAL_NAME, standing)
    row = awaited(session, visitor.id, entry_ref)
    if row is None:
        raise Invalid(say("Tidak ada penghargaan yang menunggu nama Anda."))
    own = (col(Member.proposal_id) == row.proposal_id) & (col(Member.person_id) == visitor.id)
    session.execute(update(Member).where(own).values(hidden=False))
    outcome = found(session.get(Outcome, row.outcome_id))
    _recognise(session, outcome, Earned(row.entry_id, row.award, row.part), visitor.id)
    record(session, Act.REVEAL_NAME, visitor.id, row.entry_id, outcome=outcome.ref)


@dataclass(frozen=True)
class Earned:
    """What an entry won, and the part somebody had in it."""

    entry_id: UUID
    title: str
    part: Part


def _recognise(session: Session, outcome: Outcome, earned: Earned, person_id: UUID) -> None:
    line = Recognition(
        person_id=person_id, entry_id=earned.entry_id, competition_id=outcome.competition_id,
        outcome_id=outcome.id, title=earned.title, part=earned.part,
        decree_number=outcome.decree_number, decree_date=outcome.decree_date,
        issued_at=given.now(),
    )  # fmt: skip
    session.add(line)
    record(session, Act.RECOGNISE_PERSON, None, line.id, outcome=outcome.ref, part=earned.part)
    later(session, Task.ISSUE_CERTIFICATE, recognition=str(line.id))


def file_certificate(session: Session, recognition_id: UUID, key: str) -> None:
    """Say where a recognition's certificate is kept. The first one stays."""
    require(Act.ISSUE_CERTIFICATE, Standing(system=True))
    session.execute(
        update(Recognition)
        .where(col(Recognition.id) == recognition_id, col(Recognition.certificate).is_(None))
        .values(certificate=key)
    )
