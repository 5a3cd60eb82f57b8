"""Writing without a database: what counts as a word, what is still lacking, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from ideas.say import Sentence, say
from ideas.writing.forms.rules import (
    Section,
    SectionKind,
    Tagging,
    excess,
    tags_missing,
    too_many_tags,
    too_many_words,
)
from ideas.writing.forms.words import words_in as words_in  # noqa: PLC0414 -- also known from here

TITLE_WORDS = 15
SUMMARY_WORDS = 60
LONGEST = {"title": 200, "summary": 1000, "category": 60}
LONGEST_ANSWER = 40_000
WHOLE = 100
NOTHING: Mapping[str, str] = MappingProxyType({})


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
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    attached: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def answer(self, section: Section) -> str:
        """What stands in a section: its text, what was chosen, or its files."""
        if section.kind is SectionKind.FILES:
            return " ".join(self.attached.get(section.key, ()))
        return self.answers.get(section.key, "")

    def fields(self) -> dict[str, str]:
        """Every text by the name of its field on the page."""
        answers = {f"answer-{key}": text for key, text in self.answers.items()}
        return {"title": self.title, "summary": self.summary, "category": self.category} | answers


def too_big(writing: Writing) -> dict[str, Sentence]:
    """What we could not keep even as a draft, by field."""
    limits = {name: LONGEST.get(name, LONGEST_ANSWER) for name in writing.fields()}
    return {
        name: say("Terlalu panjang. Paling banyak {n} huruf.", n=limits[name])
        for name, text in writing.fields().items()
        if len(text) > limits[name]
    }


def over_limit(writing: Writing, sections: Sequence[Section]) -> dict[str, Sentence]:
    """Every text with more words, and every choice of more, than there may be; by field."""
    found = {
        "title": too_many_words(writing.title, TITLE_WORDS),
        "summary": too_many_words(writing.summary, SUMMARY_WORDS),
    } | {section.field: excess(section, writing.answer(section)) for section in sections}
    return {name: why for name, why in found.items() if why}


def missing(
    writing: Writing,
    sections: Sequence[Section],
    categories: Sequence[str],
) -> dict[str, Sentence]:
    """All that must be there and is not, by field."""
    core = (
        ("title", writing.title, say("Judul belum ditulis.")),
        ("summary", writing.summary, say("Ringkasan belum ditulis.")),
    )
    found = {name: why for name, text, why in core if not text.strip()} | {
        section.field: say("Bagian “{title}” belum diisi.", title=section.title)
        for section in sections
        if section.required and not writing.answer(section).strip()
    }
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


def lacks(  # noqa: PLR0913 -- all that is looked at before sending
    writing: Writing,
    sections: Sequence[Section],
    categories: Sequence[str],
    team: Sequence[AnyMember],
    *,
    tags: Sequence[Tagging] = (),
    families: Mapping[str, str] = NOTHING,
) -> dict[str, Sentence]:
    """Everything that keeps a draft from being sent: field → sentence, in the form's order.

    `families`: what the families of tags are called.
    """
    titles: dict[str, object] = {"title": say("Judul"), "summary": say("Ringkasan")}
    titles |= {section.field: section.title for section in sections}
    over = {
        name: _with_its_title(why, titles[name])
        for name, why in over_limit(writing, sections).items()
    }
    found = missing(writing, sections, categories) | over
    order = ["title", "summary", "category", *(section.field for section in sections)]
    told = {name: found[name] for name in order if name in found}
    told |= tags_missing(writing.tags, tags, families) | too_many_tags(writing.tags, tags)
    return told | team_lacks(team)


def _with_its_title(why: Sentence, title: object) -> Sentence:
    if "over" in why.facts:
        return say("“{title}” kelebihan {over} kata.", title=title, over=why.facts["over"])
    return say("“{title}”: pilih paling banyak {n}.", title=title, n=why.facts["n"])


def filled(writing: Writing, sections: Sequence[Section]) -> tuple[int, int]:
    """How many of the parts that must be written are there, and how many there are."""
    core = [bool(text.strip()) for text in (writing.title, writing.summary, writing.category)]
    parts = [bool(writing.answer(section).strip()) for section in sections if section.required]
    return sum(core + parts), len(core + parts)
