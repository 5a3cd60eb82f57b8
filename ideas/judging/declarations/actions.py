"""Signing: before the first page is read, a judge says which entries are close."""

from collections.abc import Mapping

from sqlalchemy import update
from sqlmodel import Session, col, select

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.judging.conflicts.noting import note
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.declarations.models import Declaration
from ideas.judging.declarations.queries import Listing, unsigned
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import in_open_step
from ideas.judging.panels.rules import CLOSED, AssignmentState
from ideas.later import Task, later
from ideas.permissions import require
from ideas.say import say
from ideas.staff.roles.visitors import Visitor

Closeness = Mapping[str, ConflictKind]

OTHER_LIST = say("Daftar ini baru saja berubah. Periksa sekali lagi, lalu tanda tangani.")


def sign_declaration(
    session: Session, visitor: Visitor, listing: Listing, close: Closeness, said: str
) -> None:
    """All that is listed may be opened from now on, but for what is close: others read that."""
    require(Act.SIGN_DECLARATION, listing.standing)
    signed = update(Assignment).where(
        unsigned(visitor.id, listing.step.id), col(Assignment.ref).in_(listing.refs), in_open_step()
    )
    if touched(session.execute(signed.values(declared_at=given.now()))) != len(listing.lines):
        raise TooLate(CLOSED)
    _step_back(session, visitor, close, said)
    session.add(
        Declaration(
            step_id=listing.step.id, judge_id=visitor.id, signed_at=given.now(),
            digest=listing.digest, entries=len(listing.lines), close=len(close),
        )
    )  # fmt: skip
    record(
        session, Act.SIGN_DECLARATION, visitor.id, listing.step.id, step=listing.step.ref,
        digest=listing.digest, assignments=len(listing.lines),
    )  # fmt: skip


def check_listing(listing: Listing, digest: str) -> None:
    """What is signed is what was read."""
    if not listing.lines:
        raise Invalid(say("Tidak ada usulan yang menunggu pernyataan Anda."))
    if digest != listing.digest:
        raise Invalid(OTHER_LIST)


def _step_back(session: Session, visitor: Visitor, close: Closeness, said: str) -> None:
    """Of the family nothing is kept but that it is so, and that is told to nobody."""
    rows = session.exec(select(Assignment).where(col(Assignment.ref).in_(close))).all()
    for row in rows:
        kind = close[row.ref]
        row.state = AssignmentState.RECUSED
        why = said if kind is ConflictKind.DECLARED else ""
        note(session, row.entry_id, visitor.id, kind, why=why, by_id=visitor.id)
    if rows:
        later(session, Task.GUARD_PANELS)
