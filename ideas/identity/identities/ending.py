"""Parting: when a provider says that somebody left, or an administrator undoes a link."""

from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, delete, select

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.history.actions import record
from ideas.identity.identities.models import HeardNotice, Identity
from ideas.identity.identities.rules import hashed
from ideas.identity.signins.models import SignIn
from ideas.identity.signins.rules import Method
from ideas.outside.doubts import Doubt, Doubtful
from ideas.outside.tokens import Notice
from ideas.permissions import Standing, require
from ideas.settings import Provider
from ideas.staff.roles.visitors import Visitor


def hear_notice(session: Session, provider: Provider, notice: Notice) -> None:
    """End what the provider ended: one of its sessions here, or all of a subject's."""
    require(Act.HEAR_NOTICE, Standing(system=True))
    _take_once(session, notice)
    known = select(Identity.person_id).where(
        col(Identity.issuer) == notice.issuer, col(Identity.subject) == notice.subject
    )
    theirs = col(SignIn.person_id).in_(known)
    named = or_(col(SignIn.sid) == notice.sid, and_(col(SignIn.sid).is_(None), theirs))
    over = session.execute(
        delete(SignIn)
        .where(col(SignIn.issuer) == notice.issuer, named if notice.sid else theirs)
        .returning(col(SignIn.person_id))
    ).scalars()
    for person_id in set(over):
        record(
            session, Act.HEAR_NOTICE, None, person_id,
            method=Method.PROVIDER, provider=provider.key,
        )  # fmt: skip


def unlink_identity(
    session: Session, visitor: Visitor, person_id: UUID, issuer: str, reason: str
) -> None:
    """Part a person from an account elsewhere, and end what it opened here."""
    require(Act.UNLINK_IDENTITY, visitor.standing)
    parted = session.execute(
        delete(Identity)
        .where(col(Identity.person_id) == person_id, col(Identity.issuer) == issuer)
        .returning(col(Identity.subject))
    )
    if parted.first() is None:
        raise Missing
    session.execute(
        delete(SignIn).where(col(SignIn.person_id) == person_id, col(SignIn.issuer) == issuer)
    )
    record(
        session, Act.UNLINK_IDENTITY, visitor.id, person_id, method=Method.PROVIDER, reason=reason
    )


def _take_once(session: Session, notice: Notice) -> None:
    """The same notice heard again, perhaps from a thief, would end what began since."""
    session.execute(delete(HeardNotice).where(col(HeardNotice.ends_at) < given.now()))
    key = hashed(notice.issuer, notice.jti)
    if session.get(HeardNotice, key) is not None:
        raise Doubtful(Doubt.REPLAYED)
    session.add(HeardNotice(notice_hash=key, ends_at=given.now() + notice.lasts))
    session.flush()
