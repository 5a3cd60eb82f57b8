"""Writing without a database: what counts as a word, what is still lacking, what changed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

from ideas.say import Sentence, say

TITLE_WORDS = 15
SUMMARY_WORDS = 60
LONGEST = {"title": 200, "summary": 1000, "category": 60}
LONGEST_ANSWER = 40_000
MOST_COMPARED = 6000
WHOLE = 100
TOKEN = re.compile(r"\S+\s*|\s+")


class Part(StrEnum):
    """What somebody does in a team; a mentor guides, without a share and without a vote."""

    LEAD = "lead"
    MEMBER = "member"
    CONTRIBUTOR = "contributor"
    MENTOR = "mentor"


class Handover(StrEnum):
    """What the old lead does once somebody else leads."""

    STAY = "stay"
    LEAVE = "leave"


class Openness(StrEnum):
    """Who may read a proposal before it is judged: its team, or all whom the call reaches."""

    TEAM = "team"
    COLLEAGUES = "colleagues"


class Consent(StrEnum):
    INVITED = "invited"
    AGREED = "agreed"
    DECLINED = "declined"
    LEFT = "left"


TAKING_PART = (Consent.INVITED, Consent.AGREED)


class AnySection(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def required(self) -> bool: ...


class AnyMember(Protocol):
    @property
    def part(self) -> Part: ...
    @property
    def share(self) -> int: ...
    @property
    def consent(self) -> Consent: ...


@dataclass(frozen=True)
class Writing:
    """What a proposal says, in the words of its team; `source`: what it was adapted from."""

    title: str = ""
    summary: str = ""
    category: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    attached: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def held(self, key: str) -> str:
        """What stands in a section: its text, or its files."""
        return self.answers.get(key, "") or " ".join(self.attached.get(key, ()))

    def fields(self) -> dict[str, str]:
        """Every text by the name of its field on the page."""
        answers = {f"answer-{key}": text for key, text in self.answers.items()}
        return {"title": self.title, "summary": self.summary, "category": self.category} | answers


def words_in(text: str) -> int:
    """Words are what white space separates; the browser counts by the same rule."""
    return len(text.split())


def too_long(text: str, limit: int) -> Sentence | None:
    if (over := words_in(text) - limit) <= 0:
        return None
    return say(
        "Kelebihan {over} kata. Bagian ini paling banyak {limit} kata.", over=over, limit=limit
    )


def too_big(writing: Writing) -> dict[str, Sentence]:
    """What we could not keep even as a draft, by field."""
    limits = {name: LONGEST.get(name, LONGEST_ANSWER) for name in writing.fields()}
    return {
        name: say("Terlalu panjang. Paling banyak {n} huruf.", n=limits[name])
        for name, text in writing.fields().items()
        if len(text) > limits[name]
    }


def over_limit(writing: Writing, sections: Sequence[AnySection]) -> dict[str, Sentence]:
    """Every text with more words than it may have, by field."""
    limits = {"title": TITLE_WORDS, "summary": SUMMARY_WORDS}
    limits |= {f"answer-{section.key}": section.words for section in sections}
    texts = writing.fields()
    return {
        name: why for name, limit in limits.items() if (why := too_long(texts.get(name, ""), limit))
    }


def missing(
    writing: Writing, sections: Sequence[AnySection], categories: Sequence[str]
) -> dict[str, Sentence]:
    """Every text that must be there and is not, by field."""
    empty = {
        "title": (writing.title, say("Judul belum ditulis.")),
        "summary": (writing.summary, say("Ringkasan belum ditulis.")),
    } | {
        f"answer-{section.key}": (
            writing.held(section.key),
            say("Bagian “{title}” belum diisi.", title=section.title),
        )
        for section in sections
        if section.required
    }
    found = {name: why for name, (text, why) in empty.items() if not text.strip()}
    if writing.category not in categories:
        found["category"] = say("Kategori belum dipilih.")
    return found


def team_lacks(team: Sequence[AnyMember]) -> dict[str, Sentence]:
    """What a team has not agreed on yet."""
    waiting = sum(
        member.consent is Consent.INVITED and member.part is not Part.MENTOR for member in team
    )
    total = sum(member.share for member in team if member.consent is Consent.AGREED)
    found = {}
    if waiting:
        found["team"] = say("{n} undangan belum dijawab.", n=waiting)
    elif total != WHOLE:
        found["shares"] = say("Bagian tim berjumlah {total}, seharusnya 100.", total=total)
    return found


def lacks(
    writing: Writing,
    sections: Sequence[AnySection],
    categories: Sequence[str],
    team: Sequence[AnyMember],
) -> dict[str, Sentence]:
    """Everything that keeps a draft from being sent: field → sentence, in the form's order."""
    titles: dict[str, object] = {"title": say("Judul"), "summary": say("Ringkasan")}
    titles |= {f"answer-{section.key}": section.title for section in sections}
    over = {
        name: say("“{title}” kelebihan {over} kata.", title=titles[name], over=why.facts["over"])
        for name, why in over_limit(writing, sections).items()
    }
    found = missing(writing, sections, categories) | over
    order = ["title", "summary", "category", *(f"answer-{section.key}" for section in sections)]
    return {name: found[name] for name in order if name in found} | team_lacks(team)


def filled(writing: Writing, sections: Sequence[AnySection]) -> tuple[int, int]:
    """How many of the parts that must be written are there, and how many there are."""
    texts = [writing.title, writing.summary, writing.category]
    texts += [writing.held(section.key) for section in sections if section.required]
    return sum(bool(text.strip()) for text in texts), len(texts)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """What changed, word by word: ('same' | 'del' | 'ins', text). Joined, it gives both texts."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(old), len(new)) > MOST_COMPARED:
        return [part for part in (("del", before), ("ins", after)) if part[1]]
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(old[a:b])))
            continue
        parts += [(op, text) for op, text in _replaced(old[a:b], new[c:d]) if text]
    return parts


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    return [("del", "".join(old)), ("ins", "".join(new))]
