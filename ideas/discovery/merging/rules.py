"""Merging without a database: whose support counts where, while it holds and after."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Person = TypeVar("Person")


class Voice(StrEnum):
    """What somebody gave the other proposal."""

    MEMBER = "member"
    SUPPORT = "support"


class Answer(StrEnum):
    WAITING = "waiting"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Counted:
    """Distinct supporters of each of two proposals. Nobody is counted on both sides."""

    kept: int
    other: int


def counted(
    kept: Iterable[Person], other: Iterable[Person], answers: Mapping[Person, Answer]
) -> Counted:
    """Whoever said yes counts for the kept one; who did not stays where they were.

    Who supported both counts once, for the kept one.
    """
    here, there = set(kept), set(other)
    come = came(here, there, answers)
    return Counted(len(here | come), len(there - come))


def came(here: Set[Person], there: Set[Person], answers: Mapping[Person, Answer]) -> set[Person]:
    """Supporters of the other one who count for the kept one."""
    return {person for person in there if person in here or answers.get(person) is Answer.YES}
