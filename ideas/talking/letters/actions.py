"""Writing letters: rows in the transaction that wants them; the worker posts them later."""

from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.later import Job, Task
from ideas.talking.letters.rules import Letter


def write_letter(session: Session, letter: Letter, person_id: UUID, **about: str) -> None:
    """Part of an action that has something to tell a person."""
    facts = {"letter": letter.value, "person": str(person_id), **about}
    session.add(Job(task=Task.POST_LETTER, about=facts, due_at=given.now()))
