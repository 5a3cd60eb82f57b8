"""A form as data: the sections that a proposal fills, and the families of tags that it chooses."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from ideas.say import Sentence, say
from ideas.writing.forms.words import words_in

KEY = r"^[a-z0-9_-]{1,40}$"
MOST_OPTIONS = 60


class Rule(BaseModel):
    """One row of a rules document.

    `later`: fields that are younger than documents which are locked already. At their default
    they are not written, so that what was locked keeps its digest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    later: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _as_ever(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        idle = {name for name in self.later if getattr(self, name) == fields[name].default}
        return {name: value for name, value in written(self).items() if name not in idle}


class SectionKind(StrEnum):
    """What a section is filled with: text, one choice, several, or files."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    FILES = "files"


class Stage(StrEnum):
    """When a section is asked: with the short pitch, or once the entry is shortlisted."""

    PITCH = "pitch"
    FULL = "full"


class Option(Rule):
    key: str = Field(pattern=KEY)
    text: str = Field(min_length=1, max_length=200)


class Section(Rule):
    """One thing a proposal must say: a text of at most `words` words, choices, or `most` files.

    `categories`: only of these, or of all when there are none. `types`: file name endings.
    """

    later: ClassVar[frozenset[str]] = frozenset(
        ("example", "kind", "stage", "categories", "options", "types", "most", "megabytes")
    )

    key: str = Field(pattern=KEY)
    title: str = Field(min_length=1, max_length=120)
    help: str = Field(default="", max_length=400)
    example: str = Field(default="", max_length=2000)
    kind: SectionKind = SectionKind.TEXT
    words: int = Field(default=200, ge=10, le=2000)
    required: bool = True
    stage: Stage = Stage.PITCH
    categories: tuple[str, ...] = ()
    options: tuple[Option, ...] = Field(default=(), max_length=MOST_OPTIONS)
    types: tuple[str, ...] = ()
    most: int = Field(default=1, ge=1, le=20)
    megabytes: int = Field(default=10, ge=1, le=100)

    @property
    def field(self) -> str:
        """What its field is called on the page."""
        return f"answer-{self.key}"

    @property
    def chooses(self) -> bool:
        return self.kind in (SectionKind.CHOICE, SectionKind.CHOICES)

    @property
    def at_most(self) -> int:
        """How many may be chosen."""
        return self.most if self.kind is SectionKind.CHOICES else 1

    def asked_of(self, category: str) -> bool:
        return not self.categories or category in self.categories

    def told(self, answer: str) -> str:
        """An answer in words: the texts of what was chosen, a line each."""
        if not self.chooses:
            return answer
        chosen = chosen_in(answer)
        return "\n".join(option.text for option in self.options if option.key in chosen)


class Tagging(Rule):
    """A family of tags that a competition asks for, and how many of it at most."""

    family: str = Field(pattern=KEY)
    most: int = Field(default=3, ge=1, le=20)
    required: bool = False


def chosen_in(answer: str) -> list[str]:
    """The keys of what was chosen; an answer holds them with commas between."""
    return [key for key in answer.split(",") if key]


def asked(
    sections: Iterable[Section], category: str, stage: Stage = Stage.FULL
) -> tuple[Section, ...]:
    """What is asked of a category at a stage: what belongs to the pitch is asked at both."""
    return tuple(
        section
        for section in sections
        if section.asked_of(category) and (stage is Stage.FULL or section.stage is Stage.PITCH)
    )


def too_many_words(text: str, limit: int) -> Sentence | None:
    if (over := words_in(text) - limit) <= 0:
        return None
    return say(
        "Kelebihan {over} kata. Bagian ini paling banyak {limit} kata.", over=over, limit=limit
    )


def excess(section: Section, answer: str) -> Sentence | None:
    """Why an answer is more than its section takes."""
    if section.chooses:
        more = len(chosen_in(answer)) > section.at_most
        return say("Pilih paling banyak {n}.", n=section.at_most) if more else None
    return too_many_words(answer, section.words)


def strange(section: Section, answer: str) -> Sentence | None:
    """Why an answer cannot be kept: it chooses what nobody offers."""
    if not section.chooses or set(chosen_in(answer)) <= {option.key for option in section.options}:
        return None
    return say("Pilih salah satu dari pilihan yang ada.")


def too_many_tags(
    tags: Mapping[str, Sequence[str]], asked_for: Iterable[Tagging]
) -> dict[str, Sentence]:
    """By field."""
    return {
        f"tag-{tagging.family}": say("Pilih paling banyak {n}.", n=tagging.most)
        for tagging in asked_for
        if len(tags.get(tagging.family, ())) > tagging.most
    }


def tags_missing(
    tags: Mapping[str, Sequence[str]], asked_for: Iterable[Tagging], titles: Mapping[str, str]
) -> dict[str, Sentence]:
    """By field. `titles`: what the families are called."""
    return {
        f"tag-{tagging.family}": say(
            "“{title}” belum dipilih.", title=titles.get(tagging.family, tagging.family)
        )
        for tagging in asked_for
        if tagging.required and not tags.get(tagging.family)
    }
