"""A browser without a window: signed in as somebody, it looks at every page it is given."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient
from httpx2 import Response

from ideas import given
from ideas.app import build_app
from ideas.database import transaction
from ideas.people.models import Person
from ideas.signins.models import SignIn
from ideas.web import keys
from ideas.web.render import STATIC

APP = build_app()
OURS = {"Sec-Fetch-Site": "same-origin"}


class Browser:
    """`Browser(budi).get("/")`; `htmx="votes"` asks for one block, as htmx would."""

    def __init__(self, person: Person | None = None, *, language: str = "id") -> None:
        self.client = TestClient(APP, follow_redirects=False, raise_server_exceptions=True)
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


@cache
def icons() -> set[str]:
    """What is drawn in the sheet of icons."""
    return set(re.findall(r'id="([^"]+)"', (STATIC / "icons.svg").read_text()))


def inspect(html: str, *, whole: bool) -> None:
    """What must be true of every page: sound, labelled, self-contained."""
    soup = BeautifulSoup(html, "html.parser")
    if whole:
        html5lib.HTMLParser(strict=True).parse(html)
        assert len(soup.select("h1")) == 1, "exactly one h1"
        assert soup.title, "a title"
        assert soup.title.text.strip(" ·") not in ("", "Wadah"), "a title of its own"
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert sorted(ids) == sorted(set(ids)), f"ids are unique: {sorted(ids)}"
    drawn = {str(tag["href"]).rpartition("#")[2] for tag in soup.select("use")}
    assert drawn <= icons(), f"icons that are not there: {drawn - icons()}"
    assert not soup.select("[style], style, script:not([src])"), "no inline style or script"
    assert not [a for tag in soup.find_all(True) for a in tag.attrs if a.startswith("on")], (
        "handlers"
    )
    assert not [url for url in _addresses(soup) if urlsplit(url).netloc], "nothing from elsewhere"
    assert not [tag for tag in soup.select("input, select, textarea") if not _labelled(soup, tag)]
    assert not soup.select("form:not([action])"), "a form says where it goes"
    for form in soup.select("form[method=post]"):
        assert form.select("input[name=token]"), f"{form['action']} carries no token"


def _addresses(soup: BeautifulSoup) -> list[str]:
    tags = soup.select("[src], link[href], form[action]")
    return [str(tag.get("src") or tag.get("href") or tag.get("action")) for tag in tags]


def _labelled(soup: BeautifulSoup, tag: Tag) -> bool:
    if tag.get("type") in ("hidden", "submit") or tag.get("aria-label"):
        return True
    return bool(tag.find_parent("label") or soup.select(f"label[for='{tag.get('id')}']"))


def masked(html: str) -> str:
    """Without what chance makes anew for each answer: nonces, tokens and keys."""
    return re.sub(r"\b[0-9a-f]{32,}\b", "*", html)
