"""Reading passkeys."""

from uuid import UUID

from sqlmodel import Session, col, select

from ideas.identity.passkeys.models import Passkey


def passkeys_of(session: Session, person_id: UUID) -> list[Passkey]:
    rows = select(Passkey).where(Passkey.person_id == person_id)
    return list(session.exec(rows.order_by(col(Passkey.made_at), col(Passkey.id))))


def credentials_of(session: Session, person_id: UUID | None) -> list[str]:
    if person_id is None:
        return []
    return [key.credential for key in passkeys_of(session, person_id)]


def passkey_by(session: Session, credential: str) -> Passkey | None:
    return session.exec(select(Passkey).where(Passkey.credential == credential)).first()
