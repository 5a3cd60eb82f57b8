"""Attachments without a database: how many, how large, of which types; links; what is lacking."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ideas.say import Sentence, say
from ideas.writing.files.rules import (
    ENDINGS,
    MEGABYTE,
    PICTURES,
    WHY,
    Fault,
    FileKind,
    FileState,
    neutral_name,
)
from ideas.writing.forms.rules import Section, SectionKind

LINKED = "mp4"  # a video is told by its address; it is neither kept, fetched nor shown here
LONGEST_ALT = 300
LONGEST_LINK = 500
DAY_HOURS = 24


@dataclass(frozen=True)
class Attached:
    """One file or link as it is shown; `place` counts within its proposal, from 1."""

    ref: str
    section: str
    name: str
    alt: str
    link: str
    place: int = 0
    key: str = ""
    kind: FileKind | None = None
    size: int = 0
    state: FileState = FileState.READY
    fault: Fault | None = None
    pages: int = 0
    blind: str | None = None
    blind_size: int = 0
    thumb: str | None = None

    @property
    def ready(self) -> bool:
        return self.state is FileState.READY

    @property
    def pictured(self) -> bool:
        return self.kind in PICTURES

    @property
    def why(self) -> Sentence | None:
        """Why it was refused."""
        return WHY[self.fault] if self.fault else None

    @property
    def neutral(self) -> str:
        return neutral_name(self.place, self.kind) if self.kind else ""

    @property
    def sign(self) -> str:
        """What binds it to what was sent: the hash of its content, or of its address."""
        return self.key[:64] or hashlib.sha256(self.link.encode()).hexdigest()


Set = Mapping[str, Sequence[Attached]]


def file_sections(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if section.kind is SectionKind.FILES]


def endings(section: Section) -> tuple[str, ...]:
    """The file name endings that a section takes; all that we know when it names none."""
    named = [ending.lower().lstrip(".") for ending in section.types]
    return tuple(e for e in named if e in ENDINGS) or (() if named else tuple(ENDINGS))


def takes_links(section: Section) -> bool:
    return LINKED in (ending.lower().lstrip(".") for ending in section.types)


def takes(section: Section, kind: FileKind) -> bool:
    return kind in {ENDINGS[ending] for ending in endings(section)}


def too_heavy(section: Section, size: int) -> Sentence | None:
    if size <= section.megabytes * MEGABYTE:
        return None
    return say("Berkas ini terlalu besar. Paling besar {n} MB.", n=section.megabytes)


def full(section: Section, there: int) -> Sentence | None:
    if there < section.most:
        return None
    return say("Bagian ini sudah penuh. Paling banyak {n} lampiran.", n=section.most)


def over_quota(
    size: int, proposal: int, day: int, *, most: int, most_a_day: int
) -> Sentence | None:
    """What all files of a proposal weigh together, and what one person sends in a day."""
    if proposal + size > most * MEGABYTE:
        return say("Lampiran gagasan ini sudah mencapai {n} MB. Hapus yang tidak perlu.", n=most)
    if day + size > most_a_day * MEGABYTE:
        return say("Hari ini Anda sudah mengunggah {n} MB. Lanjutkan besok.", n=most_a_day)
    return None


def sound_link(text: str) -> Sentence | None:
    """An https address in plain letters, without a password in it: it is shown, never followed."""
    try:
        parts = urlsplit(text)
        plain = text.isascii() and text.isprintable() and not set(text) & set(" \"'<>\\^`{|}")
        sound = (
            parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc
        )
    except ValueError:
        plain = sound = False
    if plain and sound and len(text) <= LONGEST_LINK:
        return None
    return say("Tulis alamat lengkap yang diawali https://.")


def unready(attached: Set) -> Sentence | None:
    """What keeps a proposal from being sent: a file that was refused. One still checked may go."""
    for files in attached.values():
        for file in files:
            if file.state is FileState.REFUSED:
                return say("Lampiran “{name}” ditolak. Hapus atau ganti dahulu.", name=file.name)
    return None


def signs(attached: Set) -> dict[str, list[str]]:
    """What the digest of an entry binds of its files."""
    return {section: [file.sign for file in files] for section, files in attached.items() if files}


def numbered(attached: Sequence[Attached]) -> list[tuple[int, Attached]]:
    """As judges see them: by number, and nothing that was refused."""
    return [(file.place, file) for file in attached if file.state is not FileState.REFUSED]
