"""Opening a file of whichever kind it is, by its content and never by its name."""

from pathlib import Path

from ideas.staff.sheets.books import open_book
from ideas.staff.sheets.rules import LIMITS, FileFault, Sheet, Unreadable
from ideas.staff.sheets.texts import open_text

PACKAGE, OLD_BOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What begins like this is a picture, a PDF, a program or another archive.
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"\x1f\x8b", b"{\\rtf")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


def open_sheet(path: Path) -> Sheet:
    size = path.stat().st_size
    if size > LIMITS.most_bytes:
        raise Unreadable(FileFault.TOO_BIG)
    with path.open("rb") as file:
        start = file.read(512)
    if not start.strip():
        raise Unreadable(FileFault.EMPTY)
    sheet = open_book(path) if start.startswith(PACKAGE) else _open_text(path, start)
    if len(sheet.header) > LIMITS.columns:
        sheet.close()
        raise Unreadable(FileFault.TOO_WIDE)
    return sheet


def _open_text(path: Path, start: bytes) -> Sheet:
    if start.startswith(OLD_BOOK):
        raise Unreadable(FileFault.OLD_BOOK)
    if start.startswith(FOREIGN) or start.lstrip().lower().startswith(MARKUP):
        raise Unreadable(FileFault.KIND_UNKNOWN)
    return open_text(path)
