"""Erasing a person: one decides, another carries out, and neither is the one it is about."""

from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.protection.erasure.forgetting import forget
from ideas.protection.erasure.models import Erasure
from ideas.protection.erasure.queries import ErasureSeen, file_keys_of
from ideas.protection.privacy.rules import RequestState
from ideas.protection.requests.actions import close_request
from ideas.say import say
from ideas.settings import settings
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor


def decide_erasure(session: Session, visitor: Visitor, seen: ErasureSeen) -> None:
    """Say that the law lets this person be erased. Nothing goes yet."""
    require(Act.DECIDE_ERASURE, seen.standing)
    request = seen.request.row
    if seen.row or request.state is not RequestState.WAITING:
        raise Conflicting(say("Penghapusan ini sudah diputuskan."))
    erasure = Erasure(
        request_id=request.id, person_id=request.person_id, decided_by=visitor.id,
        decided_at=given.now(), pseudonym=given.new_ref(),
    )  # fmt: skip
    session.add(erasure)
    record(session, Act.DECIDE_ERASURE, visitor.id, erasure.id)


def erase_person(session: Session, visitor: Visitor, seen: ErasureSeen) -> None:
    """Forget the person, once and for good. What stays says nothing of them."""
    require(Act.ERASE_PERSON, seen.standing)
    erasure, request = seen.row, seen.request.row
    if erasure is None:
        raise Invalid(say("Penghapusan ini belum diputuskan."))
    close_request(session, visitor, request, RequestState.DONE, "")
    for key in file_keys_of(session, erasure.person_id):
        later(session, Task.FORGET_FILE, key=key)
    person = found(session.get(Person, erasure.person_id))
    gone = forget(session, person, erasure.pseudonym, keep_name=settings().keep_names)
    erasure.done_by, erasure.done_at, erasure.report = visitor.id, given.now(), gone
    session.add(erasure)
    session.expire(person)
    record(session, Act.ERASE_PERSON, visitor.id, erasure.id, rows=sum(gone.values()))


def note_cleaned(session: Session, erasure_id: UUID) -> None:
    """The database let go of the bytes."""
    require(Act.CLEAR_OUT, Standing(system=True))
    session.execute(
        update(Erasure).where(col(Erasure.id) == erasure_id).values(cleaned_at=given.now())
    )
