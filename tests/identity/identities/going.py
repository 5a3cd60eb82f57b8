"""Going to a provider and coming back, and what is left of it here."""

from typing import Any

from httpx2 import Response
from sqlmodel import col, select

from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.identity.identities.models import Identity
from ideas.identity.identities.rules import provider_id
from ideas.identity.signins.models import SignIn
from tests.bed.fake_provider import Fake
from tests.browsing import Browser, inspect

HOME = "http://testserver"
NIP = "199603142020122901"


def comes_in(
    fake: Fake, *, key: str = "asn", to: str = "/competitions"
) -> tuple[Browser, Response]:
    """Somebody with a fresh browser goes there, signs in and is sent back."""
    browser = Browser()
    return browser, comes_back(browser, fake, goes(browser, key=key, to=to))


def goes(browser: Browser, *, key: str = "asn", to: str = "/competitions") -> str:
    """Where our door leads."""
    return str(browser.client.get(f"/signin/{key}?next={to}").headers["location"])


def comes_back(browser: Browser, fake: Fake, away: str) -> Response:
    answer = browser.client.get(fake.send_back(away))
    if answer.headers.get("content-type", "").startswith("text/html"):
        inspect(answer.text, whole=True)
    return answer


def is_in(browser: Browser) -> bool:
    return "wadah" in browser.client.cookies and browser.client.get("/proposals").status_code == 200


def links() -> list[Identity]:
    with transaction(writes=False) as session:
        return list(session.exec(select(Identity)).all())


def sign_ins() -> list[SignIn]:
    with transaction(writes=False) as session:
        return list(session.exec(select(SignIn)).all())


def told(act: Act) -> list[dict[str, Any]]:
    """What the history tells of this act."""
    with transaction(writes=False) as session:
        rows = session.exec(select(Event).where(Event.act == act).order_by(col(Event.at))).all()
        return [row.facts for row in rows]


def refusals(fake: Fake) -> list[str]:
    """The reasons written down for this provider."""
    with transaction(writes=False) as session:
        rows = session.exec(select(Event).where(Event.act == Act.REFUSE_IDENTITY)).all()
    assert all(row.subject_id == provider_id(fake.issuer) for row in rows)
    assert all(row.person_id is None for row in rows)
    return [row.facts["reason"] for row in rows]
