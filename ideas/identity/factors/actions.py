"""Setting, using and removing what proves a person a second time."""

from base64 import b32encode
from uuid import UUID

from sqlmodel import Session, col, delete, update

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.identity.factors.models import RecoveryCode, Totp
from ideas.identity.factors.queries import steps_of
from ideas.identity.factors.rules import CODES, fitting_step, is_totp, plain
from ideas.identity.passkeys.models import Passkey
from ideas.identity.signins.actions import forget_sign_ins
from ideas.identity.signins.rules import Method
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.secret import Unreadable, digest, sealed, unsealed
from ideas.staff.roles.visitors import Visitor
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.rules import Letter

SECRET_BYTES = 20  # 160 bits, as RFC 4226 recommends


def offer_secret(session: Session, visitor: Visitor) -> None:
    """A new secret that waits for its first code; one that is in use stays."""
    require(Act.SET_FACTOR, visitor.standing)
    row = session.get(Totp, visitor.id)
    if row and row.confirmed_at:
        raise Invalid(say("Aplikasi kode sudah terpasang. Hapus dahulu sebelum memasang lagi."))
    secret = b32encode(bytes.fromhex(given.new_secret())[:SECRET_BYTES]).decode()
    row = row or Totp(person_id=visitor.id, sealed="", made_at=given.now())
    row.sealed, row.made_at = sealed(secret, str(visitor.id)), given.now()
    session.add(row)


def confirm_secret(session: Session, visitor: Visitor, code: str) -> list[str]:
    """The first code proves that the app has the secret. Gives recovery codes, told only now."""
    require(Act.SET_FACTOR, visitor.standing)
    if not _take_code(session, visitor.id, plain(code), first=True):
        raise Invalid(
            {"code": say("Kode ini tidak cocok. Tunggu kode berikutnya, lalu coba lagi.")}
        )
    write_letter(session, Letter.FACTOR_SET, visitor.id)
    record(session, Act.SET_FACTOR, visitor.id, visitor.id, method=Method.CODE)
    return make_codes(session, visitor.id)


def renew_codes(session: Session, visitor: Visitor) -> list[str]:
    """Ten new recovery codes; the old ones open nothing any more."""
    require(Act.SET_FACTOR, visitor.standing)
    if not steps_of(session, visitor.id).any:
        raise Invalid(say("Pasang langkah kedua terlebih dahulu."))
    record(session, Act.SET_FACTOR, visitor.id, visitor.id, method=Method.RECOVERY)
    return make_codes(session, visitor.id)


def make_codes(session: Session, person_id: UUID) -> list[str]:
    """Part of an action: what is kept of them are digests."""
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))
    codes = [given.new_code() for _ in range(CODES)]
    session.add_all(RecoveryCode(digest=code_digest(code), person_id=person_id) for code in codes)
    return codes


def take_step(session: Session, person_id: UUID, code: str) -> Method | None:
    """Take a code of the app, or one on paper, so that it opens only this once."""
    require(Act.USE_RECOVERY_CODE, Standing())
    typed = plain(code)
    if is_totp(typed):
        return Method.CODE if _take_code(session, person_id, typed) else None
    used = session.execute(
        update(RecoveryCode)
        .where(
            col(RecoveryCode.digest) == code_digest(typed),
            col(RecoveryCode.person_id) == person_id,
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=given.now())
    )
    if not touched(used):
        return None
    write_letter(session, Letter.RECOVERY_USED, person_id)
    record(session, Act.USE_RECOVERY_CODE, person_id, person_id)
    return Method.RECOVERY


def remove_app(session: Session, visitor: Visitor) -> None:
    """Take one's authenticator app away; with the last second step go the recovery codes."""
    require(Act.REMOVE_FACTOR, visitor.standing)
    session.execute(delete(Totp).where(col(Totp.person_id) == visitor.id))
    forget_codes_of_nothing(session, visitor.id)
    write_letter(session, Letter.FACTORS_CLEARED, visitor.id)
    record(session, Act.REMOVE_FACTOR, visitor.id, visitor.id)


def clear_factors(session: Session, office: Standing, by: UUID, person_id: UUID) -> None:
    """For somebody who has lost them all, after their identity was checked. They are told."""
    require(Act.CLEAR_FACTORS, office)
    for table in (Totp, RecoveryCode, Passkey):
        session.execute(delete(table).where(col(table.person_id) == person_id))
    forget_sign_ins(session, person_id)
    write_letter(session, Letter.FACTORS_CLEARED, person_id)
    record(session, Act.CLEAR_FACTORS, by, person_id)


def forget_codes_of_nothing(session: Session, person_id: UUID) -> None:
    """Part of an action: codes on paper stand in for a second step, never for none."""
    session.flush()
    if not steps_of(session, person_id).any:
        session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))


def code_digest(code: str) -> str:
    return digest(plain(code), "recovery code")


def _take_code(session: Session, person_id: UUID, code: str, *, first: bool = False) -> bool:
    row = session.get(Totp, person_id, populate_existing=True)
    if row is None or first != (row.confirmed_at is None):
        return False
    try:
        secret = unsealed(row.sealed, str(person_id))
    except Unreadable:
        return False
    step = fitting_step(secret, code, given.now(), row.last_step)
    if step is None:
        return False
    taken = session.execute(
        update(Totp)
        .where(col(Totp.person_id) == person_id, col(Totp.last_step) < step)
        .values(last_step=step, confirmed_at=row.confirmed_at or given.now())
    )
    return touched(taken) == 1
