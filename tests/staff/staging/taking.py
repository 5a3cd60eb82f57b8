"""A small organisation, files of people written for it, and taking them in step by step."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import xlsxwriter
from sqlmodel import select

from ideas.database import transaction
from ideas.jobs.intakes import advance
from ideas.permissions import Standing
from ideas.staff.intake.actions import Received, confirm, receive, tell_columns
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, PersonNumber, Posting
from ideas.staff.roster.rules import Column
from ideas.staff.staging.models import Intake, IntakeFault
from ideas.staff.staging.rules import Gone, IntakeState
from tests.factories import Make

SYSTEM = Standing(system=True)


def organisation(make: Make) -> Unit:
    """A regency with offices U1 to U3 and two health centres of one name; U9 lies elsewhere."""
    health = make.unit("Dinas Kesehatan")
    other, closed = make.unit("Dinas Pendidikan"), make.unit("Dinas Lama")
    for above in (health, other):
        make.unit("Puskesmas", under=above)
    elsewhere = make.unit("Provinsi lain", under=None)
    with transaction() as session:
        for unit, code in ((health, "U1"), (other, "U2"), (closed, "U3"), (elsewhere, "U9")):
            row = session.merge(unit)
            row.code, row.until = code, date(2025, 12, 31) if unit is closed else None
    return make.regency


def known(make: Make, *numbers: str, code: str | None = None) -> Person:
    """Somebody known by these numbers; the last is in force."""
    person = make.save(Person(name="Orang Lama", code=code))
    for at, number in enumerate(numbers, 1):
        until = None if at == len(numbers) else date(2021, 12, 31)
        make.save(
            PersonNumber(number=number, person_id=person.id, since=date(2020, 1, 1), until=until)
        )
    return person


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> list[int]:
    """The file, and on which line each row begins. A cell may break the rules of CSV."""
    lines, here = [], 1
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        for row in rows:
            cells = [part for cell in row if cell != "\0" for part in cell.split(";")]
            out = StringIO()
            csv.writer(out, delimiter=";", lineterminator="\n").writerow(cells)
            file.write(out.getvalue())
            lines.append(here)
            here += out.getvalue().count("\n")
    return lines


def write_xlsx(path: Path, rows: Iterable[Sequence[str]]) -> list[int]:
    lines = []
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            lines.append(at + 1)
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return lines


def take_in(path: Path, *, scope: str = "", apply: bool = False, gone: Gone = Gone.KEEP) -> Intake:
    """All steps of one file, as the guess reads its columns."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with transaction() as session:
        intake = receive(session, SYSTEM, Received(digest, path.name, 1, scope=scope))
    intake = go_on(intake, path)
    with transaction() as session:
        row = session.merge(intake)
        tell_columns(session, SYSTEM, row, {Column(c): name for c, name in row.mapping.items()})
    intake = go_on(intake, path)
    if apply and intake.state is IntakeState.CHECKED:
        with transaction() as session:
            confirm(SYSTEM, session.merge(intake), gone=gone, strict=False)
        intake = go_on(intake, path)
    return intake


def go_on(intake: Intake, path: Path) -> Intake:
    more = True
    while more:
        with transaction() as session:
            more = advance(session, intake.id, path)
            intake = session.get_one(Intake, intake.id)
    return intake


def verdicts(intake: Intake) -> dict[int, set[str]]:
    with transaction(writes=False) as session:
        rows = session.exec(select(IntakeFault).where(IntakeFault.intake_id == intake.id)).all()
    told: dict[int, set[str]] = {}
    for row in rows:
        told.setdefault(row.line, set()).add(row.fault.value)
    return told


def everybody() -> list[tuple[object, ...]]:
    """All that is known of people, by their numbers and without the names chance gave."""
    with transaction(writes=False) as session:
        numbers = session.exec(select(PersonNumber)).all()
        people = {p.id: p for p in session.exec(select(Person)).all()}
        postings = session.exec(select(Posting)).all()
        units = {u.id: u.code or u.name for u in session.exec(select(Unit)).all()}
    bears: dict[object, list[str]] = {}
    for row in numbers:
        bears.setdefault(row.person_id, []).append(f"{row.number} {row.since} {row.until}")
    name = {key: tuple(sorted(of)) for key, of in bears.items()}
    who = [
        (name.get(p.id), p.name, p.titles_before, p.titles_after, p.employment, p.email, p.code)
        for p in people.values()
    ]
    where = [
        (name.get(o.person_id), units[o.unit_id], o.position, o.kind, o.grade,
         name.get(o.superior_id), o.since, o.until)
        for o in postings
    ]  # fmt: skip
    return sorted([*who, *where], key=repr)
