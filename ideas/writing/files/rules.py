"""Files without a database: kinds, bounds, what can be wrong with one, names that do no harm."""

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePosixPath

from ideas.say import Sentence, say

MEGABYTE = 1 << 20
MOST_PIXELS = 40_000_000
MOST_PAGES = 100
LONGEST_NAME = 120


class FileKind(StrEnum):
    """What is taken; the word is also the ending under which it is kept and given out."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"


class FileState(StrEnum):
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    ENDING = "ending"
    DISGUISED = "disguised"
    BROKEN = "broken"
    LOCKED = "locked"
    ACTIVE = "active"
    FOREIGN = "foreign"
    SWOLLEN = "swollen"
    TOO_LONG = "too_long"
    TOO_WIDE = "too_wide"
    TOO_SLOW = "too_slow"


class Unfit(Exception):
    """This file is not taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
PACKAGES = frozenset({FileKind.DOCX, FileKind.XLSX})
ENDINGS: dict[str, FileKind] = {kind.value: kind for kind in FileKind} | {"jpeg": FileKind.JPEG}
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
}
# What a judge gets of each, and the picture of it in lists.
BLIND = {kind: FileKind.PNG if kind is FileKind.PNG else FileKind.JPEG for kind in PICTURES} | {
    FileKind.PDF: FileKind.PDF, FileKind.DOCX: FileKind.PDF, FileKind.XLSX: FileKind.PDF,
}  # fmt: skip

WHY: dict[Fault, Sentence] = {
    Fault.EMPTY: say("Berkas ini kosong."),
    Fault.ENDING: say("Jenis berkas ini tidak diterima di bagian ini."),
    Fault.DISGUISED: say("Isi berkas tidak cocok dengan namanya. Simpan ulang, lalu unggah lagi."),
    Fault.BROKEN: say("Berkas ini rusak atau tidak lengkap. Simpan ulang, lalu unggah lagi."),
    Fault.LOCKED: say("Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu unggah lagi."),
    Fault.ACTIVE: say("Berkas ini memuat makro atau perintah. Simpan ulang sebagai PDF."),
    Fault.FOREIGN: say("Berkas ini memuat berkas lain atau isi dari luar. Lepaskan dulu."),
    Fault.SWOLLEN: say("Isi berkas ini terlalu besar setelah dibuka."),
    Fault.TOO_LONG: say("Berkas ini terlalu panjang. Paling banyak {n} halaman.", n=MOST_PAGES),
    Fault.TOO_WIDE: say("Gambar ini terlalu besar. Paling besar 40 juta titik."),
    Fault.TOO_SLOW: say("Berkas ini terlalu rumit untuk dibuka. Simpan ulang sebagai PDF."),
}  # fmt: skip

# What turns writing around, hides, or controls; and what file systems and headers stumble over.
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")


def kind_by_name(name: str) -> FileKind | None:
    ending = PurePosixPath(safe_name(name)).suffix.removeprefix(".").lower()
    return ENDINGS.get(ending)


def safe_name(name: str) -> str:
    """The last part of a path in letters that do no harm; never empty, never long, never hidden."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    plain = " ".join(UNSAFE.sub(" ", seen).split()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = stem.strip(" .")
    if not stem or RESERVED.fullmatch(stem):
        stem = f"berkas {stem}".strip()
    return f"{stem[: LONGEST_NAME - 12]}{dot}{ending[:10]}"


def neutral_name(number: int, kind: FileKind) -> str:
    """What a judge sees instead of the name that its author gave it."""
    return f"Lampiran {number}.{BLIND[kind].value}"
