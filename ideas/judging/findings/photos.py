"""Photos of a claim: kept like every file, shown only as copies without hidden data."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.judging.findings.actions import held, touched
from ideas.judging.findings.models import Claim
from ideas.judging.findings.rules import PHOTOS
from ideas.judging.visits.models import FieldVisit
from ideas.judging.visits.queries import Going
from ideas.later import Task, later
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed
from ideas.settings import settings
from ideas.staff.roles.visitors import Visitor
from ideas.writing.attachments.actions import Arriving
from ideas.writing.attachments.models import Attachment
from ideas.writing.attachments.queries import find_attached, sent_lately
from ideas.writing.attachments.rules import full, over_quota
from ideas.writing.files.actions import expect_file
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileState


@dataclass(frozen=True)
class Photo:
    """A picture of one claim, with what it shows."""

    claim: str
    name: str
    alt: str
    file: File


def expect_photo(session: Session, visitor: Visitor, going: Going, arriving: Arriving) -> File:
    """Before its bytes are kept: in time, and within what one may send in a day."""
    held(session, going)
    sent, most = sent_lately(session, visitor.id), settings().files_day
    if why := over_quota(arriving.size, 0, sent, most=most, most_a_day=most):
        raise Invalid({"file-photos": why})
    key = f"{arriving.digest}{arriving.suffix}"
    return expect_file(session, key, arriving.kind, arriving.size)


def add_photo(session: Session, visitor: Visitor, going: Going, photo: Photo) -> None:
    """It is checked like every file; only a copy without hidden data is ever shown."""
    require(Act.WRITE_REPORT, going.standing)
    visit = held(session, going)
    here = list(visit.attached.get(photo.claim, ()))
    if why := full(PHOTOS, len(here)):
        raise Invalid({"file-photos": why})
    row = Attachment(
        proposal_id=going.entry.proposal_id, section=photo.claim, file_id=photo.file.id,
        name=photo.name, alt=photo.alt, by_id=visitor.id, added_at=given.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    visit.attached = {**visit.attached, photo.claim: [*here, row.ref]}
    touched(session, visit)
    if photo.file.state is FileState.CHECKING:
        later(session, Task.CHECK_FILE, key=photo.file.key)
    key = photo.file.key[:64]
    record(session, Act.WRITE_REPORT, visitor.id, going.entry.id, change="photo", digest=key)


def remove_photo(session: Session, visitor: Visitor, going: Going, ref: str) -> None:
    require(Act.WRITE_REPORT, going.standing)
    visit = held(session, going)
    photo = find_attached(session, going.entry.proposal_id, visit.attached, ref)
    left = {claim: [r for r in refs if r != ref] for claim, refs in visit.attached.items()}
    visit.attached = {claim: refs for claim, refs in left.items() if refs}
    gone = update(Attachment).where(col(Attachment.ref) == photo.ref)
    changed(session, gone.values(removed_at=given.now()))
    touched(session, visit)
    record(session, Act.WRITE_REPORT, visitor.id, going.entry.id, change="remove")


def has_claim(session: Session, visit: FieldVisit, ref: str) -> bool:
    known = select(col(Claim.id)).where(col(Claim.visit_id) == visit.id, col(Claim.ref) == ref)
    return session.scalar(known) is not None
