"""What changed between two texts, word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

MOST_COMPARED = 6000
TOKEN = re.compile(r"\S+\s*|\s+")


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """What changed, word by word: ('same' | 'del' | 'ins', text). Joined, it gives both texts."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(old), len(new)) > MOST_COMPARED:
        return [part for part in (("del", before), ("ins", after)) if part[1]]
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(old[a:b])))
            continue
        parts += [(op, text) for op, text in _replaced(old[a:b], new[c:d]) if text]
    return parts


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    return [("del", "".join(old)), ("ins", "".join(new))]
