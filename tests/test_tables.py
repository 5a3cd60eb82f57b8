from fractions import Fraction
from pathlib import Path

import pytest

from ideas.tables import Unreadable, cell, decimal, number, read_table, text, texts, whole, written

COLUMNS = {"entry": text, "mark": number}
MORE = {"tags": texts, "position": whole(1)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "scores.csv"


def test_cells_come_parsed_in_the_order_of_the_file(file: Path) -> None:
    file.write_text("mark,tags,entry,position\n7.25,a; b,K2,3\n-1,,K1,1\n", encoding="utf-8-sig")
    rows = read_table(file, COLUMNS, MORE, unique=("entry",))
    assert [(row.line, dict(row.cells)) for row in rows] == [
        (2, {"mark": Fraction(29, 4), "tags": ("a", "b"), "entry": "K2", "position": 3}),
        (3, {"mark": Fraction(-1), "tags": (), "entry": "K1", "position": 1}),
    ]


def test_a_record_is_named_by_the_line_on_which_it_begins(file: Path) -> None:
    file.write_text('entry,mark\n\n"K\n1",7\n,,\nK2,8\n')
    assert [row.line for row in read_table(file, COLUMNS)] == [3, 6]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1: missing column 'entry'; the columns are entry, mark, tags, position"),
        (b"entry;mark\nK1;7\n", "line 1: missing column 'entry'; the columns are entry, mark"),
        (b"entry,mark,nip\n", "line 1: unknown column 'nip'"),
        (b"entry,mark,mark\n", "line 1: repeated column 'mark'"),
        (b"entry,mark\nK1\n", "line 2: has 1 cells; the header has 2"),
        (b"entry,mark\nK1,7\n,8\n", "line 3: entry is empty"),
        (b"entry,mark\nK1,\n", "line 2: mark is empty"),
        (b"entry,mark\nK1,seven\n", "line 2: mark is not a number: 'seven'"),
        (b"entry,mark\nK1,nan\n", "line 2: mark is not a number: 'nan'"),
        (b"entry,mark\nK1,1e400\n", "line 2: mark is not a number: '1e400'"),
        (b"entry,mark\nK1,1/3\n", "line 2: mark is not a number: '1/3'"),
        (b"entry,mark\nK1,.\n", "line 2: mark is not a number: '.'"),
        (b"entry,mark,position\nK1,7,0\n", "line 2: position is not a whole number from 1 on: '0'"),
        (b"entry,mark,tags\nK1,7,a;;b\n", "line 2: tags has an empty part"),
        (b"entry,mark,tags\nK1,7,a;a\n", "line 2: tags names the same thing twice"),
        (b"entry,mark\nK1,7\nK1,8\n", "line 3: entry K1 stands on line 2 already"),
        (b"entry,mark\nK1,7\nK\xe9,8\n", "line 3: is not UTF-8"),
        (b'entry,mark\n"K1,7\n', "line 2: is no sound CSV: unexpected end of data"),
    ],
)
def test_one_fault_is_one_sentence_with_its_line(file: Path, content: bytes, told: str) -> None:
    file.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        read_table(file, COLUMNS, MORE, unique=("entry",))
    assert str(caught.value).startswith(f"scores.csv, {told}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"gone\.csv, line 1: cannot be opened"):
        read_table(tmp_path / "gone.csv", COLUMNS)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "|x"])
def test_a_cell_never_begins_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["SemPelMas", "Satu = dua", "", 12])
def test_a_plain_cell_stays_as_it_is(text: object) -> None:
    assert cell(text) == str(text)


def test_what_is_written_is_read_again(file: Path) -> None:
    file.write_text(written([["entry", "mark"], ["-K1", 7], ['K"2,', "0.125"]]))
    rows = [dict(row.cells) for row in read_table(file, COLUMNS)]
    assert rows == [
        {"entry": "'-K1", "mark": Fraction(7)}, {"entry": 'K"2,', "mark": Fraction(1, 8)}
    ]  # fmt: skip


@pytest.mark.parametrize("value", [Fraction(0), Fraction(100), Fraction(125, 2), Fraction(-1, 8)])
def test_a_number_is_written_exactly_where_decimals_can(value: Fraction) -> None:
    assert number(decimal(value)) == value
    assert abs(number(decimal(value / 3)) - value / 3) < Fraction(1, 10**50)
