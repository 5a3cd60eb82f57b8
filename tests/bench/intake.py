"""`make bench-import`: a list of staff of any length, beside a plain COPY of the same file.

Each size has a fresh database: COPY of the file into a table of text, then the import of all of
it (everybody is new), then the very same file again (nothing changes).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from psycopg import sql
from sqlalchemy import insert

from ideas.database import engine_for, transaction
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind
from tests.bed import postgres
from tests.bed.worlds import migrate
from tests.bench.__main__ import _on_disk

HEADER = (
    "nipBaru;nama;gelarDepan;gelarBelakang;jenisPegawai;emailGov;unorId;unorNama;jabatanNama;"
    "jenisJabatan;golRuangAkhir;nipAtasan;tmtJabatan"
)
FIRST = ("Agus", "Bayu", "Citra", "Dian", "Eko", "Fitri", "Gita", "Hadi", "Indra", "Lestari")
LAST = ("Halim", "Hidayat", "Kusuma", "Lubis", "Nugroho", "Putra", "Rahma", "Santoso", "Utami")
JOBS = ("Pranata Komputer", "Perawat", "Guru Ahli Muda", "Penyuluh", "Analis Kebijakan", "Bidan")
GRADES = ("II/c", "III/a", "III/b", "III/c", "III/d", "IV/a")
PER_UNIT = 40
BIRTHS, FIRST_BIRTH = 9000, date(1970, 1, 1)
COPY = "COPY plain_copy FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)"


def number(n: int) -> str:
    """The n-th NIP of a nation: 9,000 birth days, 12 months, 2 sexes, 999 in a sequence."""
    turn, day = divmod(n, BIRTHS)
    turn, month = divmod(turn, 12)
    sequence, sex = divmod(turn, 2)
    born = FIRST_BIRTH + timedelta(days=day)
    return f"{born:%Y%m%d}2015{month + 1:02}{sex + 1}{sequence + 1:03}"


def line(n: int) -> str:
    """One employee: the first of each forty is the head of the others, under the head of all."""
    head = n - n % PER_UNIT
    above = "" if n == 0 else number(0 if n == head else head)
    name = f"{FIRST[n % 10]} {LAST[n // 10 % 9]} {LAST[n // 90 % 9]}"
    unit = n // PER_UNIT
    return (
        f"{number(n)};{name};;S.Kom.;PNS;p{n}@contoh.go.id;U{unit};Unit {unit};{JOBS[n % 6]};"
        f"Fungsional;{GRADES[n % 6]};{above};2024-03-01"
    )


def write_staff(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\n")
        file.writelines(f"{line(n)}\n" for n in range(rows))


def write_units(url: str, rows: int) -> None:
    from ideas import given  # noqa: PLC0415 -- beside its use

    refs = given.new_refs(rows // PER_UNIT + 1)
    units = [
        {
            "id": given.new_id(), "ref": ref, "kind": UnitKind.OFFICE, "name": f"Unit {n}",
            "path": f"{ref}/", "code": f"U{n}",
        }
        for n, ref in enumerate(dict.fromkeys(refs))
    ]  # fmt: skip
    with transaction(url=url) as session:
        session.execute(insert(Unit), units)


def plain_copy(server: postgres.Postgres, url: str, path: Path) -> float:
    """Seconds that COPY alone needs for the file, into a table without an index."""
    names = (sql.Identifier(name) for name in HEADER.split(";"))
    columns = sql.SQL(", ").join(sql.SQL("{} text").format(name) for name in names)
    database = url.partition("@/")[2].partition("?")[0]
    with psycopg.connect(host=str(server.home), user="postgres", dbname=database) as connection:
        connection.execute(sql.SQL("CREATE TABLE plain_copy ({})").format(columns))
        connection.commit()
        began = time.perf_counter()
        with path.open("rb") as file, connection.cursor() as cursor:
            with cursor.copy(COPY) as to:
                while block := file.read(1 << 16):
                    to.write(block)
            connection.commit()
        took = time.perf_counter() - began
        connection.execute("DROP TABLE plain_copy")
    return took


def taken_in(url: str, path: Path) -> tuple[float, float, dict[str, Any]]:
    """Seconds and megabytes of the command, in a process of its own; and what it told."""
    command = [sys.executable, "-m", "ideas", "people", "import", str(path), "--apply"]
    environment = {**os.environ, "IDEAS_DATABASE": url}
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, env=environment, stdout=out)  # noqa: S603 -- ours
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, peak_of(process.pid))
            time.sleep(0.1)
        took = time.perf_counter() - began
        out.seek(0)
        return took, peak, json.loads(out.read())


def peak_of(pid: int) -> float:
    """The most memory that a process has held so far, in megabytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def measure(server: postgres.Postgres, folder: Path, rows: int) -> Iterator[str]:
    path = folder / f"staff-{rows}.csv"
    write_staff(path, rows)
    with server.fresh_database(migrate) as url:
        write_units(url, rows)
        engine_for(url).dispose()
        copied = plain_copy(server, url, path)
        yield _row(rows, "plain COPY", copied, copied, None)
        for name in ("import, all new", "import, the same again"):
            took, memory, told = taken_in(url, path)
            found = (
                f"{told.get('new')} new, {told.get('changed')} changed, {told.get('wrong')} wrong"
            )
            yield _row(rows, f"{name} ({found})", took, copied, memory)
    path.unlink()


def _row(rows: int, name: str, took: float, copied: float, memory: float | None) -> str:
    peak = f"{memory:.0f} MB" if memory else ""
    return (
        f"| {rows:,} | {name} | {took:.1f} s | {rows / took:,.0f} | {copied / took:.1%} | {peak} |"
    )


def main(
    rows: Annotated[str, typer.Option(help="how many, one size after the other")] = "10000,100000",
) -> None:
    """Measure taking people in, beside a plain COPY of the same file in the same run."""
    typer.echo("| rows | what | took | rows/s | of COPY | peak memory |\n|---|---|---|---|---|---|")
    with _folder() as folder, _on_disk(), postgres.running(folder) as server:
        for size in rows.split(","):
            for told in measure(server, folder, int(size)):
                typer.echo(told)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


if __name__ == "__main__":
    typer.run(main)
