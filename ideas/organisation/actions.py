"""Building and mending the tree of units."""

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.organisation.models import Unit
from ideas.organisation.rules import UnitKind, Zone
from ideas.permissions import Standing, require


def add_unit(  # noqa: PLR0913 -- a unit is all of this
    session: Session,
    keeper: Standing,
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    zone: Zone = Zone.WIB,
) -> Unit:
    """Add a node to the organisation, under its parent."""
    require(Act.KEEP_PEOPLE, keeper)
    ref = given.new_ref()
    unit = Unit(
        ref=ref, parent_id=parent.id if parent else None, kind=kind, name=name, zone=zone,
        path=(parent.path if parent else "") + f"{ref}/",
    )  # fmt: skip
    session.add(unit)
    record(session, Act.KEEP_PEOPLE, None, unit.id)
    return unit
