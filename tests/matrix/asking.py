"""One browser that asks as anybody. Chance begins anew with each question, so that the same
question has the same answer to the last byte: nothing needs to be masked."""

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from httpx2 import Client
from sqlmodel import Session

from ideas import given
from ideas.database import transaction
from ideas.staff.people.models import Person
from ideas.web import keys
from tests.bed.asgi import client
from tests.browsing import APP, OURS, sign_in

PLAIN = {"Accept-Encoding": "identity", "Cookie": "language=id"}


@dataclass(frozen=True)
class Answer:
    """All that a browser learns."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def to(self) -> str:
        return dict(self.headers).get("location", "")

    @property
    def is_page(self) -> bool:
        return dict(self.headers).get("content-type", "").startswith("text/html")


class Asker:
    """`asker.get("/", "sari")`; who is not known to it asks as the public."""

    def __init__(self, client: Client, secrets: dict[str, str] | None = None) -> None:
        self.client = client
        self.secrets = secrets or {}

    def know(self, people: Mapping[str, Person]) -> None:
        for name, person in people.items():
            self.secrets[name] = given.new_secret()
            sign_in(person, self.secrets[name])

    def get(self, url: str, who: str, *, htmx: str = "") -> Answer:
        return self._ask("GET", url, who, _htmx(htmx))

    def post(
        self, url: str, who: str, data: Mapping[str, Any], files: Mapping[str, Any] | None = None
    ) -> Answer:
        return self._ask("POST", url, who, OURS, data, files)

    def _ask(  # noqa: PLR0913, PLR0917 -- all that a request is
        self, method: str, url: str, who: str, headers: Mapping[str, str],
        data: Mapping[str, Any] | None = None, files: Mapping[str, Any] | None = None,
    ) -> Answer:  # fmt: skip
        with given.world(chance=random.Random(0)):
            if data is not None:
                data = {**self._control(who), **data}
            answer = self.client.request(
                method, url, data=data, files=files or None,
                headers={**PLAIN, **self._cookie(who), **headers},
            )  # fmt: skip
        told: Sequence[tuple[str, str]] = sorted(answer.headers.multi_items())
        return Answer(answer.status_code, tuple(told), answer.content)

    def _cookie(self, who: str) -> dict[str, str]:
        secret = self.secrets.get(who)
        return {"Cookie": f"language=id; wadah={secret}"} if secret else {}

    def _control(self, who: str) -> dict[str, str]:
        secret = self.secrets.get(who)
        if secret is None:
            return {}
        return {"token": keys.form_token(secret), "once": keys.once_key(secret)}


def _htmx(block: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"section#{block}"} if block else {}


def browser() -> Client:
    return client(APP)


@contextmanager
def undone(*, writes: bool = True, url: str | None = None) -> Iterator[Session]:
    """In the place of `transaction`: everything happens, is answered, and is taken back."""
    with transaction(writes=writes, url=url) as session:
        yield session
        session.rollback()
