"""`ideas assign`: tables in, JSON out; bad input exits with 2, the impossible with 3."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ideas.__main__ import app

ENTRIES = "entry,category,tags\nE1,Kesehatan,air;desa\nE2,Layanan,\nE3,Kesehatan,data\n"
JUDGES = (
    "judge,panel,categories,max_load\nA,Utara,Kesehatan,3\nB,Utara,Kesehatan;Layanan,\n"
    "C,Selatan,,3\nD,Selatan,Layanan,2\n"
)
CONFLICTS = "entry,judge\nE1,A\n"

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Runs the command on these tables; exit code, output, what was told beside it."""

    def asked(*flags: str, **tables: str) -> tuple[int, str, str]:
        tables = {"entries": ENTRIES, "judges": JUDGES, "conflicts": CONFLICTS, **tables}
        words = ["assign", "--per-entry", "2", "--seed", "7", *flags]
        for name, content in tables.items():
            file = tmp_path / f"{name}.csv"
            file.write_text(content, encoding="utf-8")
            words += [f"--{name}", str(file)]
        result = CliRunner().invoke(app, words)
        return result.exit_code, result.stdout, result.stderr

    return asked


def answer(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told
    return json.loads(told[1])


def pairs(found: Any) -> set[tuple[str, str]]:
    return {(one["entry"], one["judge"]) for one in found["assignments"]}


def test_every_entry_gets_its_judges_with_the_rules_that_gave_them(ask: Ask) -> None:
    found = answer(ask("--json"))
    assert set(found) == {"rules", "assignments", "load", "connected"}
    assert len(found["rules"]["sha256"]) == 64
    assert len(pairs(found)) == 6
    assert ("E1", "A") not in pairs(found)
    assert sum(found["load"].values()) == 6
    assert found["connected"] is True
    assert sum(one["bridge"] for one in found["assignments"]) == 3


def test_rows_in_another_order_give_the_same_bytes(ask: Ask) -> None:
    head, *rows = JUDGES.splitlines(keepends=True)
    assert ask("--json", judges=head + "".join(reversed(rows))) == ask("--json")


def test_what_exists_stays_and_one_more_judge_can_be_asked_for(ask: Ask) -> None:
    before = pairs(answer(ask("--json")))
    table = "entry,judge\n" + "".join(f"{e},{j}\n" for e, j in sorted(before))
    assert pairs(answer(ask("--json", "--seed", "8", existing=table))) == before
    after = pairs(answer(ask("--json", "--one-more", "E3", existing=table)))
    assert before < after
    assert {entry for entry, _ in after - before} == {"E3"}


def test_pins_and_wishes_are_heeded(ask: Ask) -> None:
    pins = "entry,judge,pin\nE2,D,must not\nE3,A,must\n"
    found = pairs(answer(ask("--json", pins=pins, wishes="entry,judge,wish\nE2,C,3\n")))
    assert ("E3", "A") in found
    assert ("E2", "D") not in found
    assert ("E2", "C") in found


def test_the_impossible_exits_with_3_and_tells_its_cure(ask: Ask) -> None:
    status, out, _ = ask("--json", conflicts="entry,judge\nE1,A\nE1,B\n")
    assert status == 3
    assert json.loads(out) == {
        "infeasible": {
            "binding": ["conflicts: E1"],
            "cure": "Entry E1 has only 1 judges without conflict and needs 2. "
            "Entries like this: 1. Add judges from other units.",
        }
    }
    assert ask(conflicts="entry,judge\nE1,A\nE1,B\n")[0] == 3


def test_for_eyes_it_tells_lines(ask: Ask) -> None:
    status, out, _ = ask()
    assert status == 0
    assert "connected: True" in out
    assert "entry  judge  bridge" in out


def test_a_conflict_of_somebody_unknown_is_told_but_no_fault(ask: Ask) -> None:
    status, _, told = ask("--json", conflicts="entry,judge\nE1,A\nE1,Aa\n")
    assert (status, told) == (0, "conflicts.csv, line 3: judge Aa is not among those given\n")


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"entries": "entry,category\nE1,Kesehatan\n"}, "entries.csv, line 1: missing column"),
        ({"entries": ENTRIES + "E1,Layanan,\n"}, "entries.csv, line 5: entry E1 stands on line 2"),
        ({"entries": ENTRIES + "E4,,\n"}, "entries.csv, line 5: category is empty"),
        ({"judges": JUDGES + "E,Utara\n"}, "judges.csv, line 6: has 2 cells"),
        ({"judges": JUDGES + "E,Utara,,x\n"}, "judges.csv, line 6: max_load is not a number"),
        ({"judges": "judge,panel,categories,max_load,age\n"}, "judges.csv, line 1: unknown column"),
        ({"conflicts": CONFLICTS + "E1,A\n"}, "conflicts.csv, line 3: entry E1, judge A stands"),
        ({"pins": "entry,judge,pin\nE1,A,soon\n"}, "pins.csv, line 2: pin is none of must"),
        ({"wishes": "entry,judge,wish\nE1,A,9\n"}, "wishes.csv, line 2: wish is none of -3"),
    ],
)
def test_bad_input_is_one_sentence_with_file_and_line(
    ask: Ask, tables: dict[str, str], sentence: str
) -> None:
    status, out, told = ask("--json", **tables)
    assert (status, out) == (2, "")
    assert told.startswith(sentence)
    assert len(told.splitlines()) == 1
