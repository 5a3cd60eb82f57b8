"""`make bench-similar`: who had it before, among a hundred thousand open proposals.

Texts are put together from the names and tellings of real innovations, so that words are as
common and as rare as in earnest. Each question is one such record's name and description.
"""

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import psycopg
import typer
from sqlalchemy import func, insert
from sqlalchemy import text as literal_sql
from sqlmodel import Session, select

from ideas import given
from ideas.database import engine_for, transaction
from ideas.discovery.innovations.rules import SAMPLE
from ideas.discovery.kinship.queries import similar_to
from ideas.discovery.likeness.actions import trace_rows, weights_of
from ideas.discovery.likeness.measuring import read_rows
from ideas.discovery.likeness.models import Trace
from ideas.discovery.likeness.rules import Text
from ideas.road.competitions.models import Competition
from ideas.road.competitions.rules import CompetitionKind
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind, Zone
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from tests.bed import postgres
from tests.bed.worlds import make_sqlite_template, migrate
from tests.bench.__main__ import _on_disk

SEED, AT_ONCE, GOAL = 7, 1000, 50  # ms
HEAD = """\
| database | open proposals | rows of features | made in s | median ms | p95 ms | longest ms |
|---|--:|--:|--:|--:|--:|--:|"""
PLACES = ("Melati", "Kenanga", "Anggrek", "Mawar", "Dahlia", "Seruni", "Teratai", "Cempaka")
UNINDEX = ("ALTER TABLE trace DROP CONSTRAINT trace_pkey", "DROP INDEX ix_trace_subject_id")
INDEX = (
    "SET LOCAL maintenance_work_mem = '512MB'",
    "ALTER TABLE trace ADD PRIMARY KEY (feature, reach_id, subject_id) INCLUDE (weight)",
    "CREATE INDEX ix_trace_subject_id ON trace (subject_id)",
)
TRACE = "COPY trace (feature, reach_id, subject_id, weight) FROM STDIN"


def texts(rows: int, chance: random.Random) -> Iterator[Text]:
    """Two records mixed: half the words of each, in a place of its own."""
    records = read_rows(SAMPLE)
    for _ in range(rows):
        a, b = chance.sample(records, 2)
        told = _some(a["description"], chance) + _some(b["description"], chance)
        name = [*_some(a["name"], chance)[:4], chance.choice(PLACES), str(chance.randrange(9999))]
        yield Text(" ".join(name)[:200], " ".join(told)[:1000], "")


def _some(text: str, chance: random.Random) -> list[str]:
    words = text.split()
    begin = chance.randrange(max(len(words) // 2, 1))
    return words[begin : begin + max(len(words) * 2 // 3, 3)]


def build(url: str, rows: int) -> Visitor:
    """One regency, one call, and this many proposals that are open to colleagues."""
    now = given.now()
    with transaction(url=url) as session:
        unit = Unit(ref="AAAA-AAAA", kind=UnitKind.REGENCY, name="Kabupaten", path="AAAA-AAAA/")
        session.add(unit)
        session.flush()
        call = Competition(
            kind=CompetitionKind.COMPETITION, state=CompetitionState.OPEN, title="Lomba",
            theme="Tema", about="", unit_id=unit.id, organiser_id=unit.id, created_at=now,
        )  # fmt: skip
        session.add(call)
        session.flush()
        with _indexed_after(session):
            _fill(session, call, rows)
    return Visitor(given.new_id(), "BBBB-BBBB", "Sari", unit.id, unit.name, unit.path, Zone.WIB)


@contextmanager
def _indexed_after(session: Session) -> Iterator[None]:
    """Millions of rows in random order go in quickest before there is an index."""
    many = session.get_bind().dialect.name == "postgresql"
    for statement in UNINDEX if many else ():
        session.execute(literal_sql(statement))
    yield
    for statement in INDEX if many else ():
        session.execute(literal_sql(statement))


def _fill(session: Session, call: Competition, rows: int) -> None:
    now, made = given.now(), list(texts(rows, random.Random(SEED)))
    with ProcessPoolExecutor() as pool:
        for begin in range(0, rows, AT_ONCE):
            some = {given.new_id(): text for text in made[begin : begin + AT_ONCE]}
            session.execute(
                insert(Proposal), [_open(k, text, call, now) for k, text in some.items()]
            )
            weights = pool.map(weights_of, some.values(), chunksize=AT_ONCE // 4)
            _trace(session, call.unit_id, dict(zip(some, weights, strict=True)))


def _open(key: UUID, text: Text, call: Competition, now: datetime) -> dict[str, object]:
    return {
        "id": key, "ref": given.new_ref(), "competition_id": call.id, "unit_id": call.unit_id,
        "openness": Openness.COLLEAGUES, "title": text.name, "summary": text.told,
        "created_at": now, "saved_at": now,
    }  # fmt: skip


def _trace(session: Session, reach: UUID, some: dict[UUID, dict[int, float]]) -> None:
    rows = [row for key, weights in some.items() for row in trace_rows(key, reach, weights)]
    driver = session.connection().connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        session.execute(insert(Trace), rows)
        return
    with driver.cursor() as cursor, cursor.copy(TRACE) as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


def measure(url: str, visitor: Visitor, questions: int) -> list[float]:
    """Milliseconds of each question, asked in a connection that has asked before."""
    chance, took = random.Random(SEED + 1), []
    for record in chance.choices(read_rows(SAMPLE), k=questions):
        with transaction(writes=False, url=url) as session:
            session.execute(select(1))
            began = time.perf_counter()
            similar_to(session, visitor, Text(record["name"], record["description"]))
            took.append((time.perf_counter() - began) * 1000)
    return took[len(took) // 10 :]


def _settle(url: str) -> None:
    """As it is once PostgreSQL has tidied up after a great load."""
    with engine_for(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(literal_sql("VACUUM (ANALYZE)"))


def tell(kind: str, url: str, rows: int, questions: int) -> None:
    began = time.perf_counter()
    visitor = build(url, rows)
    _settle(url)
    built = time.perf_counter() - began
    with transaction(url=url, writes=False) as session:
        traces = session.scalar(select(func.count()).select_from(Trace))
    gc.collect()
    gc.freeze()  # as a process that serves does
    took = sorted(measure(url, visitor, questions))
    middle = statistics.median(took)
    typer.echo(HEAD)
    typer.echo(
        f"| {kind} | {rows:,} | {traces:,} | {built:.0f} | {middle:.1f} "
        f"| {took[int(len(took) * 0.95)]:.1f} | {took[-1]:.1f} |\n"
    )
    met = "met" if middle <= GOAL else "**missed**"
    typer.echo(f"- {met}: median at most {GOAL} ms among 100,000: {middle:.1f} ms among {rows:,}")


def main(
    rows: int = 100_000,
    questions: int = 200,
    sqlite: Annotated[bool, typer.Option(help="On SQLite instead.")] = False,
) -> None:
    """Print the table and whether the aim is met."""
    with tempfile.TemporaryDirectory() as folder, _on_disk():
        if sqlite:
            path = Path(folder) / "wadah.db"
            make_sqlite_template(path)
            return tell("SQLite", f"sqlite:///{path}", rows, questions)
        with (
            postgres.running(Path(folder)) as server,
            server.fresh_database(migrate) as url,
        ):
            return tell("PostgreSQL", url, rows, questions)


if __name__ == "__main__":
    typer.run(main)
