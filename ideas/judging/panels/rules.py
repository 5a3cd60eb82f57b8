"""Assignments without a database."""

from enum import StrEnum

from ideas.say import say

LABEL = 4
CLOSED = say("Tahap penilaian sudah ditutup. Perubahan ini tidak tersimpan.")


class AssignmentState(StrEnum):
    """Quarantined: a conflict was found later; what is written stays, and counts nowhere."""

    OPEN = "open"
    LOCKED = "locked"
    RECUSED = "recused"
    QUARANTINED = "quarantined"


# Sheets that somebody has: written, or still to be.
HELD = frozenset({AssignmentState.OPEN, AssignmentState.LOCKED})


def blind_label(ref: str) -> str:
    """What a judge calls an entry: the first half of the assignment's reference."""
    return ref[:LABEL]
