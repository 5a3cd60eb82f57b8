"""Who must not score what: whom the chart puts close to an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ideas.people.rules import chain_above

CHAIN = 2


class ConflictKind(StrEnum):
    TEAM = "team"
    SAME_UNIT = "same_unit"
    CHAIN = "chain"
    DECLARED = "declared"
    APART = "apart"


@dataclass(frozen=True)
class Near:
    """Who and what stands behind an entry."""

    team: frozenset[UUID]
    units: frozenset[UUID]
    endorser: UUID
    hidden: "Near | None" = None  # the same, with those whose names are hidden


def conflict(
    judge: UUID, unit: UUID, near: Near, superiors: Mapping[UUID, UUID | None]
) -> ConflictKind | None:
    """Why this judge must not score this entry. What only a hidden name explains is not told."""
    if told := _closest(judge, unit, near, superiors):
        return told
    hidden = near.hidden and _closest(judge, unit, near.hidden, superiors)
    return ConflictKind.APART if hidden else None


def _closest(
    judge: UUID, unit: UUID, near: Near, superiors: Mapping[UUID, UUID | None]
) -> ConflictKind | None:
    """The closest of the reasons that the chart gives."""
    if judge in near.team:
        return ConflictKind.TEAM
    above = chain_above(judge, superiors, CHAIN)
    over = {s for member in near.team for s in chain_above(member, superiors, CHAIN)}
    if judge in over | {near.endorser} or near.team & set(above):
        return ConflictKind.CHAIN
    return ConflictKind.SAME_UNIT if unit in near.units else None
