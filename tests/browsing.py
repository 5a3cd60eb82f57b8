"""A browser without a window: signed in as somebody, it looks at every page it is given."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup
from httpx2 import Response

from ideas import given
from ideas.app import build_app
from ideas.database import transaction
from ideas.identity.signins.models import SignIn
from ideas.staff.people.models import Person
from ideas.web import keys
from tests.bed.asgi import client
from tests.sound import inspect, masked

__all__ = ["APP", "OURS", "Browser", "inspect", "masked", "sign_in"]

APP = build_app()
OURS = {"Sec-Fetch-Site": "same-origin"}


class Browser:
    """`Browser(budi).get("/")`; `htmx="votes"` asks for one block, as htmx would."""

    def __init__(self, person: Person | None = None, *, language: str = "id") -> None:
        self.client = client(APP)
        self.client.cookies.set("language", language)
        self.secret = ""
        if person:
            self.secret = given.new_secret()
            self.client.cookies.set("wadah", self.secret)
            sign_in(person, self.secret)

    def get(self, url: str, *, htmx: str | None = None) -> Response:
        answer = self.client.get(url, headers=_htmx(htmx))
        if answer.headers.get("content-type", "").startswith("text/html"):
            inspect(answer.text, whole=htmx is None)
        return answer

    def post(
        self,
        url: str,
        data: Mapping[str, Any] | None = None,
        *,
        once: str | None = None,
        htmx: str | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> Response:
        """Send a form as the page would: with the token, and a once-key of its own."""
        answer = self.send(url, data, once=once, headers=_htmx(htmx), files=files)
        if answer.headers.get("content-type", "").startswith("text/html"):
            inspect(answer.text, whole=htmx is None)
        return answer

    def send(
        self,
        url: str,
        data: Mapping[str, Any] | None = None,
        *,
        once: str | None = None,
        headers: Mapping[str, str] | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> Response:
        """The same, without a look at the page that comes back."""
        control = {}
        if self.secret:
            once = keys.once_key(self.secret) if once is None else once
            control = {"token": keys.form_token(self.secret), "once": once}
        body = {**control, **(data or {})}
        return self.client.post(
            url, data=body, files=files or None, headers={**OURS, **(headers or {})}
        )

    def page(self, url: str) -> BeautifulSoup:
        answer = self.get(url)
        assert answer.status_code == 200, (url, answer.status_code, answer.text[-2000:])
        return BeautifulSoup(answer.text, "html.parser")

    def once(self) -> str:
        return keys.once_key(self.secret)


def _htmx(block: str | None) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"section#{block}"} if block else {}


def sign_in(person: Person, secret: str) -> None:
    now = given.now()
    with transaction() as session:
        session.add(
            SignIn(
                token_hash=keys.hashed(secret), person_id=person.id, strong=True,
                began_at=now, proved_at=now, ends_at=now + timedelta(days=400),
            )
        )  # fmt: skip
