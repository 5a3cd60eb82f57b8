"""Comments without a database: who reads them, whom they mention, until when one edits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from ideas.acts import Act
from ideas.permissions import Standing, refusal
from ideas.say import Sentence, say
from ideas.stages import JUDGED, CompetitionState

LONGEST = 4000
MOST_MENTIONS = 10
MOST_AN_HOUR = 20
AN_HOUR = timedelta(hours=1)
MAY_EDIT = timedelta(minutes=15)
ANSWER_WITHIN = timedelta(days=5)
PLACE = re.compile(r"@\{(\d{1,2})\}")
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
ERASED = say("rekan")
NAMELESS = say("Seorang kontributor")


class Circle(StrEnum):
    """Who reads a comment: the team and those it invited, or all who may read the proposal."""

    TEAM = "team"
    COLLEAGUES = "colleagues"


@dataclass(frozen=True)
class Words:
    """A comment as it was typed. `mentions` are references of people, `reply_to` of a comment."""

    text: str
    circle: Circle = Circle.COLLEAGUES
    question: bool = False
    reply_to: str = ""
    mentions: Sequence[str] = ()


def circles_read(standing: Standing) -> tuple[Circle, ...]:
    """Whose comments a person reads who may read the proposal."""
    inside = refusal(Act.SEE_DRAFTING, standing) is None
    return tuple(Circle) if inside else (Circle.COLLEAGUES,)


def circles_written(standing: Standing) -> tuple[Circle, ...]:
    """Where a person may write now; colleagues only where the proposal was opened to them."""
    if refusal(Act.WRITE_COMMENT, standing):
        return ()
    judged = standing.step in JUDGED
    open_ = standing.shown and (not judged or standing.competition is CompetitionState.DONE)
    return tuple(
        circle for circle in circles_read(standing) if open_ or circle is not Circle.COLLEAGUES
    )


def wrong_with(text: str) -> Sentence | None:
    if not text.strip():
        return say("Tulis dahulu komentarnya.")
    if len(text) > LONGEST:
        return say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST)
    return None


def with_places(text: str, names: Sequence[str]) -> str:
    """Each @Name becomes its place among the mentioned, so that it is told by today's name."""
    plain = PLACE.sub(r"@(\1)", text)
    for place, name in sorted(enumerate(names), key=lambda pair: -len(pair[1])):
        plain = plain.replace(f"@{name}", f"@{{{place}}}")
    return plain


def with_names(text: str, names: Mapping[int, str], *, marked: bool = True) -> str:
    """The other way round; `marked`: as Markdown, in bold."""

    def told(found: re.Match[str]) -> str:
        name = names.get(int(found[1]), str(ERASED))
        plain = MARKS.sub(r"\\\1", name)
        return f"**@{plain}**" if marked else f"@{name}"

    return PLACE.sub(told, text)


def unspoken(text: str, names: Mapping[int, str]) -> list[str]:
    """Whom a comment is for without naming them in its text."""
    spoken = {int(place) for place in PLACE.findall(text)}
    return [name for place, name in sorted(names.items()) if place not in spoken]
