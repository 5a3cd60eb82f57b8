"""Taking a file of people in: received, its columns told, checked, confirmed, applied."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.intake.queries import saved_mapping
from ideas.staff.roster.aliases import guess
from ideas.staff.roster.rules import NEEDED, Column
from ideas.staff.staging.applying import apply_plan, clear
from ideas.staff.staging.matching import match
from ideas.staff.staging.models import Intake, IntakeFault, IntakeRow
from ideas.staff.staging.planning import plan, show_changes
from ideas.staff.staging.rules import OVER, Gone, IntakeState


@dataclass(frozen=True)
class Received:
    """A file that lies in its place: what it is called, and who brought it for which subtree."""

    digest: str
    name: str
    size: int
    file: str = ""
    scope: str = ""
    by_id: UUID | None = None


def receive(session: Session, standing: Standing, file: Received) -> Intake:
    """Begin with a file. Nobody's data is touched before somebody confirms it."""
    require(Act.IMPORT_PEOPLE, standing)
    now = given.now()
    intake = Intake(
        digest=file.digest, name=file.name[:200], size=file.size, file=file.file, scope=file.scope,
        by_id=file.by_id, made_at=now, day=now.date(), changed_at=now,
    )  # fmt: skip
    session.add(intake)
    session.flush()
    return intake


def unfinished(session: Session, digest: str) -> Intake | None:
    """The same file, begun by a command before and not finished."""
    return session.scalar(
        select(Intake).where(
            col(Intake.digest) == digest, col(Intake.by_id).is_(None),
            col(Intake.state).not_in(OVER),
        )
    )  # fmt: skip


def learn_header(session: Session, intake: Intake, header: Sequence[str]) -> None:
    """See what columns there are; guess what they tell, unless somebody told us before."""
    intake.header = [text.strip()[:200] for text in header]
    intake.shape = hashlib.sha256("\n".join(intake.header).encode()).hexdigest()
    guessed = {column.value: intake.header[at] for column, at in guess(intake.header).items()}
    intake.mapping = saved_mapping(session, intake.shape) or guessed
    _move(intake, IntakeState.MAPPED)


def tell_columns(
    session: Session, standing: Standing, intake: Intake, mapping: Mapping[Column, str]
) -> None:
    """Say which column tells what, and have the file read."""
    require(Act.IMPORT_PEOPLE, standing)
    if intake.state in OVER or intake.state is IntakeState.CONFIRMED:
        raise Conflicting(say("Berkas ini sudah selesai diolah."))
    check_mapping(mapping, intake.header)
    intake.mapping = {column.value: name for column, name in mapping.items()}
    start_over(session, intake)


def check_mapping(mapping: Mapping[Column, str], header: Sequence[str]) -> None:
    names = list(mapping.values())
    errors = {c.value: say("Kolom ini wajib dipilih.") for c in NEEDED if c not in mapping}
    if not {Column.UNIT, Column.UNIT_NAME} & set(mapping):
        errors[Column.UNIT.value] = say("Pilih kode unit atau nama unit.")
    for column, name in mapping.items():
        if name not in header:
            errors[column.value] = say("Kolom ini tidak ada dalam berkas.")
        elif names.count(name) > 1:
            errors[column.value] = say("Kolom yang sama dipilih dua kali.")
    if errors:
        raise Invalid(errors)


def start_over(session: Session, intake: Intake) -> None:
    """Read the file from its beginning."""
    for table in (IntakeRow, IntakeFault):
        session.execute(delete(table).where(col(table.intake_id) == intake.id))
    intake.rows = intake.line = 0
    _move(intake, IntakeState.READING)


def finish_reading(session: Session, intake: Intake) -> None:
    """All rows lie there; unless the database lost them, which it may in a crash."""
    laid = session.scalar(
        select(func.count()).select_from(IntakeRow).where(col(IntakeRow.intake_id) == intake.id)
    )
    if laid != intake.rows:
        start_over(session, intake)
    else:
        _move(intake, IntakeState.STAGED)


def compare(session: Session, intake: Intake) -> None:
    """The dry run: everything that would happen, and nothing of it."""
    match(session, intake)
    plan(session, intake)
    show_changes(session, intake)
    _move(intake, IntakeState.CHECKED)


def confirm(standing: Standing, intake: Intake, *, gone: Gone, strict: bool) -> None:
    """Ask for it to be done, as the dry run told."""
    require(Act.IMPORT_PEOPLE, standing)
    if intake.state not in (IntakeState.STAGED, IntakeState.CHECKED):
        raise Conflicting(say("Berkas ini belum selesai diperiksa, atau sudah diterapkan."))
    intake.gone, intake.strict, intake.trouble = gone, strict, ""
    _move(intake, IntakeState.CONFIRMED)


def carry_out(session: Session, standing: Standing, intake: Intake) -> None:
    """Compare once more with the people as they are now, and make it true: all or nothing."""
    require(Act.IMPORT_PEOPLE, standing)
    match(session, intake)
    plan(session, intake)
    counts = intake.counts
    if intake.strict and counts["wrong"]:
        return _refuse(session, intake, "strict")
    if intake.gone is Gone.END and counts["nameless"]:
        return _refuse(session, intake, "nameless")
    ended = counts["gone"] if intake.gone is Gone.END else 0
    apply_plan(session, intake)
    clear(session, intake)
    _move(intake, IntakeState.APPLIED)
    if counts["new"] or counts["changed"] or ended:
        later(session, Task.GUARD_PANELS)
        record(
            session, Act.IMPORT_PEOPLE, intake.by_id, intake.id, digest=intake.digest,
            rows=intake.rows, added=counts["new"], changed=counts["changed"], ended=ended,
        )  # fmt: skip
    return None


def _refuse(session: Session, intake: Intake, trouble: str) -> None:
    """Back to the report, with the reason; nothing was changed."""
    intake.trouble = trouble
    show_changes(session, intake)
    _move(intake, IntakeState.CHECKED)


def give_up(session: Session, intake: Intake, trouble: str, line: int | None) -> None:
    """The file cannot be read."""
    clear(session, intake)
    intake.trouble, intake.line = trouble, line or 0
    _move(intake, IntakeState.UNREADABLE)


def discard(session: Session, standing: Standing, intake: Intake) -> None:
    """Take the file away again; nothing was changed."""
    require(Act.IMPORT_PEOPLE, standing)
    if intake.state in OVER or intake.state is IntakeState.CONFIRMED:
        raise Conflicting(say("Berkas ini sudah selesai diolah."))
    clear(session, intake)
    session.execute(delete(IntakeFault).where(col(IntakeFault.intake_id) == intake.id))
    _move(intake, IntakeState.DISCARDED)


def _move(intake: Intake, state: IntakeState) -> None:
    intake.state, intake.changed_at = state, given.now()
