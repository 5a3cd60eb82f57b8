"""A thousand rows, most of them wrong in one known way: each is told exactly what is wrong."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from ideas.staff.roster.rules import MILD
from tests.factories import Make
from tests.staff.staging import hostile
from tests.staff.staging.taking import everybody, known, organisation, take_in, verdicts
from tests.staff.staging.taking import write_csv as as_csv
from tests.staff.staging.taking import write_xlsx as as_xlsx

Write = Callable[[Path, Iterable[Sequence[str]]], list[int]]
WRITES: dict[str, Write] = {"csv": as_csv, "xlsx": as_xlsx}


@pytest.mark.parametrize("kind", WRITES)
def test_every_row_is_told_exactly_what_is_wrong_with_it(
    make: Make, tmp_path: Path, kind: str
) -> None:
    regency = organisation(make)
    known(make, hostile.KNOWN)
    known(make, code="LAIN")
    known(make, hostile.KNOWN_TOO, code="ASLI")
    known(make, *hostile.OLD_AND_NEW)
    rows = list(hostile.rows_for(kind))
    path = tmp_path / f"pegawai.{kind}"
    _, *lines = WRITES[kind](path, [hostile.HEADER, *(row.cells for row in rows)])
    intake = take_in(path, scope=regency.path)
    should = {
        line: {fault.value for fault in row.told}
        for line, row in zip(lines, rows, strict=True)
        if row.told
    }
    assert verdicts(intake) == should
    assert len({fault for row in rows for fault in row.told}) >= 50
    blocked = [row for row in rows if set(row.told) - MILD]
    assert (intake.rows, intake.counts["wrong"]) == (1000, len(blocked))


def test_wrong_rows_never_keep_right_ones_out(make: Make, tmp_path: Path) -> None:
    regency = organisation(make)
    rows = list(hostile.rows_for("csv"))
    path = tmp_path / "pegawai.csv"
    as_csv(path, [hostile.HEADER, *(row.cells for row in rows)])
    intake = take_in(path, scope=regency.path, apply=True)
    sound = sum(not set(row.told) - MILD for row in rows)
    assert intake.counts["new"] >= sound
    once = everybody()
    again = take_in(path, scope=regency.path, apply=True)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert everybody() == once
