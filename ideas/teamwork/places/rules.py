"""Open places in a team, without a database."""

from dataclasses import dataclass
from enum import StrEnum

from ideas.failures import Invalid
from ideas.say import say

LONGEST_TITLE = 100
LONGEST_WHAT = 500
LONGEST_LINE = 300
MOST_SKILLS = 5
MOST_OPEN = 5
FEWEST_WORDS = 3


class PlaceState(StrEnum):
    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"


class AnswerState(StrEnum):
    WAITING = "waiting"
    CHOSEN = "chosen"
    DECLINED = "declined"


@dataclass(frozen=True)
class Need:
    """Whom a team looks for: a title, what for, which skills, how many hours a week."""

    title: str
    what: str
    skills: tuple[str, ...] = ()
    hours: int | None = None


@dataclass(frozen=True)
class Asked:
    """Which answer to which place."""

    place: str
    answer: str


def check_line(line: str) -> None:
    if len(line.split()) < FEWEST_WORDS:
        raise Invalid({"line": say("Tulis satu kalimat tentang diri Anda.")})
