"""Writing people's records: what a release brings them, and the certificate that says so."""

from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.entries.models import Entry
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.outcomes.actions import release_outcome
from ideas.outcomes.dryrun import Line
from ideas.outcomes.models import Outcome
from ideas.permissions import Standing, require
from ideas.proposals.models import Member
from ideas.proposals.rules import Consent
from ideas.recognition.models import Recognition


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
    """One line on the record of each agreed member of each awarded entry."""
    require(Act.RECOGNISE_PERSON, Standing(system=True))
    outcome = found(session.get(Outcome, outcome_id))
    titles = {line.entry_id: line.award for line in lines}
    rows = session.execute(
        select(col(Entry.id), col(Member.person_id), col(Member.part))
        .join(Member, col(Member.proposal_id) == Entry.proposal_id)
        .where(col(Entry.id).in_(titles), col(Member.consent) == Consent.AGREED)
        .order_by(col(Entry.ref), col(Member.part), col(Member.invited_at))
    )
    for entry_id, person_id, part in rows:
        line = Recognition(
            person_id=person_id, entry_id=entry_id, competition_id=outcome.competition_id,
            outcome_id=outcome_id, title=titles[entry_id], part=part,
            decree_number=outcome.decree_number, decree_date=outcome.decree_date,
            issued_at=given.now(),
        )  # fmt: skip
        session.add(line)
        record(session, Act.RECOGNISE_PERSON, None, line.id, outcome=outcome.ref, part=part)
        later(session, Task.ISSUE_CERTIFICATE, recognition=str(line.id))


def file_certificate(session: Session, recognition_id: UUID, key: str) -> None:
    """Say where a recognition's certificate is kept. The first one stays."""
    require(Act.ISSUE_CERTIFICATE, Standing(system=True))
    session.execute(
        update(Recognition)
        .where(col(Recognition.id) == recognition_id, col(Recognition.certificate).is_(None))
        .values(certificate=key)
    )
