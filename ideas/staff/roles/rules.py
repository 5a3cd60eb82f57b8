"""Roles without a database: which need a second person, which two no one person may be."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ideas.permissions import Role

# What the secretariat may name for one competition.
OFFICES = (Role.JUDGE, Role.CHAIR, Role.LEADER, Role.PUBLISHER)
APART = (frozenset({Role.LEADER, Role.PUBLISHER}), frozenset({Role.LEADER, Role.JUDGE}))

# Roles that open other doors, or publish in the office's name: two people give them.
DANGEROUS = frozenset({Role.ADMINISTRATOR, Role.PERSONNEL, Role.LEADER, Role.PUBLISHER})
SOON = timedelta(days=30)


class GrantState(StrEnum):
    """Where a role that was given stands: only one in force counts."""

    WAITING = "waiting"
    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REVOKED = "revoked"


class Shelf(StrEnum):
    """The parts of the register."""

    IN_FORCE = "in_force"
    SOON = "soon"
    WAITING = "waiting"
    PAST = "past"


@dataclass(frozen=True)
class Scope:
    """How far a role reaches: a unit's subtree, a competition or a category of it, or everywhere.

    `unit_path` is that of the unit, or of the unit that organises the competition.
    """

    unit_id: UUID | None = None
    unit_path: str = ""
    competition_id: UUID | None = None
    category: str = ""

    @property
    def everywhere(self) -> bool:
        return self.unit_id is None and self.competition_id is None


EVERYWHERE = Scope()


def clash(role: Role, held: Collection[Role]) -> Role | None:
    """The role held already that keeps a person from taking this one."""
    return next((other for other in held if frozenset({role, other}) in APART), None)


def needs_second(role: Role, *, everywhere: bool) -> bool:
    """Whether a second person must agree before the role counts."""
    return everywhere or role in DANGEROUS


def grant_state(
    now: datetime, *, waits: bool, revoked: bool, begins: datetime | None, ends: datetime | None
) -> GrantState:
    """What a role that was given is worth at this moment."""
    if revoked:
        return GrantState.REVOKED
    if ends is not None and ends <= now:
        return GrantState.ENDED
    if waits:
        return GrantState.WAITING
    return GrantState.UPCOMING if begins is not None and begins > now else GrantState.IN_FORCE
