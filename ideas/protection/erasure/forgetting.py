"""Forgetting one person, line by line of the register, inside one transaction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Table, cast, delete, or_, select, update
from sqlmodel import Session, SQLModel, col

from ideas import given
from ideas.database import touched
from ideas.deciding.recognition.models import Recognition
from ideas.history.erasing import forget_in_history
from ideas.identity.accounts.models import Account, Attempt
from ideas.later import Task, later
from ideas.permissions import Standing
from ideas.protection.erasure.passing import let_drafts_go
from ideas.protection.privacy.queries import concerns, table_of
from ideas.protection.privacy.register import REGISTER
from ideas.protection.privacy.rules import Fate, Held
from ideas.secret import digest
from ideas.staff.intake.actions import discard
from ideas.staff.people.models import Person, PersonNumber
from ideas.staff.roles.models import RoleGrant
from ideas.staff.staging.models import Intake, IntakeFault
from ideas.staff.staging.rules import OVER, IntakeState


def forget(session: Session, person: Person, pseudonym: str, *, keep_name: bool) -> dict[str, int]:
    """Everything goes, is emptied or renamed as the register says; how many rows of which table."""
    names = _names_of(session, person)
    _write_bearers(session, person, keep_name=keep_name)
    let_drafts_go(session, person.id)
    _end_roles(session, person.id)
    _forget_attempts(session, person.id)
    _forget_files(session, names)
    _forget_told(session, names)
    gone = {
        f"{held.table}.{held.whose}": rows
        for held in _children_first()
        if (rows := _forget_line(session, held, person.id))
    }
    gone["event.person_id"] = forget_in_history(session, person.id)
    _rename(session, person.id, pseudonym)
    gone["once.body"] = _forget_passing(session, names)
    return gone


def _names_of(session: Session, person: Person) -> list[str]:
    """What would tell this person in a text that a machine wrote."""
    own = select(col(PersonNumber.number)).where(col(PersonNumber.person_id) == person.id)
    names = [person.name, person.email, person.ref, person.code or "", *session.scalars(own)]
    return [name for name in names if name]


def _write_bearers(session: Session, person: Person, *, keep_name: bool) -> None:
    """A decree names its bearer for good; where the office chose otherwise, nobody does."""
    valid = (col(Recognition.person_id) == person.id) & col(Recognition.revoked_at).is_(None)
    if keep_name:
        session.execute(update(Recognition).where(valid).values(bearer=person.name))


def _end_roles(session: Session, person_id: UUID) -> None:
    held = (col(RoleGrant.person_id) == person_id) & col(RoleGrant.revoked_at).is_(None)
    session.execute(update(RoleGrant).where(held).values(revoked_at=given.now()))


def _forget_attempts(session: Session, person_id: UUID) -> None:
    for username in session.scalars(
        select(col(Account.username)).where(col(Account.person_id) == person_id)
    ):
        told = [digest(f"{what}{username}".lower(), "account") for what in ("", "step ")]
        session.execute(delete(Attempt).where(col(Attempt.account_hash).in_(told)))


def _forget_files(session: Session, names: Sequence[str]) -> None:
    """Files of people that only wait are put away, for they may name this one too: they can be
    sent again. Of those that are done nothing but their faults stays, and these are searched."""
    waiting = col(Intake.state).not_in([*OVER, IntakeState.CONFIRMED])
    for intake in session.scalars(select(Intake).where(waiting)):
        discard(session, Standing(system=True), intake)
        if intake.file:
            later(session, Task.FORGET_FILE, key=intake.file)
    fault = SQLModel.metadata.tables["intake_fault"].c
    faults = [fault.value, fault.near]
    session.execute(delete(IntakeFault).where(_holds(faults, names)))


def _forget_told(session: Session, names: Sequence[str]) -> None:
    """What attached files say of themselves, where they name this one."""
    said = SQLModel.metadata.tables["file"].c.told
    named = _holds([cast(said, String)], names)
    session.execute(update(said.table).where(named).values(told={}))


def _children_first() -> list[Held]:
    places = {table.name: at for at, table in enumerate(SQLModel.metadata.sorted_tables)}
    return sorted(REGISTER, key=lambda held: -places[held.table])


def _forget_line(session: Session, held: Held, person_id: UUID) -> int:
    table, found = table_of(held), concerns(held, person_id)
    if held.fate is Fate.DELETE:
        return touched(session.execute(delete(table).where(found)))
    values: dict[str, Any] = {name: _nothing(table, name) for name in held.blanks}
    if held.fate is Fate.UNLINK:
        values[held.whose] = None
    if not values:
        return 0
    return touched(session.execute(update(table).where(found).values(values)))


def _nothing(table: Table, name: str) -> str | None:
    return None if table.c[name].nullable else ""


def _rename(session: Session, person_id: UUID, pseudonym: str) -> None:
    """Another name and another address: the old one answers like one that never was."""
    renamed = {"name": f"Pegawai {pseudonym}", "ref": given.new_ref()}
    session.execute(update(Person).where(col(Person.id) == person_id).values(renamed))


def _forget_passing(session: Session, names: Sequence[str]) -> int:
    """Answers kept for a retry, and troubles of jobs, in which the person is named."""
    once, job = SQLModel.metadata.tables["once"].c, SQLModel.metadata.tables["job"].c
    told = _holds([once.body, once.location, once.path], names)
    trouble = update(job.trouble.table).where(_holds([job.trouble], names)).values(trouble="")
    session.execute(trouble)
    return touched(session.execute(delete(once.body.table).where(told)))


def _holds(columns: Sequence[ColumnElement[str]], names: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(c.icontains(name, autoescape=True) for c in columns for name in names))
