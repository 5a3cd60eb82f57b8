"""Expecting a file, checking it, letting it go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.writing.files.models import File
from ideas.writing.files.queries import file_by_key, keys_of
from ideas.writing.files.rules import Fault, FileKind, FileState


@dataclass(frozen=True)
class Checked:
    """What the check of one file found."""

    fault: Fault | None = None
    pages: int = 0
    width: int = 0
    height: int = 0
    blind: str | None = None
    blind_size: int = 0
    thumb: str | None = None
    told: Mapping[str, str] = field(default_factory=dict)


def expect_file(session: Session, key: str, kind: FileKind, size: int) -> File:
    """Before its bytes are kept, so that nothing lies in the store that no row knows of."""
    file = file_by_key(session, key, hold=True)
    if file is None:
        file = File(key=key, kind=kind, size=size, asked_at=given.now())
        session.add(file)
    file.asked_at = given.now()
    session.flush()
    return file


def note_checked(session: Session, file: File, checked: Checked) -> None:
    """From here on it is given to others, or refused for good."""
    require(Act.CHECK_FILE, Standing(system=True))
    file.state = FileState.REFUSED if checked.fault else FileState.READY
    file.fault, file.checked_at = checked.fault, given.now()
    file.pages, file.width, file.height = checked.pages, checked.width, checked.height
    file.blind, file.blind_size, file.thumb = checked.blind, checked.blind_size, checked.thumb
    file.told = dict(checked.told)
    session.add(file)
    reason = checked.fault or FileState.READY
    record(session, Act.CHECK_FILE, None, file.id, digest=file.key[:64], reason=reason)


def let_go(session: Session, ids: list[UUID]) -> int:
    """Rows at once, bytes in a job that looks once more whether something names them."""
    for key in keys_of(session, ids):
        later(session, Task.FORGET_FILE, key=key)
    session.execute(delete(File).where(col(File.id).in_(ids)))
    return len(ids)
