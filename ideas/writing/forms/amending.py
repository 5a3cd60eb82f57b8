"""Mending a form that people write in already: better words and more room, never less."""

from collections.abc import Sequence

from ideas.say import Sentence, say
from ideas.writing.forms.rules import Section

LESS = say("Tidak boleh lebih kecil dari {n}: orang sudah menulis dengan batas itu.")
LIMITS = ("words", "most", "megabytes")
FIXED = ("key", "kind", "stage", "categories")


def harms(old: Sequence[Section], new: Sequence[Section]) -> dict[str, Sentence]:
    """What could damage what people wrote, by the field of the row: 'sections-2-words'."""
    found: dict[str, Sentence] = {}
    if [s.key for s in new[: len(old)]] != [s.key for s in old]:
        return {"": say("Bagian yang ada tidak dapat dihapus atau dipindah.")}
    for place, (before, after) in enumerate(zip(old, new, strict=False)):
        found |= {f"sections-{place}-{name}": why for name, why in _harm(before, after).items()}
    required = [place for place in range(len(old), len(new)) if new[place].required]
    return found | {
        f"sections-{place}-required": say("Bagian baru hanya boleh pilihan.") for place in required
    }


def _harm(before: Section, after: Section) -> dict[str, Sentence]:
    found = {
        name: Sentence(LESS.text, {"n": getattr(before, name)})
        for name in LIMITS
        if getattr(after, name) < getattr(before, name)
    }
    if any(getattr(before, name) != getattr(after, name) for name in FIXED):
        found["title"] = say("Jenis, tahap, dan kategori bagian ini sudah tetap.")
    if after.required and not before.required:
        found["required"] = say("Bagian ini tidak dapat menjadi wajib.")
    if not _keys(before) <= _keys(after):
        found["options"] = say("Pilihan yang ada tidak dapat dihapus.")
    if not set(before.types) <= set(after.types):
        found["types"] = say("Jenis berkas yang ada tidak dapat dihapus.")
    return found


def _keys(section: Section) -> set[str]:
    return {option.key for option in section.options}
