"""The import is killed in the middle, again and again; run once more it ends as if undisturbed."""

import os
import random
import signal
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from ideas import given
from ideas.commands import import_people
from ideas.database import engine_for, transaction
from ideas.jobs import intakes
from ideas.staff.people.models import Person, PersonNumber, Posting
from ideas.staff.staging.models import IntakeRow
from ideas.staff.staging.rules import Gone
from tests.factories import Make
from tests.staff.staging.taking import organisation, write_csv

ROUNDS, PEOPLE = 20, 60
FIRST_DAY = date(2024, 1, 1)
HEADER = ("nip", "nama", "kode_unit", "jabatan", "nip_atasan", "tmt_jabatan")


def number(n: int) -> str:
    return f"19850330201003100{n}" if n < 10 else f"1985033020100310{n:02}"


def write(path: Path, turn: int) -> None:
    """Everybody moves: each turn another unit and position, from one month later on."""
    since = (FIRST_DAY + timedelta(days=30 * turn)).isoformat()
    unit, position = f"U{turn % 2 + 1}", f"Jabatan {turn}"
    write_csv(
        path,
        [HEADER, *((number(n), "Sari", unit, position, number(0) if n else "", since)
                   for n in range(PEOPLE))],
    )  # fmt: skip


def run(path: Path) -> None:
    import_people(path, apply=True, strict=False, gone=Gone.KEEP, json_lines=None)


def counting(url: str, then: Callable[[int], None]) -> None:
    """Calls with 1, 2, 3… before each statement and each commit."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1
        then(count)

    event.listen(engine_for(url), "before_cursor_execute", step)
    event.listen(engine_for(url), "commit", step)


def killed_at(url: str, path: Path, moment: int) -> bool:
    """Run the import in a process of its own that is killed at this moment. False: it was done."""
    engine_for(url).dispose()  # a connection is not shared with a child
    child = os.fork()
    if child == 0:
        engine_for.cache_clear()
        given.set_world(chance=random.SystemRandom())  # else it draws what its parent will draw
        counting(url, lambda n: os.kill(os.getpid(), signal.SIGKILL) if n == moment else None)
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            run(path)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def check(session: Session, turn: int) -> None:
    """Everybody once, with one number and one posting a turn, each ending where the next begins."""
    assert len(session.exec(select(PersonNumber)).all()) == PEOPLE
    bearers = {row.number: row.person_id for row in session.exec(select(PersonNumber))}
    head = bearers.pop(number(0))
    days = [FIRST_DAY + timedelta(days=30 * n) for n in range(turn + 2)]
    ends = [*(day - timedelta(days=1) for day in days[1 : turn + 1]), None]
    above = {head: None, **dict.fromkeys(bearers.values(), head)}
    should = [
        (who, f"Jabatan {n}", days[n], ends[n], superior)
        for who, superior in above.items()
        for n in range(turn + 1)
    ]
    rows = session.exec(select(Posting).where(col(Posting.position).startswith("Jabatan"))).all()
    lies = [(r.person_id, r.position, r.since, r.until, r.superior_id) for r in rows]
    assert sorted(lies, key=str) == sorted(should, key=str)
    assert len(session.exec(select(Person)).all()) == PEOPLE
    assert session.exec(select(IntakeRow)).all() == []


def test_killed_at_twenty_moments_it_ends_as_if_undisturbed(
    make: Make, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation(make)
    monkeypatch.setattr(intakes, "ROWS", dict.fromkeys(intakes.ROWS, 7))
    path = tmp_path / "pegawai.csv"
    chance, kills = random.Random(database[:6]), 0
    for turn in range(ROUNDS):
        write(path, turn)
        kills += killed_at(database, path, chance.randint(1, 130))
        run(path)
        with transaction(writes=False) as session:
            check(session, turn)
    assert kills >= ROUNDS * 3 // 4
