"""Deciding what is shown of oneself. It counts from the next request on."""

from collections.abc import Collection

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.permissions import Standing, require
from ideas.protection.consents.models import Choice
from ideas.protection.consents.queries import choices_of
from ideas.protection.consents.rules import VERSION, Shown, shown_parts
from ideas.staff.roles.visitors import Visitor


def choose_shown(
    session: Session, visitor: Visitor, standing: Standing, wanted: Collection[Shown]
) -> None:
    """Write down what changed; what stays as it is needs no new line."""
    require(Act.CHOOSE_SHOWN, standing)
    before = choices_of(session, visitor.id)
    shown = shown_parts({choice.shown: choice.agreed for choice in before})
    changed = [part for part in Shown if (part in wanted) != (part in shown)]
    for number, part in enumerate(changed, len(before) + 1):
        session.add(
            Choice(
                person_id=visitor.id, number=number, shown=part, agreed=part in wanted,
                version=VERSION, at=given.now(),
            )
        )  # fmt: skip
        record(session, Act.CHOOSE_SHOWN, visitor.id, visitor.id, part=part)
