"""Laying rows down in bulk, to be compared by sets."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session

from ideas import given
from ideas.staff.roster.checking import Clean
from ideas.staff.roster.rules import MILD, Found
from ideas.staff.staging.models import IntakeFault

COLUMNS = (
    "intake_id", "line", "number", "code", "name", "titles_before", "titles_after", "employment",
    "email", "position", "grade", "superior", "unit_id", "kind", "since", "eve",
    "fresh_id", "fresh_ref", "posting_id", "wrong",
)  # fmt: skip
COPY = f"COPY intake_row ({', '.join(COLUMNS)}) FROM STDIN"
INSERT = f"INSERT INTO intake_row ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 -- our own names
NULL = "\\N"
GAP = "\0"  # no cell holds it
IN_ONE = 2000  # lines handed over at a time

Laid = tuple[int, Clean, bool]  # the line, the row, whether it is wrong


def lay(session: Session, intake_id: UUID, rows: Sequence[Laid]) -> None:
    """Rows with identities of their own in reserve, should they turn out to be new people."""
    count = len(rows)
    ids, refs, postings = given.new_ids(count), given.new_refs(count), given.new_ids(count)
    key = intake_id.hex
    lines = (
        (key, str(line), *clean, id_, ref, posting, "1" if wrong else "0")
        for (line, clean, wrong), id_, ref, posting in zip(rows, ids, refs, postings, strict=True)
    )
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        _copy(session, lines)
    else:
        connection.exec_driver_sql(INSERT, list(lines))


def _copy(session: Session, lines: Iterator[Sequence[str | None]]) -> None:
    """Rows as text, which is what COPY takes fastest; their cells hold no tab and no line end."""
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(COPY) as copy:
        while block := list(islice(lines, IN_ONE)):
            copy.write("".join([_line(line) for line in block]))


def _line(cells: Sequence[str | None]) -> str:
    text = "\t".join([GAP if cell is None else cell for cell in cells])
    return f"{text}\n".replace("\\", "\\\\").replace(GAP, NULL)


def note(session: Session, intake_id: UUID, faults: Iterable[tuple[int, list[Found]]]) -> None:
    """Write down what is wrong with each row."""
    rows = [
        {
            "intake_id": intake_id, "line": line, "turn": turn, "place": found.column,
            "fault": found.fault, "value": found.value, "near": found.near[:700],
            "mild": found.fault in MILD, "across": False,
        }
        for line, founds in faults
        for turn, found in enumerate(founds)
    ]  # fmt: skip
    if rows:
        session.execute(insert(IntakeFault), rows)
