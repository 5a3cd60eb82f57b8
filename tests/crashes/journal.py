"""What clients asked for and what they were told: kept outside the system that is killed.

A client does one thing after the other. When the connection breaks it cannot know whether its
last wish came true; it stops, and sends the very same form again after the recovery.
"""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.bed.calling import Answer, send

DONE, AWAY = 303, 503
NOTHING = ()


class Told(StrEnum):
    OK = "ok"
    UNKNOWN = "unknown"


@dataclass
class Deed:
    """One form with its once-key, what it would leave in the database, and what was answered."""

    form: bytes
    leaves: object
    key: str = ""
    told: Told = Told.UNKNOWN
    location: str = ""


@dataclass
class Client:
    """Somebody who does one kind of thing again and again. `wish` makes the next form."""

    name: str
    wish: Callable[[random.Random], Deed]
    chance: random.Random
    deeds: list[Deed] = field(default_factory=list)

    def work(self, port: int, stop: threading.Event) -> None:
        """Until told to stop, or until the server dies on us."""
        while not stop.is_set():
            deed = self.wish(self.chance)
            self.deeds.append(deed)
            if not tried(deed, port):
                return

    @property
    def unknown(self) -> list[Deed]:
        return [deed for deed in self.deeds if deed.told is Told.UNKNOWN]

    @property
    def acknowledged(self) -> list[Deed]:
        return [deed for deed in self.deeds if deed.told is Told.OK]

    def may_lie(self) -> list[object]:
        """What may lie there now: what was acknowledged last, or what came after it."""
        known = [n for n, deed in enumerate(self.deeds) if deed.told is Told.OK]
        since = self.deeds[known[-1] :] if known else self.deeds
        return [deed.leaves for deed in since] + ([] if known else [NOTHING])


def tried(deed: Deed, port: int) -> bool:
    """Send it. Anything but a yes, or a plain word that the database is away, is a failure."""
    try:
        answer: Answer = send(port, deed.form)
    except (ConnectionError, TimeoutError):
        return False
    if answer.status == AWAY:
        assert answer.headers["retry-after"], "when to come back"
        return False
    assert answer.status == DONE, (answer.status, answer.body[-2000:])
    deed.told, deed.location = Told.OK, answer.location
    return True
