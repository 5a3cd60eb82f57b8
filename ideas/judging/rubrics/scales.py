"""The scales that a rubric may have, and how a criterion moves from one to another."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

NEVER_TO, NEVER_FROM = -1, 101
ANCHOR = re.compile(r"anchor(\d{1,2})")
ASIDE = ("scale", "was", "independent", "abstain")


class Scale(StrEnum):
    """Lowest and highest mark. Every mark is explained, but of 0 to 100 every twenty-fifth."""

    FIVE = "1-5"
    TEN = "1-10"
    ELEVEN = "0-10"
    HUNDRED = "0-100"

    @property
    def lowest(self) -> int:
        return int(self.partition("-")[0])

    @property
    def highest(self) -> int:
        return int(self.partition("-")[2])

    @property
    def levels(self) -> int:
        return 5 if self is Scale.HUNDRED else self.highest - self.lowest + 1


def relaid(anchors: Sequence[str], levels: int) -> tuple[str, ...]:
    """What was written for one scale, at the same heights of another: ends stay ends."""
    last = len(anchors) - 1
    if last in (levels - 1, 0, -1):
        return tuple((*anchors, *[""] * levels)[:levels])
    if levels <= last:
        return tuple(anchors[round(place * last / (levels - 1))] for place in range(levels))
    heights = {round(place * (levels - 1) / last): text for place, text in enumerate(anchors)}
    return tuple(heights.get(place, "") for place in range(levels))


def criterion_in(fields: Mapping[str, str]) -> dict[str, object]:
    """The fields of the editor as those of a criterion. `was`: the scale they were written for."""
    scale, was = _scale(fields.get("scale")), _scale(fields.get("was"))
    found = [(match, text) for name, text in fields.items() if (match := ANCHOR.fullmatch(name))]
    anchors = [text for _, text in sorted((int(match[1]), text) for match, text in found)]
    rest = {n: t for n, t in fields.items() if n not in ASIDE and not ANCHOR.fullmatch(n)}
    independent = "independent" in fields
    return rest | {
        "weight": "0" if independent else fields.get("weight", ""),
        "lowest": scale.lowest, "highest": scale.highest,
        "independent": independent, "abstain": "abstain" in fields,
        "anchors": relaid(anchors, scale.levels),
        "reason_to": _moved(fields.get("reason_to"), was.lowest, scale.lowest, NEVER_TO),
        "reason_from": _moved(fields.get("reason_from"), was.highest, scale.highest, NEVER_FROM),
    }  # fmt: skip


def _scale(text: str | None) -> Scale:
    return Scale(text) if text in set(Scale) else Scale.FIVE


def _moved(text: str | None, before: int, now: int, never: int) -> str | int:
    """A bound at the end of a scale goes along with it; an empty field is never reached."""
    if text is None or text == str(before):
        return now
    return text or never
