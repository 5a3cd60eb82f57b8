"""Judging without a database."""

from enum import StrEnum


class AssignmentState(StrEnum):
    OPEN = "open"
    LOCKED = "locked"
    RECUSED = "recused"


class ConflictKind(StrEnum):
    TEAM = "team"
    SAME_UNIT = "same_unit"
    CHAIN = "chain"
    DECLARED = "declared"
