"""Writing without a database: what counts as a word, and when a draft is ready."""

from enum import StrEnum
from typing import Protocol

from ideas.say import Sentence, say

TITLE_WORDS = 15
SUMMARY_WORDS = 60


class Part(StrEnum):
    LEAD = "lead"
    MEMBER = "member"


class Consent(StrEnum):
    INVITED = "invited"
    AGREED = "agreed"
    DECLINED = "declined"


class AnySection(Protocol):
    key: str
    title: str
    words: int
    required: bool


def words_in(text: str) -> int:
    """Words are what white space separates; the browser counts by the same rule."""
    return len(text.split())


def too_long(text: str, limit: int) -> Sentence | None:
    if (over := words_in(text) - limit) <= 0:
        return None
    return say(
        "Kelebihan {over} kata. Bagian ini paling banyak {limit} kata.", over=over, limit=limit
    )
