"""Moderation without a database: why a comment is reported, and what may become of it."""

from datetime import timedelta
from enum import StrEnum

from ideas.say import Sentence, say

FEWEST_WORDS = 3
LONGEST = 500
LOOK_WITHIN = timedelta(days=2)
MOST_AN_HOUR = 20


class Offence(StrEnum):
    """What is wrong with a comment, in the eyes of the one who reports it."""

    RUDE = "rude"
    PERSONAL = "personal"
    OFF_TOPIC = "off_topic"
    ADVERT = "advert"
    OTHER = "other"


class ReportState(StrEnum):
    OPEN = "open"
    HIDDEN = "hidden"
    KEPT = "kept"


def wrong_with(field: str, reason: str) -> dict[str, Sentence]:
    """A decision about somebody's words needs words of its own."""
    if len(reason) > LONGEST:
        return {field: say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST)}
    if len(reason.split()) < FEWEST_WORDS:
        return {field: say("Tulis alasannya, paling sedikit {n} kata.", n=FEWEST_WORDS)}
    return {}
