"""Sheets without their files: what can be wrong with a whole file, and how much of one is read."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class FileFault(StrEnum):
    """Why a file cannot be read at all."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    KIND_UNKNOWN = "kind_unknown"
    OLD_BOOK = "old_book"
    LOCKED = "locked"
    BOMB = "bomb"
    BROKEN = "broken"
    TOO_WIDE = "too_wide"
    TOO_LONG = "too_long"
    NO_HEADER = "no_header"
    QUOTE_OPEN = "quote_open"


class Mark(StrEnum):
    """What a book says about a cell beside its text."""

    FORMULA = "formula"
    MERGED = "merged"
    ROUNDED = "rounded"


class Unreadable(Exception):
    """This file cannot be read: one fault, and the place of it when there is one."""

    def __init__(self, fault: FileFault, line: int | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.line = line


@dataclass(frozen=True)
class Limits:
    """How much is read of one file. A book lies in memory as a whole, so it may hold less."""

    most_bytes: int = 2 << 30
    book_bytes: int = 64 << 20
    unpacked_bytes: int = 600 << 20
    unpacked_ratio: int = 200
    members: int = 2000
    rows: int = 5_000_000
    columns: int = 200
    cells: int = 4_000_000
    cell: int = 20_000


LIMITS = Limits()
NO_MARKS: Mapping[int, Mark] = {}

# A line of the file, its cells as text, and what is marked, by place in the row.
Row = tuple[int, list[str], Mapping[int, Mark]]


@dataclass(frozen=True)
class Sheet:
    """An open table: its header and its rows, read once."""

    header: list[str]
    rows: Generator[Row, None, None]
    kind: str
    encoding: str = ""
    delimiter: str = ""

    def close(self) -> None:
        """No more rows are wanted; the file is closed."""
        self.rows.close()
