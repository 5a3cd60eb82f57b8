"""Finding files by their content, and those that nothing names any more."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import Session, col

from ideas.writing.files.models import File


def file_by_key(session: Session, key: str, *, hold: bool = False) -> File | None:
    asked = select(File).where(col(File.key) == key)
    row: File | None = session.scalar(asked.with_for_update() if hold else asked)
    return row


def is_named(session: Session, key: str) -> bool:
    """Whether a file is, or was made from, this content."""
    columns = (File.key, File.blind, File.thumb)
    named = select(col(File.id)).where(or_(*(col(column) == key for column in columns)))
    return session.scalar(named.limit(1)) is not None


def keys_of(session: Session, ids: list[UUID]) -> list[str]:
    """Everything that lies in the store for these files."""
    rows = session.execute(
        select(col(File.key), col(File.blind), col(File.thumb)).where(col(File.id).in_(ids))
    )
    return [key for row in rows for key in row if key]
