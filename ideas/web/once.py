"""Exactly once: a form that is sent again gets the same answer and changes nothing."""

import hashlib
import json
from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select, update

from ideas import given
from ideas.failures import Invalid
from ideas.say import say
from ideas.web import keys
from ideas.web.forms import CONTROLS
from ideas.web.models import Once
from ideas.web.visit import Visit

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def check_once(visit: Visit) -> None:
    """The key must be one that this signed-in browser was given."""
    if not keys.once_fits(visit.secret, visit.typed.text("once")):
        raise Invalid(
            say("Formulir ini tidak kami kenali. Muat ulang halaman, lalu kirim sekali lagi.")
        )


def earlier_answer(visit: Visit) -> Response | None:
    """Take the key, or give what was answered when it was taken. Parallel takers wait here."""
    row = Once(
        key=_key(visit), person_id=visit.me.id, path=visit.request.url.path[:300],
        digest=_digest(visit), at=given.now(),
    )  # fmt: skip
    if _take(visit.session, row):
        return None
    before = visit.session.exec(select(Once).where(Once.key == row.key)).one()
    if before.digest != row.digest:
        raise Invalid(say("Formulir ini sudah pernah terkirim. Muat ulang untuk mengubahnya lagi."))
    return _answer(before)


def remember(visit: Visit, answer: Response) -> None:
    """Keep the answer beside the change, in the same transaction."""
    body = "" if answer.status_code in range(300, 400) else bytes(answer.body).decode()
    visit.session.execute(
        update(Once)
        .where(col(Once.key) == _key(visit))
        .values(status=answer.status_code, location=answer.headers.get("location", ""), body=body)
    )


def _take(session: Session, row: Once) -> bool:
    taking = _taking(session.get_bind().dialect.name)
    return session.execute(taking, row.model_dump()).first() is not None


@cache
def _taking(dialect: str) -> Any:
    """Asked with every form, so it is put together once."""
    return INSERT[dialect](Once).on_conflict_do_nothing().returning(col(Once.key))


def _answer(before: Once) -> Response:
    if before.location:
        return RedirectResponse(before.location, before.status)
    return HTMLResponse(before.body, before.status)


def _key(visit: Visit) -> str:
    """One key serves every form of a page: it counts once for each place it is sent to."""
    return hashlib.sha256(f"{visit.hand}{visit.request.url.path}".encode()).hexdigest()


def _digest(visit: Visit) -> str:
    pairs = sorted(pair for pair in visit.typed.pairs if pair[0] not in CONTROLS)
    pairs += [(name, f"{f.filename}/{f.size}") for name, f in visit.typed.files.items()]
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()
