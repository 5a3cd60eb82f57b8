"""A form as data: the sections that a proposal fills."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

KEY = r"^[a-z0-9_-]{1,40}$"


class Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


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

    key: str = Field(pattern=KEY)
    title: str = Field(min_length=1, max_length=120)
    help: str = Field(default="", max_length=400)
    example: str = Field(default="", max_length=2000)
    kind: SectionKind = SectionKind.TEXT
    words: int = Field(default=200, ge=10, le=2000)
    required: bool = True
    stage: Stage = Stage.PITCH
    categories: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    types: tuple[str, ...] = ()
    most: int = Field(default=1, ge=1, le=20)
    megabytes: int = Field(default=10, ge=1, le=100)
