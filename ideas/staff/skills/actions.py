"""Choosing one's own skills. It counts from the next request on."""

from collections.abc import Collection

from sqlalchemy import delete
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.permissions import Standing, require
from ideas.protection.consents.actions import choose_shown
from ideas.protection.consents.queries import shown_of
from ideas.protection.consents.rules import Shown
from ideas.staff.roles.visitors import Visitor
from ideas.staff.skills.models import PersonSkill


def choose_skills(
    session: Session, visitor: Visitor, standing: Standing, skills: Collection[str], *, shown: bool
) -> None:
    """Keep these and no others, and say whether colleagues may see them."""
    require(Act.CHOOSE_SKILLS, standing)
    session.execute(delete(PersonSkill).where(col(PersonSkill.person_id) == visitor.id))
    now = given.now()
    session.add_all(
        PersonSkill(person_id=visitor.id, skill=skill, chosen_at=now) for skill in skills
    )
    record(session, Act.CHOOSE_SKILLS, visitor.id, visitor.id, rows=len(skills))
    parts = shown_of(session, visitor.id)
    wanted = parts | {Shown.SKILLS} if shown else parts - {Shown.SKILLS}
    choose_shown(session, visitor, standing, wanted)
