"""Voting without a database: whose paper is in which order, and what may be told of a turnout."""

import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from ideas.say import Sentence, say

FEWEST_TOLD = 10


LEAF = 40  # choices on one leaf of a paper: a long list stays light on a slow line


def in_paper_order(refs: Iterable[str], voter: UUID, step: UUID) -> list[str]:
    """A shuffle of this voter's own that never changes, so that no place is favoured."""

    def place(ref: str) -> bytes:
        return hashlib.sha256(f"{voter}{step}{ref}".encode()).digest()

    return sorted(refs, key=place)


def wrong_with(refs: Sequence[str], quota: int) -> Sentence | None:
    """What is wrong with the number of marks on a paper."""
    if not refs:
        return say("Pilih paling sedikit satu usulan.")
    if len(set(refs)) != len(refs):
        return say("Satu usulan hanya dapat dipilih sekali.")
    if len(refs) > quota:
        return say("Paling banyak {quota} usulan. Kurangi {over}.", quota=quota,
                   over=len(refs) - quota)  # fmt: skip
    return None


def told_turnout(voters: int) -> int | None:
    """The number of voters, unless so few that it would point at people."""
    return voters if voters >= FEWEST_TOLD else None
