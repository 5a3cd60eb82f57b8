"""Canaries: words that stand in one place only, and must be found nowhere else."""

import base64
import hashlib
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import select
from sqlmodel import col

from ideas.database import transaction
from ideas.deciding.outcomes.models import Outcome
from ideas.history.models import Event
from ideas.identity.signins.models import SignIn
from ideas.road.ballots.models import Ballot
from tests.matrix.asking import Answer

NIP = "199003112015041007"
PASSWORD = "$argon2id$cnry-hash-7Q2M"
AUTHOR, UNIT = "Zyxwvut Qanaria", "Puskesmas Cnryunit"
DRAFT, FINDING = "Cnrydraf belum dikirim", "Cnrytemuan lampiran kurang."
DECREE = "188/CNRY-412/2026"

Texts = dict[bytes, list[str]]

INSIDE = frozenset({"sari", "budi", "wayan", "dewi", "hasan", "melati"})
JUDGES = frozenset({"ratna", "tono", "intan"})
EVERYBODY = INSIDE | JUDGES | {"lastri", "public"}


def reason_of(judge: str, told: str) -> str:
    return f"cnryalasan-{judge}-{told}"


def note_of(judge: str, told: str) -> str:
    return f"cnrycatatan-{judge}-{told}"


@dataclass(frozen=True)
class Canary:
    """A word, and who may read it. `but`: addresses where it stands for something else."""

    kind: str
    word: str
    cleared: frozenset[str] = frozenset()
    but: str = ""

    def sung(self) -> set[bytes]:
        """The word in every dress in which it might slip out."""
        plain = self.word.encode()
        dresses = (
            self.word, html.escape(self.word), quote(self.word), json.dumps(self.word)[1:-1],
            plain.hex(), hashlib.sha256(plain).hexdigest(), quote(self.word, safe=""),
            base64.b64encode(plain).decode().rstrip("="), json.dumps(self.word)[1:-1].upper(),
        )  # fmt: skip
        return {dress.encode() for dress in dresses} | {self.word.encode("utf-16-le")}


def planted(told: str) -> Iterator[Canary]:
    """What must not be found before the release, told by the story or drawn by chance."""
    yield Canary("number", NIP)
    yield Canary("password", PASSWORD)
    yield Canary("author", AUTHOR, EVERYBODY - JUDGES, but="/people/")
    yield Canary("unit", UNIT, EVERYBODY - JUDGES, but="/people/")
    yield Canary("draft", DRAFT, frozenset({"lastri"}))
    yield Canary("finding", FINDING, INSIDE)
    yield Canary("decree", DECREE, frozenset({"hasan", "melati"}))
    for judge in JUDGES:
        yield Canary("reason", reason_of(judge, told), frozenset({judge}))
        yield Canary("note", note_of(judge, told), frozenset({judge}))
    with transaction(writes=False) as session:
        for column in (
            col(SignIn.token_hash), col(Ballot.receipt), col(Event.salt), col(Outcome.seal_salt),
            col(Outcome.seal_digest), col(Event.commitment),
        ):  # fmt: skip
            words = session.execute(select(column)).scalars()
            yield from (Canary(str(column), word) for word in words)


def texts_of(answers: dict[str, Answer]) -> Texts:
    """All that somebody was told, with the addresses of each: many a place says the same."""
    texts: Texts = {}
    for url, answer in answers.items():
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers).encode()
        for text in (answer.body, headers):
            texts.setdefault(text, []).append(url)
    return texts


def heard(canary: Canary, who: str, texts: Texts) -> list[str]:
    """Where somebody who is not cleared hears it."""
    if who in canary.cleared:
        return []
    dresses = canary.sung()
    return [
        f"{canary.kind} heard by {who} at {url}"
        for text, urls in texts.items()
        if any(dress in text for dress in dresses)
        for url in urls
        if not (canary.but and url.startswith(canary.but))
    ]
