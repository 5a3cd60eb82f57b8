"""Attachments as they are found: by what a proposal or a frozen version says it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlmodel import Session, col

from ideas import given
from ideas.failures import Missing
from ideas.writing.attachments.models import Attachment
from ideas.writing.attachments.rules import DAY_HOURS, Attached, Set
from ideas.writing.files.models import File

Named = Mapping[str, Sequence[str]]


def attached_in(session: Session, proposal_id: UUID, named: Named) -> dict[str, list[Attached]]:
    """Section by section, in the order in which they stand: one statement, or none."""
    refs = [ref for section in named.values() for ref in section]
    rows = _rows(session, proposal_id, refs) if refs else {}
    places = {ref: place for place, ref in enumerate(refs, 1)}
    return {
        section: [_seen(*rows[ref], places[ref]) for ref in refs_here if ref in rows]
        for section, refs_here in named.items()
    }


def all_in(attached: Set) -> list[Attached]:
    return sorted((f for files in attached.values() for f in files), key=lambda f: f.place)


def find_attached(session: Session, proposal_id: UUID, named: Named, ref: str) -> Attached:
    found = (f for f in all_in(attached_in(session, proposal_id, named)) if f.ref == ref)
    if (file := next(found, None)) is None:
        raise Missing
    return file


def _rows(
    session: Session, proposal_id: UUID, refs: Iterable[str]
) -> dict[str, tuple[Attachment, File | None]]:
    rows = session.execute(
        select(Attachment, File)
        .outerjoin(File, col(File.id) == Attachment.file_id)
        .where(col(Attachment.proposal_id) == proposal_id, col(Attachment.ref).in_(list(refs)))
    )
    return {row.ref: (row, file) for row, file in rows}


def _seen(row: Attachment, file: File | None, place: int) -> Attached:
    seen = Attached(row.ref, row.section, row.name, row.alt, row.link, place)
    if file is None:
        return seen
    return replace(
        seen, key=file.key, kind=file.kind, size=file.size, state=file.state, fault=file.fault,
        pages=file.pages, blind=file.blind, blind_size=file.blind_size, thumb=file.thumb,
    )  # fmt: skip


def same_here(session: Session, proposal_id: UUID, section: str, key: str) -> str | None:
    """The same content in the same place, sent before."""
    asked = (
        select(col(Attachment.ref))
        .join(File, col(File.id) == Attachment.file_id)
        .where(
            col(Attachment.proposal_id) == proposal_id, col(Attachment.section) == section,
            col(File.key) == key, col(Attachment.removed_at).is_(None),
        )
    )  # fmt: skip
    return session.scalar(asked.limit(1))


def weight_of(session: Session, proposal_id: UUID) -> int:
    """What the files of a proposal weigh together, in bytes."""
    here = and_(col(Attachment.proposal_id) == proposal_id, col(Attachment.removed_at).is_(None))
    return _weight(session, here)


def sent_lately(session: Session, person_id: UUID) -> int:
    """What one person sent within a day, removed or not."""
    since = given.now() - timedelta(hours=DAY_HOURS)
    return _weight(
        session, and_(col(Attachment.by_id) == person_id, col(Attachment.added_at) > since)
    )


def _weight(session: Session, which: ColumnElement[bool]) -> int:
    total = select(func.coalesce(func.sum(File.size), 0)).join(
        Attachment, col(Attachment.file_id) == File.id
    )
    return int(session.scalar(total.where(which)) or 0)


def holders_of(session: Session, file_id: UUID) -> Sequence[Attachment]:
    """Wherever this content is attached: by whom, to what, under which name."""
    here = and_(col(Attachment.file_id) == file_id, col(Attachment.removed_at).is_(None))
    return session.scalars(select(Attachment).where(here).order_by(col(Attachment.ref))).all()


def orphans(session: Session, until: datetime, most: int) -> list[UUID]:
    """Files that no attachment names, and that nobody has sent since then."""
    named = exists().where(col(Attachment.file_id) == File.id)
    asked = select(col(File.id)).where(~named, col(File.asked_at) < until)
    return list(session.scalars(asked.limit(most)))
