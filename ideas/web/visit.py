"""A visit: one request, by one person, with one database session and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from fastapi import Request
from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.failures import Refused
from ideas.identity.signins.rules import is_recent
from ideas.language import told
from ideas.permissions import Standing, refusal
from ideas.say import Sentence, say
from ideas.settings import settings
from ideas.staff.roles.visitors import Visitor, standing_of
from ideas.web import keys
from ideas.web.forms import Model, Typed

COOKIE = "wadah"


@dataclass(frozen=True)
class Flash:
    text: str
    kind: str = "good"


@dataclass(frozen=True)
class Done:
    """A change was made. Stay on the page, or go `to` another; and say something."""

    to: str | None = None
    said: Sentence | None = None


class Again(Exception):
    """Nothing is changed: the same page comes again, with what was typed so far."""

    errors: Mapping[str, Sentence] = MappingProxyType({})
    status = 200


@dataclass
class Visit:
    request: Request
    session: Session
    person: Visitor | None
    secret: str
    typed: Typed = field(default_factory=Typed)
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    status: int = 200
    flash: Flash | None = None
    path: str = "/"

    @property
    def me(self) -> Visitor:
        """Who is signed in. Pages that let strangers in ask `person` instead."""
        if self.person is None:
            raise Refused(say("Silakan masuk terlebih dahulu."))
        return self.person

    @property
    def fresh(self) -> bool:
        """Whether this person has just proved who they are, as what cannot be undone asks for."""
        return is_recent(self.person.proved_at if self.person else None, given.now())

    @property
    def standing(self) -> Standing:
        return standing_of(self.person)

    def filled(self, model: type[Model], ignore: str | tuple[str, ...] = "\0") -> Model:
        return self.typed.filled(model, ignore)

    def error(self, name: str) -> str | None:
        """What is wrong with one field, in the reader's language."""
        return told(self.errors[name]) if name in self.errors else None

    @property
    def errors_told(self) -> dict[str, str]:
        return {name: told(sentence) for name, sentence in self.errors.items()}

    def kept(self, name: str, value: Any = "") -> Any:
        """What was typed when the form comes back with errors, else what is stored."""
        return self.typed.text(name) if name in self.typed.names else value

    @cached_property
    def nonce(self) -> str:
        return given.new_secret()[:32]

    @cached_property
    def token(self) -> str:
        return keys.form_token(self.secret) if self.secret else ""

    @cached_property
    def once(self) -> str:
        return keys.once_key(self.secret) if self.secret else ""

    @property
    def sitting(self) -> str:
        """Tells this sign-in from another: for the notes that a browser keeps of unsaved words."""
        return keys.sign(self.secret, "sitting")[:8] if self.secret else ""

    @property
    def steady(self) -> str:
        """The once-key for an autosaved form: the one it came with, as long as it stays open."""
        return self.hand or self.once

    @property
    def hand(self) -> str:
        """The form that is writing: an autosaved form keeps its once-key while it stays open."""
        return self.typed.text("once")

    @property
    def theme(self) -> str:
        return chosen(self.request, "theme", ("light", "dark"))

    @property
    def text(self) -> str:
        return chosen(self.request, "text", ("besar",))

    @property
    def language(self) -> str:
        return chosen(self.request, "language", ("en",)) or "id"

    @property
    def roles(self) -> frozenset[str]:
        return self.person.roles if self.person else frozenset()

    @property
    def in_office(self) -> bool:
        """Whether the pages of /admin are open to this person."""
        return refusal(Act.SEE_ADMIN, self.standing) is None

    @property
    def site(self) -> str:
        return settings().site

    @property
    def demo(self) -> bool:
        return settings().demo


def chosen(request: Request, cookie: str, allowed: tuple[str, ...]) -> str:
    value = request.cookies.get(cookie, "")
    return value if value in allowed else ""
