"""What a story has: a town, a server, a clock that can be moved, a window for each person."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import uvicorn
from playwright.sync_api import Browser, ViewportSize

from ideas import given
from ideas.app import build_app
from ideas.language.forms import typed_moment
from tests.bed.browser import PHONE, complaints, window
from tests.stories.town import Town
from tests.stories.walking import Walker

HOST = "127.0.0.1"


@dataclass
class Story:
    """`refs`: what the story has come across, by what it is. `seen`: the pages looked at.

    `walks`: how its people use a page; `view`: what they see of it.
    """

    town: Town
    home: str
    issuer: str
    browser: Browser
    script: bool
    pictures: str
    windows: ExitStack
    walks: type[Walker] = Walker
    view: ViewportSize = field(default_factory=lambda: PHONE)
    people: dict[str, Walker] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def person(self, username: str) -> Walker:
        """Somebody at a device of their own; '' is a citizen without an account."""
        if username not in self.people:
            page = self.windows.enter_context(
                window(
                    self.browser, self.home, view=self.view, script=self.script,
                    friends=[self.issuer],
                )
            )  # fmt: skip
            self.people[username] = self.walks(self, username, page)
        return self.people[username]

    def is_sound(self) -> None:
        """No page had a fault, no window has anything to complain about."""
        told = [line for person in self.people.values() for line in complaints(person.page)]
        assert not (self.faults + told), "\n".join(self.faults + told)


def it_is(moment: str) -> None:
    """Move the clock of the product and of its database: '2026-01-12 09:00', on Jakarta's walls."""
    given.set_world(frozen=None, shift=typed_moment(moment, "WIB") - datetime.now(UTC))


def it_stays(moment: str) -> None:
    """The same, and the clock stands: '2026-01-12 15:59:59' is still so when a page has loaded."""
    given.set_world(frozen=typed_moment(moment, "WIB"))


@contextmanager
def serving(listener: socket.socket) -> Iterator[None]:
    """The product, served by a thread of ours, so that it lives by our clock."""
    config = uvicorn.Config(build_app(), access_log=False, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=[[listener]])
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
