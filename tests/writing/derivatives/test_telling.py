"""What a file says of itself is read from every kind of file, and nothing breaks on the way."""

from pathlib import Path

import pytest

from ideas.writing.derivatives.telling import MOST_TOLD, told_by_file
from ideas.writing.files.rules import FileKind
from tests.writing.derivatives import canaries
from tests.writing.derivatives.canaries import NAME
from tests.writing.files.building import document, finished, opened_paper, picture, workbook

CORE = (
    '<c:coreProperties xmlns:c="c" xmlns:d="d"><d:creator>{0}</d:creator>'
    "<c:lastModifiedBy>{0}</c:lastModifiedBy></c:coreProperties>"
)


@pytest.mark.parametrize(
    ("kind", "content", "what"),
    [
        (FileKind.PDF, canaries.paper(), {"author", "company"}),
        (FileKind.JPEG, canaries.jpeg(), {"author", "company", "title"}),
        (FileKind.PNG, canaries.png(), {"author"}),
        (FileKind.WEBP, canaries.webp(), {"author"}),
        (FileKind.DOCX, document(parts={"docProps/core.xml": CORE.format(NAME)}),
         {"author", "editor"}),
        (FileKind.XLSX, workbook(author=NAME), {"author", "company", "editor"}),
    ],
)  # fmt: skip
def test_every_kind_of_file_tells_who_made_it(
    tmp_path: Path, kind: FileKind, content: bytes, what: set[str]
) -> None:
    told = told_by_file(_kept(tmp_path, content), kind)
    assert set(told) == what
    assert all(NAME in said for said in told.values())


def test_what_says_nothing_or_nonsense_tells_nothing(tmp_path: Path) -> None:
    for kind, content in (
        (FileKind.PNG, picture()), (FileKind.DOCX, document()),
        (FileKind.DOCX, document(parts={"docProps/core.xml": "<!DOCTYPE a><a>"})),
        (FileKind.PDF, b"%PDF-1.7"), (FileKind.JPEG, b"\xff\xd8\xff"),
    ):  # fmt: skip
        assert told_by_file(_kept(tmp_path, content), kind) == {}


def test_what_is_told_is_short_and_plain(tmp_path: Path) -> None:
    made = opened_paper()
    made.docinfo["/Author"] = "Sari\x00 \nDewi " + "x" * 999
    told = told_by_file(_kept(tmp_path, finished(made)), FileKind.PDF)["author"]
    assert told.startswith("Sari Dewi xxx")
    assert len(told) == MOST_TOLD


def _kept(folder: Path, content: bytes) -> Path:
    path = folder / "berkas"
    path.write_bytes(content)
    return path
