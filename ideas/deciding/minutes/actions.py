"""Two signatures close a sitting; a reason opens it again; its minutes are kept."""

from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.deciding.plenaries.actions import hold, quorate
from ideas.deciding.plenaries.models import OrderChange, Plenary, Presence
from ideas.deciding.plenaries.queries import Sitting
from ideas.deciding.plenaries.rules import Decision
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.road.competitions.deadlines import changed
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


def close_plenary(session: Session, visitor: Visitor, sitting: Sitting, digest: str) -> None:
    """The first signature: from here on nothing changes, and a second person looks at it."""
    require(Act.CLOSE_PLENARY, sitting.standing(visitor))
    row = hold(session, sitting)
    quorate(sitting)
    open_still = select(col(OrderChange.id)).where(
        col(OrderChange.step_id) == sitting.step.id,
        col(OrderChange.decision) == Decision.PROPOSED,
    )
    if session.scalars(open_still).first():
        raise Invalid(say("Masih ada usul perubahan yang belum diputuskan."))
    row.first_id, row.first_at, row.digest = visitor.id, given.now(), digest
    record(session, Act.CLOSE_PLENARY, visitor.id, sitting.step.id, digest=digest)


def sign_minutes(session: Session, visitor: Visitor, sitting: Sitting, digest: str) -> None:
    """The second signature, under the same order. The sitting is closed, its minutes follow."""
    require(Act.SIGN_MINUTES, sitting.standing(visitor))
    if found(sitting.row).digest != digest:
        raise Conflicting(say("Urutan berubah sejak ditandatangani ketua. Buka lagi sidangnya."))
    now = given.now()
    signed = (
        update(Plenary)
        .where(
            col(Plenary.step_id) == sitting.step.id, col(Plenary.digest) == digest,
            col(Plenary.first_id).is_not(None), col(Plenary.second_id).is_(None),
        )
        .values(second_id=visitor.id, closed_at=now)
    )  # fmt: skip
    if not changed(session, signed):
        raise Conflicting(say("Berita acara ini sudah ditandatangani, atau baru saja dibuka."))
    session.execute(
        update(Presence)
        .where(col(Presence.step_id) == sitting.step.id, col(Presence.until).is_(None))
        .values(until=now)
    )
    later(session, Task.WRITE_MINUTES, step=str(sitting.step.id))
    record(session, Act.SIGN_MINUTES, visitor.id, sitting.step.id, digest=digest)


def reopen_plenary(session: Session, visitor: Visitor, sitting: Sitting, reason: str) -> None:
    """Take both signatures away, with a reason that stays in the history."""
    require(Act.REOPEN_PLENARY, sitting.standing(visitor))
    opened = (
        update(Plenary)
        .where(col(Plenary.step_id) == sitting.step.id, col(Plenary.first_id).is_not(None))
        .values(
            first_id=None, first_at=None, second_id=None, closed_at=None, digest="", minutes=None
        )
    )
    if not changed(session, opened):
        raise Conflicting(say("Sidang ini sudah terbuka."))
    record(session, Act.REOPEN_PLENARY, visitor.id, sitting.step.id, reason=reason)


def file_minutes(session: Session, step_id: UUID, digest: str, key: str) -> None:
    """Say where the minutes of a closed sitting are kept. Reopened meanwhile: nowhere."""
    require(Act.WRITE_MINUTES, Standing(system=True))
    filed = (
        update(Plenary)
        .where(
            col(Plenary.step_id) == step_id, col(Plenary.digest) == digest,
            col(Plenary.closed_at).is_not(None), col(Plenary.minutes).is_(None),
        )
        .values(minutes=key)
    )  # fmt: skip
    if changed(session, filed):
        record(session, Act.WRITE_MINUTES, None, step_id, digest=key.partition(".")[0])
