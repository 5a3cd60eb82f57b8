"""What was sent with an entry, as its judges read it: copies, by number, without names."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.judging.seats.queries import Seat
from ideas.road.entries.models import Entry
from ideas.writing.attachments.queries import all_in, attached_in
from ideas.writing.attachments.rules import Attached, numbered
from ideas.writing.proposals.models import Version


def files_of(session: Session, version: Version) -> tuple[tuple[int, Attached], ...]:
    """What was sent with the entry, by number and without the names that its authors gave."""
    return tuple(numbered(all_in(attached_in(session, version.proposal_id, version.attached))))


def file_of(session: Session, seat: Seat, number: str) -> Attached:
    """One of them that is made ready for judges; a link is never opened for them."""
    files = {
        str(n): file for n, file in files_of(session, frozen_version(session, seat.row.entry_id))
    }
    if (file := files.get(number)) is None or file.blind is None:
        raise Missing
    return file


def frozen_version(session: Session, entry_id: UUID) -> Version:
    frozen = select(Version).join(Entry, col(Entry.version_id) == Version.id)
    version: Version = session.execute(frozen.where(col(Entry.id) == entry_id)).scalar_one()
    return version
