"""Commands for those who keep the people: `ideas appoint`, `ideas people import FILE`."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.database import found, transaction
from ideas.failures import Invalid
from ideas.identity.accounts.queries import account_of
from ideas.identity.links.actions import open_door
from ideas.language.forms import label
from ideas.permissions import Role, Standing
from ideas.settings import settings
from ideas.staff.intake import actions
from ideas.staff.intake.queries import fault_counts
from ideas.staff.people.models import Person, PersonNumber
from ideas.staff.roles.actions import grant_role
from ideas.staff.roster.rules import Column
from ideas.staff.sheets.rules import FileFault
from ideas.staff.staging.models import Intake, IntakeFault
from ideas.staff.staging.rules import Gone, IntakeState
from ideas.web.keys import hashed

people = typer.Typer(no_args_is_help=True, help="Those who serve the state.")
SYSTEM = Standing(system=True)
UNREADABLE = 2


def appoint(
    nip: Annotated[str, typer.Argument(help="The personnel number of whom to appoint.")],
    role: Annotated[Role, typer.Argument(help="The role, for all of Wadah.")],
) -> None:
    """Give somebody a role from the machine itself: the first administrators come in this way.

    Who has no account yet, and no provider to come in by, gets a link that opens one.
    """
    with transaction() as session:
        bearer = select(Person).join(PersonNumber).where(col(PersonNumber.number) == nip)
        person = session.scalars(bearer).first()
        if person is None:
            raise typer.BadParameter("nobody bears this number; import people first")
        grant_role(session, SYSTEM, person.id, role)
        print(f"{person.name}: {role}")
        if not account_of(session, person.id) and not settings().identity_providers:
            token = given.new_secret()
            open_door(session, person.id, hashed(token))
            print(f"{settings().address}/signin/link/{token}")


@people.callback()
def main() -> None:
    """Those who serve the state."""


@people.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX.")],
    apply: Annotated[bool, typer.Option("--apply/--dry-run", help="Do it, or only tell.")] = False,
    strict: Annotated[bool, typer.Option(help="Apply nothing while a row is wrong.")] = False,
    gone: Annotated[Gone, typer.Option(help="Those no longer named.")] = Gone.KEEP,
    json_lines: Annotated[Path | None, typer.Option(help="A file for the verdicts.")] = None,
) -> None:
    """Take people in. The same file twice changes nothing; a stopped run goes on when repeated."""
    intake_id = _begin(file)
    _go_on(intake_id, file, stop_at=IntakeState.STAGED if apply else None)
    if apply:
        _confirm(intake_id, gone, strict=strict)
        _go_on(intake_id, file)
    with transaction() as session:  # verdicts come through a cursor, which needs a transaction
        intake = found(session.get(Intake, intake_id))
        if intake.state is IntakeState.UNREADABLE:
            _refuse(told(intake))
        if json_lines:
            _write_verdicts(session, intake, json_lines)
        print(json.dumps(summary(session, intake), ensure_ascii=False))


def _begin(file: Path) -> UUID:
    """The file, anew; or where an earlier run of this command stopped with it."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    with transaction() as session:
        intake = actions.unfinished(session, digest)
        if intake is None:
            received = actions.Received(digest, file.name, file.stat().st_size)
            intake = actions.receive(session, SYSTEM, received)
        elif intake.state is IntakeState.CHECKED:  # the people may be others by now
            intake.state = IntakeState.STAGED
        return intake.id


def _go_on(intake_id: UUID, file: Path, stop_at: IntakeState | None = None) -> None:
    """Step by step, each in a transaction of its own, until somebody would have to be asked."""
    from ideas.jobs.intakes import advance  # noqa: PLC0415 -- loads readers that others do not need

    more = True
    while more:
        with transaction() as session:
            intake = found(session.get(Intake, intake_id))
            if intake.state is stop_at:
                return
            if intake.state is IntakeState.MAPPED:
                _take_guess(session, intake)
            more = advance(session, intake_id, file) or intake.state is IntakeState.MAPPED


def _take_guess(session: Session, intake: Intake) -> None:
    mapping = {Column(column): name for column, name in intake.mapping.items()}
    try:
        actions.tell_columns(session, SYSTEM, intake, mapping)
    except Invalid:
        actions.give_up(session, intake, FileFault.NO_HEADER, 1)


def _confirm(intake_id: UUID, gone: Gone, *, strict: bool) -> None:
    with transaction() as session:
        intake = found(session.get(Intake, intake_id))
        if intake.state in (IntakeState.CHECKED, IntakeState.STAGED):
            actions.confirm(SYSTEM, intake, gone=gone, strict=strict)


def told(intake: Intake) -> str:
    place = f" (baris {intake.line})" if intake.line else ""
    return f"{label(FileFault(intake.trouble))}{place}"


def _refuse(why: str) -> None:
    typer.echo(why, err=True)
    raise typer.Exit(UNREADABLE)


def summary(session: Session, intake: Intake) -> dict[str, Any]:
    """What was found, or done, in numbers."""
    return {
        "file": intake.digest, "state": intake.state, "trouble": intake.trouble,
        **intake.counts, "faults": dict(fault_counts(session, intake.id)),
    }  # fmt: skip


def _write_verdicts(session: Session, intake: Intake, path: Path) -> None:
    f = IntakeFault
    rows = session.execute(
        select(col(f.line), col(f.place), col(f.fault), col(f.value), col(f.near))
        .where(col(f.intake_id) == intake.id)
        .order_by(col(f.line), col(f.turn))
        .execution_options(yield_per=5000)
    )
    with path.open("w", encoding="utf-8") as out:
        for line, place, fault, value, near in rows:
            verdict = {"line": line, "column": place, "fault": fault, "value": value, "near": near}
            out.write(json.dumps(verdict, ensure_ascii=False) + "\n")
