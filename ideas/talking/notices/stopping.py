"""The signed address in a daily letter that ends daily letters, without signing in (RFC 8058)."""

import hmac
from uuid import UUID

from sqlmodel import Session

from ideas.failures import Missing
from ideas.secret import digest
from ideas.talking.notices.queries import person_by_ref

PURPOSE = "stop daily letters"
MARK = 32


def stop_path(ref: str) -> str:
    return f"/notices/stop/{ref}-{digest(ref, PURPOSE)[:MARK]}"


def stopped_by(session: Session, token: str) -> UUID:
    """Whose daily letters this address ends. One that is not ours does not exist."""
    ref, _, mark = token.rpartition("-")
    ours = hmac.compare_digest(mark.encode(), digest(ref, PURPOSE)[:MARK].encode())
    person = person_by_ref(session, ref) if ours else None
    if person is None:
        raise Missing
    return person
