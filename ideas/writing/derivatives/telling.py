"""What a file says of itself beside its content, and the first words that judges will read in it.

Nothing of it is shown to judges; a team is warned by it before it sends.
"""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
from PIL import Image

from ideas.writing.derivatives import papers
from ideas.writing.files.packages import opened, parsed, read
from ideas.writing.files.rules import PICTURES, FileKind, Unfit

MOST_TOLD, MOST_READ, FIRST_PAGES = 200, 6000, 3
PAPER = {"/Author": "author", "/Company": "company", "/Title": "title", "/Subject": "subject"}
OFFICE = {
    "creator": "author", "lastModifiedBy": "editor", "Company": "company", "Manager": "manager",
    "title": "title", "subject": "subject",
}  # fmt: skip
PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
EXIF = {0x013B: "author", 0x9C9D: "author", 0x8298: "company", 0x010E: "title"}
WIDE = 0x9C00  # and above: letters of two bytes each
UNSEEN = re.compile(r"[\x00-\x1f\x7f]+")


def told_by_file(path: Path, kind: FileKind) -> dict[str, str]:
    """Its author, its last editor, its title: by what, in which words."""
    found: dict[str, str] = {}
    for what, said in _properties(path, kind):
        plain = " ".join(UNSEEN.sub(" ", said).split())[:MOST_TOLD]
        if plain and plain not in found.get(what, ""):
            found[what] = f"{found[what]}; {plain}" if what in found else plain
    return found


def read_in(paper: Path) -> str:
    """The first words of what judges will get."""
    pages = itertools.islice(papers.sheets(paper), FIRST_PAGES)
    return " ".join(word.text for page in pages for word in page.words)[:MOST_READ]


def _properties(path: Path, kind: FileKind) -> Iterator[tuple[str, str]]:
    """What cannot be read tells nothing."""
    if kind is FileKind.PDF:
        yield from _of_paper(path)
    elif kind in PICTURES:
        yield from _of_picture(path)
    else:
        yield from _of_document(path)


def _of_paper(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with pikepdf.open(path) as paper:
            for key, what in PAPER.items():
                yield what, str(paper.docinfo.get(key, ""))
            with paper.open_metadata(set_pikepdf_as_editor=False) as told:
                said = told.get("dc:creator", "")
                yield "author", said if isinstance(said, str) else "; ".join(map(str, said))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, LookupError, OSError):
        return


def _of_document(path: Path) -> Iterator[tuple[str, str]]:
    for part in PROPERTIES:
        try:
            with path.open("rb") as file, opened(file) as archive:
                root = parsed(read(archive, part))
        except Unfit:
            continue
        yield from _said(root)


def _said(root: ET.Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        if what := OFFICE.get(element.tag.rpartition("}")[2]):
            yield what, element.text or ""


def _of_picture(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with Image.open(path) as image:
            for tag, said in image.getexif().items():
                if tag in EXIF:
                    yield EXIF[tag], _letters(said, wide=tag >= WIDE)
            for key in ("Author", "Title", "Copyright"):
                yield key.lower(), str(image.info.get(key, ""))
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, ArithmeticError, LookupError):
        return


def _letters(said: object, *, wide: bool) -> str:
    if isinstance(said, tuple):
        said = bytes(said)
    if isinstance(said, bytes):
        return said.decode("utf-16-le" if wide else "utf-8", "replace")
    return str(said)
