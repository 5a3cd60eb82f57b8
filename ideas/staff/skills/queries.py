"""Reading skills: one's own, and in SQL those of others that may be seen."""

import tomllib
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlmodel import Session, col

from ideas.protection.consents.queries import lets_show
from ideas.protection.consents.rules import Shown
from ideas.staff.skills.models import PersonSkill


@cache
def offered() -> tuple[str, ...]:
    """What people choose from."""
    text = Path(__file__).with_name("skills.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["skills"])


def skills_of(session: Session, person_id: UUID) -> tuple[str, ...]:
    """In the order of the alphabet: one statement."""
    own = select(col(PersonSkill.skill)).where(col(PersonSkill.person_id) == person_id)
    return tuple(session.scalars(own.order_by(col(PersonSkill.skill))))


def shows_skill(person: ColumnElement[UUID], words: str) -> ColumnElement[bool]:
    """In SQL: the person of this column lets a skill be seen that begins with these words."""
    named = exists().where(
        col(PersonSkill.person_id) == person,
        col(PersonSkill.skill).icontains(words, autoescape=True),
    )
    return named & lets_show(person, Shown.SKILLS)
