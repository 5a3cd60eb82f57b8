"""Making, using and removing passkeys."""

from uuid import UUID

from sqlmodel import Session, col, delete, func, select, update

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Invalid, Missing
from ideas.history.actions import record
from ideas.identity.passkeys.ceremonies import NO, Made
from ideas.identity.passkeys.models import Challenge, Passkey
from ideas.identity.passkeys.rules import LASTS, MOST, Purpose
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.rules import Letter


def new_challenge(
    session: Session, purpose: Purpose, browser_hash: str, person_id: UUID | None
) -> str:
    """Something to sign that nobody could know before."""
    require(Act.SIGN_IN, Standing())
    session.execute(delete(Challenge).where(col(Challenge.ends_at) < given.database_now()))
    value = given.new_secret()
    session.add(
        Challenge(
            value=value, purpose=purpose, browser_hash=browser_hash, person_id=person_id,
            ends_at=given.now() + LASTS,
        )
    )  # fmt: skip
    return value


def spend_challenge(
    session: Session, purpose: Purpose, value: str, browser_hash: str
) -> UUID | None:
    """Take the challenge out, right or wrong: it is answered once. Gives whom it was made for."""
    require(Act.SIGN_IN, Standing())
    spent = session.execute(
        delete(Challenge)
        .where(
            col(Challenge.value) == value,
            col(Challenge.purpose) == purpose,
            col(Challenge.browser_hash) == browser_hash,
            col(Challenge.ends_at) > given.database_now(),
        )
        .returning(col(Challenge.person_id))
    ).first()
    if spent is None:
        raise Invalid(say("Permintaan ini sudah lewat waktunya. Coba sekali lagi."))
    return spent[0]  # type: ignore[no-any-return]  # -- a column of the row


def add_passkey(session: Session, visitor: Visitor, made: Made, name: str) -> None:
    require(Act.ADD_PASSKEY, visitor.standing)
    mine = select(func.count()).where(col(Passkey.person_id) == visitor.id)
    if session.exec(mine).one() >= MOST:
        raise Invalid(say("Paling banyak {n} kunci sandi. Hapus dahulu yang lama.", n=MOST))
    session.add(
        Passkey(
            person_id=visitor.id, credential=made.credential, public_key=made.public_key,
            uses=made.uses, name=name, made_at=given.now(),
        )
    )  # fmt: skip
    write_letter(session, Letter.PASSKEY_ADDED, visitor.id)
    record(session, Act.ADD_PASSKEY, visitor.id, visitor.id)


def note_use(session: Session, passkey: Passkey, uses: int) -> None:
    """Remember how often it says it was used; two answers at once cannot both be the next."""
    require(Act.SIGN_IN, Standing())
    noted = session.execute(
        update(Passkey)
        .where(col(Passkey.id) == passkey.id, col(Passkey.uses) == passkey.uses)
        .values(uses=uses, used_at=given.now())
    )
    if not touched(noted):
        raise Invalid(NO)


def remove_passkey(session: Session, visitor: Visitor, passkey: UUID) -> None:
    require(Act.REMOVE_PASSKEY, visitor.standing)
    mine = (col(Passkey.id) == passkey, col(Passkey.person_id) == visitor.id)
    if not touched(session.execute(delete(Passkey).where(*mine))):
        raise Missing
    record(session, Act.REMOVE_PASSKEY, visitor.id, visitor.id)
