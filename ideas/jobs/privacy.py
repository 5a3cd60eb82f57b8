"""The slow part of personal data: copies, files that go, daily clearing, and letting bytes go."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from ideas import given
from ideas.database import engine_for, transaction
from ideas.deciding.recognition.models import Recognition
from ideas.history.ordering import AT_ONCE, order_events
from ideas.language import tell
from ideas.later import Job, Task, later
from ideas.outside.files import forget, keep
from ideas.protection.copies.actions import file_copy
from ideas.protection.copies.models import DataCopy
from ideas.protection.copies.queries import files_of
from ideas.protection.copies.rules import zipped
from ideas.protection.erasure.actions import note_cleaned
from ideas.protection.erasure.queries import erasures_to_clean
from ideas.protection.retention.actions import clear_out
from ideas.settings import settings
from ideas.writing.files.queries import is_named

log = logging.getLogger("ideas.jobs")
DAY = timedelta(days=1)


def make_copy(session: Session, about: dict[str, str]) -> None:
    """Put somebody's data into one file. Erased meanwhile: there is nothing to make."""
    copy = session.get(DataCopy, UUID(about["copy"]), with_for_update=True)
    if copy is not None and copy.key is None:
        tell(copy.language, "WIB")
        file_copy(session, copy.id, keep(zipped(files_of(session, copy.person_id)), ".zip"))


def forget_file(session: Session, about: dict[str, str]) -> None:
    """Take a file away, unless another row came to name the same content."""
    key = about["key"]
    named = (
        select(DataCopy.id)
        .where(DataCopy.key == key)
        .union_all(select(Recognition.id).where(Recognition.certificate == key))
    )
    if session.execute(named).first() is None and not is_named(session, key):
        forget(key)


def clear_daily(session: Session, about: dict[str, str]) -> None:
    """Throw away what is past its time, give every event its place, and come back tomorrow."""
    clear_out(session, given.new_id())
    order_events(session, thorough=True)
    if session.exec(_clearing().where(Job.due_at > given.now())).first() is None:
        later(session, Task.CLEAR_OUT, due_at=given.now() + DAY, **about)


def begin_clearing() -> None:
    """See to it that somebody clears out every day."""
    with transaction() as session:
        if session.exec(_clearing()).first() is None:
            later(session, Task.CLEAR_OUT)


def _clearing() -> SelectOfScalar[UUID]:
    return select(Job.id).where(Job.task == Task.CLEAR_OUT, col(Job.done_at).is_(None))


def keep_the_log() -> None:
    """Give new events their place, then let the bytes of erased people go."""
    try:
        more = True
        while more:
            with transaction() as session:
                more = order_events(session) == AT_ONCE
        _clean_after_erasures()
    except Exception:
        log.exception("the log could not be kept; the next round tries again")


def _clean_after_erasures() -> None:
    """Outside a transaction: the database rewrites the pages in which the rows lay."""
    with transaction(writes=False) as session:
        owed = erasures_to_clean(session)
    if not owed:
        return
    clean(settings().database)
    with transaction() as session:
        for erasure_id in owed:
            note_cleaned(session, erasure_id)


def clean(url: str) -> None:
    """No deleted byte stays in the file or in its log; on PostgreSQL no dead row in its table."""
    engine = engine_for(url)
    if engine.dialect.name == "sqlite":
        alone: Any = engine.raw_connection()
        for words in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            alone.cursor().execute(words)
        alone.close()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in SQLModel.metadata.sorted_tables:
            connection.execute(text(f'VACUUM (ANALYZE) "{table.name}"'))  # its statistics too
