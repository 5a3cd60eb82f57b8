"""Roles without a database: what the secretariat may name, and which two no one person may be."""

from collections.abc import Collection

from ideas.permissions import Role

OFFICES = (Role.JUDGE, Role.CHAIR, Role.LEADER, Role.PUBLISHER)
APART = (frozenset({Role.LEADER, Role.PUBLISHER}), frozenset({Role.LEADER, Role.JUDGE}))


def clash(role: Role, held: Collection[Role]) -> Role | None:
    """The role held already that keeps a person from taking this one."""
    return next((other for other in held if frozenset({role, other}) in APART), None)
