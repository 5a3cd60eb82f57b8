"""Opening accounts, and changing their passwords."""

from uuid import UUID

from sqlmodel import Session, col, update

from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Missing
from ideas.history.actions import record
from ideas.identity.accounts.models import Account
from ideas.identity.signins.actions import forget_sign_ins
from ideas.permissions import Standing, require
from ideas.staff.roles.visitors import Visitor
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.rules import Letter


def open_account(
    session: Session, standing: Standing, person_id: UUID, username: str, password_hash: str
) -> None:
    require(Act.INVITE_PERSON, standing)
    session.add(Account(person_id=person_id, username=username.lower(), password=password_hash))


def change_password(session: Session, visitor: Visitor, password_hash: str) -> None:
    """A new password of one's own: every other sign-in ends, and a letter tells."""
    require(Act.CHANGE_PASSWORD, visitor.standing)
    put_password(session, visitor.id, password_hash)
    forget_sign_ins(session, visitor.id, but=visitor.sign_in)
    write_letter(session, Letter.PASSWORD_CHANGED, visitor.id)
    record(session, Act.CHANGE_PASSWORD, visitor.id, visitor.id)


def put_password(session: Session, person_id: UUID, password_hash: str) -> None:
    """Part of an action; links and forms that were bound to the old password die with it."""
    put = session.execute(
        update(Account)
        .where(col(Account.person_id) == person_id)
        .values(password=password_hash, version=Account.version + 1)
    )
    if not touched(put):
        raise Missing
