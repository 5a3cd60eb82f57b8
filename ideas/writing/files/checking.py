"""A first look at what arrives, before any of it is kept: bytes are read, nothing is decoded."""

import re
from typing import BinaryIO

from ideas.writing.files.packages import check_package
from ideas.writing.files.rules import PACKAGES, Fault, FileKind, Unfit, kind_by_name

HEAD, TAIL = 1024, 66_000
LOCKED_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP_END = b"PK\x05\x06"
MARKUP = re.compile(rb"(?i)<(?:!doctype|html|script|svg|\?php|\?xml)")
PNG_END = b"IEND\xaeB`\x82"


def check_content(file: BinaryIO, name: str, size: int) -> FileKind:
    """The kind of file this is: by its name, and by what is in it, which must agree."""
    kind = kind_by_name(name)
    if kind is None:
        raise Unfit(Fault.ENDING)
    if not size:
        raise Unfit(Fault.EMPTY)
    head, tail = _ends(file, size)
    if kind in PACKAGES and head.startswith(LOCKED_OFFICE):
        raise Unfit(Fault.LOCKED)
    if not _looks_like(kind, head, tail, size) or _two_faced(kind, head, tail):
        raise Unfit(Fault.DISGUISED)
    if kind in PACKAGES:
        file.seek(0)
        check_package(file, kind, size)
    file.seek(0)
    return kind


def _ends(file: BinaryIO, size: int) -> tuple[bytes, bytes]:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(max(0, size - TAIL))
    return head, file.read(TAIL)


def _looks_like(kind: FileKind, head: bytes, tail: bytes, size: int) -> bool:
    """Begins as such a file begins, and ends as it ends."""
    match kind:
        case FileKind.PDF:
            return head.startswith(b"%PDF-") and b"%%EOF" in tail[-HEAD:]
        case FileKind.PNG:
            return head.startswith(b"\x89PNG\r\n\x1a\n") and tail.endswith(PNG_END)
        case FileKind.JPEG:
            return head.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in tail[-HEAD:]
        case FileKind.WEBP:
            told = int.from_bytes(head[4:8], "little") + 8
            return head[:4] == b"RIFF" and head[8:12] == b"WEBP" and told in (size, size - 1)
    return head.startswith(b"PK\x03\x04") and ZIP_END in tail


def _two_faced(kind: FileKind, head: bytes, tail: bytes) -> bool:
    """Some other program would take it for something else: an archive, a page, a script."""
    archive = kind not in PACKAGES and ZIP_END in tail
    return archive or (kind is not FileKind.DOCX and bool(MARKUP.search(head[:HEAD])))
