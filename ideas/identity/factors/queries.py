"""Reading how a person proves a second time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from ideas.identity.factors.models import RecoveryCode, Totp
from ideas.identity.factors.rules import FEW
from ideas.identity.passkeys.models import Passkey
from ideas.secret import unsealed

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Steps:
    """What a person has beside the password."""

    app_since: datetime | None
    passkeys: int
    codes: int

    @property
    def any(self) -> bool:
        return self.app_since is not None or self.passkeys > 0

    @property
    def few(self) -> bool:
        return self.codes <= FEW


def steps_of(session: Session, person_id: UUID | None) -> Steps:
    """Asked for nobody too, and then by the same statements."""
    person_id = person_id or NOBODY
    app = select(Totp.confirmed_at).where(Totp.person_id == person_id)
    keys = select(func.count()).where(col(Passkey.person_id) == person_id)
    codes = select(func.count()).where(
        col(RecoveryCode.person_id) == person_id, col(RecoveryCode.used_at).is_(None)
    )
    return Steps(session.exec(app).first(), session.exec(keys).one(), session.exec(codes).one())


def offered_secret(session: Session, person_id: UUID) -> str | None:
    """The secret that waits to be confirmed by its first code."""
    row = session.get(Totp, person_id)
    return unsealed(row.sealed, str(person_id)) if row and row.confirmed_at is None else None
