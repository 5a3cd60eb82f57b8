"""What a judge signs: a list of entries without names, and which of them are close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ideas.history.rules import digest
from ideas.judging.conflicts.rules import OWN_WORD, ConflictKind
from ideas.judging.panels.rules import blind_label
from ideas.say import Sentence, say


@dataclass(frozen=True)
class Listed:
    """One entry on the list, as its judge may know it."""

    ref: str
    title: str
    category: str

    @property
    def label(self) -> str:
        return blind_label(self.ref)


def list_digest(refs: Iterable[str]) -> str:
    """Binds a signature to the list that was read."""
    return digest({"assignments": sorted(refs)})


def ticked(fields: Mapping[str, str], refs: Iterable[str]) -> dict[str, ConflictKind]:
    """Reference → in which way the judge is close to it, for those that are ticked."""
    known = set(refs)
    words = {kind.value: kind for kind in OWN_WORD}
    return {ref: words[word] for ref, word in fields.items() if ref in known and word in words}


def strange(fields: Mapping[str, str], refs: Iterable[str]) -> dict[str, Sentence]:
    """Fields about entries that are not on the list, or that say what no list can."""
    words = {"", *OWN_WORD}
    return {
        f"close-{ref}": say("Pilih satu dari daftar.")
        for ref, word in fields.items()
        if ref not in refs or word not in words
    }
