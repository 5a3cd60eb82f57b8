"""Files as they come: any encoding, any delimiter, books with traps; each told apart by content."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ideas.staff.sheets.opening import open_sheet
from ideas.staff.sheets.rules import FileFault, Mark, Row, Unreadable

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
TEXT = "nip;nama\n1;André\n2;Siti Nur\u2019aini\n"


def opened(path: Path) -> tuple[list[str], list[Row]]:
    sheet = open_sheet(path)
    return sheet.header, list(sheet.rows)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding=encoding, newline="")
    header, rows = opened(path)
    assert header == ["nip", "nama"]
    assert [(line, cells) for line, cells, _ in rows] == [
        (2, ["1", "André"]), (3, ["2", "Siti Nur\u2019aini"])
    ]  # fmt: skip


def test_one_damaged_line_does_not_damage_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("nip;nama\n1;André\n".encode() + b"2;Andr\xe9\n")
    _, rows = opened(path)
    assert [cells[1] for _, cells, _ in rows] == ["André", "Andr\udce9"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'nip{mark}"nama; lengkap, benar"\n1{mark}Sari\n')
    header, rows = opened(path)
    assert (len(header), [cells for _, cells, _ in rows]) == (2, [["1", "Sari"]])


def test_a_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nnip;nama\n\n1;Sari\n")
    header, rows = opened(path)
    assert (header, [line for line, _, _ in rows]) == (["nip", "nama"], [4])


def test_a_book_tells_formulas_merged_cells_and_rounded_numbers(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 1, ["nip", "nama", "jabatan"])
        sheet.write_row(2, 1, [198503302010031001, "Sari"])
        sheet.write_formula(2, 3, "=1+1", value=2)
        sheet.merge_range(3, 1, 3, 2, "gabung")
        sheet.write_row(5, 1, ["1", "Budi", "Perawat"])
    header, rows = opened(tmp_path / "a.xlsx")
    assert header == ["nip", "nama", "jabatan"]
    assert [(line, dict(marks)) for line, _, marks in rows] == [
        (3, {0: Mark.ROUNDED, 2: Mark.FORMULA}), (4, {0: Mark.MERGED, 1: Mark.MERGED}), (6, {}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b"  \n\n", FileFault.EMPTY),
        (b"%PDF-1.7", FileFault.KIND_UNKNOWN),
        (b"<html><table>", FileFault.KIND_UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", FileFault.OLD_BOOK),
        (b"PK\x03\x04 no archive", FileFault.BROKEN),
        (b"a;" * 300, FileFault.TOO_WIDE),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, fault: FileFault
) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        open_sheet(path)
    assert refused.value.fault is fault


def test_a_book_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (50 << 20))
    with pytest.raises(Unreadable) as refused:
        open_sheet(path)
    assert refused.value.fault is FileFault.BOMB


def test_a_quotation_mark_left_open_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('nip;nama\n1;Sari\n2;"Budi\n' + "3;Tono\n" * 5000)
    with pytest.raises(Unreadable) as refused:
        opened(path)
    assert (refused.value.fault, refused.value.line) == (FileFault.QUOTE_OPEN, 3)
