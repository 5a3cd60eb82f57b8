"""Leaving a notice: part of an action that others would want to hear of."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.notices.models import Notice
from ideas.notices.rules import News


def notify(
    session: Session, people: Iterable[UUID], news: News, path: str, **facts: str | int
) -> None:
    """Let each of these people hear it. Whoever did it is not among them."""
    now = given.now()
    session.add_all(
        Notice(person_id=person, news=news, path=path, facts=facts, made_at=now)
        for person in dict.fromkeys(people)
    )
