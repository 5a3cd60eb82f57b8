"""Office documents are archives of XML: bounded before they are opened, words and pictures."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree import ElementTree as ET

from ideas.writing.files.rules import MEGABYTE, Fault, FileKind, Unfit

MOST_PARTS = 1000
MOST_UNPACKED = 200 * MEGABYTE
MOST_XML = 60 * MEGABYTE
MOST_SWELLING = 100  # times its packed size, of all together
SMALL = MEGABYTE  # what unpacks to less swells as it likes
ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
TYPES = "[Content_Types].xml"
MAIN = {
    FileKind.DOCX: "wordprocessingml.document.main+xml",
    FileKind.XLSX: "spreadsheetml.sheet.main+xml",
}
ACTIVE = re.compile(
    r"(?i)vbaproject|vbadata|macroenabled|activex|/macrosheets/|dialogsheets|customui"
)
NESTED = re.compile(
    r"(?i)oleobject|/embeddings/|externallinks/|afchunk|\.(zip|rar|7z|jar|exe|dll|js|vbs|bat|cmd|"
    r"ps1|html?|svg|mht|rtf|docx|xlsx|pptx|docm|xlsm|lnk|scr|msi)$"
)


class _Plain(ET.TreeBuilder):
    """A document type could declare what swells or what is fetched; ours never need one."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise Unfit(Fault.BROKEN)


def parsed(text: bytes) -> ET.Element:
    try:
        return ET.fromstring(text, ET.XMLParser(target=_Plain()))  # noqa: S314 -- no doctype, so no entities
    except (ET.ParseError, ValueError, LookupError, RecursionError):
        raise Unfit(Fault.BROKEN) from None


def check_package(file: BinaryIO, kind: FileKind, size: int) -> None:
    """Everything that must be true of the archive before anything in it is read as a document."""
    with opened(file) as archive:
        parts = archive.infolist()
        _check_bounds(parts, size)
        for part in parts:
            _check_part(part)
        _check_types(read(archive, TYPES), kind)
        for part in parts:
            if part.filename.endswith(".rels"):
                _check_relations(read(archive, part.filename))


def opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    # zipfile says NotImplementedError of a package made by a version it does not know.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise Unfit(Fault.BROKEN) from None


def read(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, unpacked: never more of it than it said it was."""
    try:
        part = archive.getinfo(name)
        if part.file_size > MOST_XML:
            raise Unfit(Fault.SWOLLEN)
        return archive.read(part)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
        raise Unfit(Fault.BROKEN) from None


def _check_bounds(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise Unfit(Fault.SWOLLEN)
    if unpacked > max(SMALL, size * MOST_SWELLING):
        raise Unfit(Fault.SWOLLEN)
    names = [part.filename.lower() for part in parts]
    if len(names) != len(set(names)) or _overlap(parts, size):
        raise Unfit(Fault.BROKEN)


def _overlap(parts: list[zipfile.ZipInfo], size: int) -> bool:
    """Parts that share their bytes unpack to far more than there is."""
    spans = sorted((part.header_offset, part.header_offset + part.compress_size) for part in parts)
    ends = [start for start, _ in spans[1:]] + [size]
    return any(end > limit for (_, end), limit in zip(spans, ends, strict=True))


def _check_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if part.flag_bits & ENCRYPTED:
        raise Unfit(Fault.LOCKED)
    if ACTIVE.search(name):
        raise Unfit(Fault.ACTIVE)
    if NESTED.search(name):
        raise Unfit(Fault.FOREIGN)
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise Unfit(Fault.BROKEN)
    if part.compress_type not in METHODS:
        raise Unfit(Fault.BROKEN)


def _check_types(text: bytes, kind: FileKind) -> None:
    told = [str(tag.get("ContentType", "")) for tag in parsed(text)]
    if any(ACTIVE.search(one) for one in told):
        raise Unfit(Fault.ACTIVE)
    if not any(one.endswith(MAIN[kind]) for one in told):
        raise Unfit(Fault.DISGUISED)


def _check_relations(text: bytes) -> None:
    """A document may point to a page. It may not fetch a picture, a template or a table."""
    for kind, target, mode in _relations(parsed(text)):
        if ACTIVE.search(target) or "attachedtoolbars" in kind:
            raise Unfit(Fault.ACTIVE)
        outside = mode == "external" and not kind.endswith("/hyperlink")
        if outside or target.startswith(("file:", "\\\\", "//")):
            raise Unfit(Fault.FOREIGN)


def _relations(root: ET.Element) -> Iterator[tuple[str, str, str]]:
    for tag in root:
        yield (
            str(tag.get("Type", "")).lower(),
            str(tag.get("Target", "")).lower(),
            str(tag.get("TargetMode", "")).lower(),
        )
