"""Office documents made anew from their words: headings, paragraphs, tables; no author anywhere.

An office file names people in its properties, comments, tracked changes, fields, headers, hidden
text and in parts that programs add as they please. What a reader sees as text is taken, nothing
else is; pictures in a document do not go along.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from ideas.outside.pdf import typeset
from ideas.writing.files.packages import MAIN, TYPES, opened, parsed, read
from ideas.writing.files.rules import Fault, FileKind, Unfit

MOST_LETTERS = 400_000
MOST_ROWS, MOST_COLUMNS = 2000, 40
TEMPLATE = "attachment.typ"
DANGER = re.compile(r"(?i)\bDDE(?:AUTO)?\b")
# What a document says of itself in a field, as the reader sees it.
TELLING = re.compile(
    r"(?i)^\s*(?:AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|DOCPROPERTY|INFO|"
    r"COMMENTS|KEYWORDS|SUBJECT|TEMPLATE|TITLE)\b"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

Block = dict[str, Any]


def written(path: Path, kind: FileKind) -> bytes:
    blocks = list(document_blocks(path) if kind is FileKind.DOCX else workbook_blocks(path))
    content = json.dumps(blocks, ensure_ascii=False)
    if len(content) > MOST_LETTERS:
        raise Unfit(Fault.TOO_LONG)
    return typeset(TEMPLATE, {"content": content})


def document_blocks(path: Path) -> Iterator[Block]:
    with path.open("rb") as file, opened(file) as archive:
        text = read(archive, main_part(archive, FileKind.DOCX))
    root = parsed(text.replace(STRICT[1:-1].encode(), W[1:-1].encode()))
    body = root.find(f"{W}body")
    if body is None:
        raise Unfit(Fault.BROKEN)
    for element in body.iter():
        field = element.tag in (f"{W}instrText", f"{W}fldSimple")
        if field and DANGER.search(f"{element.text or ''} {element.get(f'{W}instr', '')}"):
            raise Unfit(Fault.ACTIVE)
    yield from _blocks(body)


def main_part(archive: zipfile.ZipFile, kind: FileKind) -> str:
    for tag in parsed(read(archive, TYPES)):
        if str(tag.get("ContentType", "")).endswith(MAIN[kind]) and tag.get("PartName"):
            return str(tag.get("PartName")).lstrip("/")
    raise Unfit(Fault.BROKEN)


def _blocks(parent: ET.Element) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{W}p":
            if said := paragraph(element):
                yield {"level": _level(element), "text": said}
        elif element.tag == f"{W}tbl":
            rows = [[_cell(cell) for cell in row.iter(f"{W}tc")] for row in element.iter(f"{W}tr")]
            yield {"rows": _even(rows)}
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _blocks(element)


def _cell(cell: ET.Element) -> str:
    return "\n".join(filter(None, (paragraph(one) for one in cell.iter(f"{W}p"))))


def _level(element: ET.Element) -> int:
    """1 to 3 for a heading, 0 for text."""
    style = element.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val", "") if style is not None else ""
    found = re.fullmatch(r"(?i)(?:heading|judul)\s?([1-9])", name)
    return min(int(found[1]), 3) if found else int(name.lower() in ("title", "judul"))


def paragraph(element: ET.Element) -> str:
    """What is read in it: not what was deleted, hidden, or filled in by a telling field."""
    said: list[str] = []
    telling = [False]
    for child in element:
        _say(child, said, telling)
    return " ".join("".join(said).split())


TELLS = ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple")
PASSED_THROUGH = {f"{W}{name}" for name in TELLS}


def _say(element: ET.Element, said: list[str], telling: list[bool]) -> None:
    """`telling`: for each field that is open, whether what it shows would tell who wrote this."""
    if element.tag == f"{W}r" and not _hidden(element):
        for child in element:
            _run(child, said, telling)
    elif element.tag in PASSED_THROUGH and not TELLING.search(element.get(f"{W}instr", "")):
        for child in element:
            _say(child, said, telling)


def _hidden(run: ET.Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _run(child: ET.Element, said: list[str], telling: list[bool]) -> None:
    name = child.tag.removeprefix(W)
    if name == "fldChar":
        _field(child.get(f"{W}fldCharType", ""), telling)
    elif name == "instrText":
        telling[-1] = telling[-1] or bool(TELLING.search(child.text or ""))
    elif not any(telling):
        said.append({"tab": " ", "br": " "}.get(name, ""))
        said.append((child.text or "") if name == "t" else "")


def _field(kind: str, telling: list[bool]) -> None:
    if kind == "begin":
        telling.append(False)
    elif kind == "end" and len(telling) > 1:
        telling.pop()


def workbook_blocks(path: Path) -> Iterator[Block]:
    """Sheets that are shown, by their values; formulas have theirs."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        shown = [s.name for s in book.sheets_metadata if s.visible is SheetVisibleEnum.Visible]
        for number, name in enumerate(shown, 1):
            rows = book.get_sheet_by_name(name).to_python(nrows=MOST_ROWS + 1)
            if len(rows) > MOST_ROWS:
                raise Unfit(Fault.TOO_LONG)
            yield {"level": 2, "text": f"Lembar {number}"}
            yield {"rows": _even([[_value(cell) for cell in row[:MOST_COLUMNS]] for row in rows])}
    except (CalamineError, OSError, ValueError):
        raise Unfit(Fault.BROKEN) from None


def _value(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _even(rows: list[list[str]]) -> list[list[str]]:
    """Every row as wide as the widest, for a table needs that."""
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
