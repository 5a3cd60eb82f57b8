"""Reading CSV: the encoding and the delimiter are found out, never asked for."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TextIO

from ideas.staff.sheets.rules import LIMITS, NO_MARKS, FileFault, Row, Sheet, Unreadable

BLOCK = 1 << 20
DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # a line that spreadsheets write
MANY_BYTES = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def open_text(path: Path) -> Sheet:
    encoding = encoding_of(path)
    lost = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    file = path.open(newline="", encoding=encoding, errors=lost)
    delimiter = _delimiter(file)
    csv.field_size_limit(LIMITS.cell)
    rows = _rows(file, delimiter)
    _, header, _ = next(rows, (0, [], NO_MARKS))
    return Sheet(header, rows, "csv", encoding, delimiter)


def encoding_of(path: Path) -> str:
    """By its mark; else UTF-8, UTF-16 or Windows-1252, whichever its bytes can be.

    One damaged line does not turn a file of UTF-8 into something else.
    """
    with path.open("rb") as file:
        start = file.read(BLOCK)
        for mark, name in BOMS.items():
            if start.startswith(mark):
                return name
        if start.count(0) * 4 > len(start):
            return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        return _without_mark(path)


def _without_mark(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        sound = any(MANY_BYTES.search(block) for block in _blocks(path))
        return "utf-8" if sound else "cp1252"
    return "utf-8"


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _delimiter(file: TextIO) -> str:
    """As a first line `sep=;` tells it, else what the header has most of."""
    first = file.readline(BLOCK)
    if told := SEPARATOR.fullmatch(first):
        return told[1]
    file.seek(0)
    bare = Counter(re.sub(r'"[^"]*"', "", first))
    return max(DELIMITERS, key=lambda mark: bare[mark])


def _rows(file: TextIO, delimiter: str) -> Generator[Row, None, None]:
    """Rows with the line on which each begins; empty ones are left out."""
    before = 1 if file.tell() else 0
    reader = csv.reader(file, delimiter=delimiter)
    line = 1
    with file:
        try:
            for cells in reader:
                if any(cells):
                    yield before + line, cells, NO_MARKS
                line = reader.line_num + 1
        except csv.Error:
            raise Unreadable(FileFault.QUOTE_OPEN, before + line) from None
