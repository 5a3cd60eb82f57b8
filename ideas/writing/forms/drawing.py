"""What is typed into the designer in one field, a line or a comma apart, becomes rows."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_KEY = 34


def options_in(text: str, taken: Iterable[str] = ()) -> list[dict[str, str]]:
    """One option a line, each with a key of its own that says what it is."""
    keys = set(taken)
    options = []
    for line in filter(None, map(str.strip, text.splitlines())):
        key = _free(_key_of(line), keys)
        keys.add(key)
        options.append({"key": key, "text": line})
    return options


def endings_in(text: str) -> list[str]:
    """'PDF, .jpg' → pdf, jpg"""
    return list(dict.fromkeys(re.findall(r"[a-z0-9]{1,8}", text.lower())))


def _key_of(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].strip("-") or "pilihan"


def _free(key: str, taken: set[str]) -> str:
    number, free = 2, key
    while free in taken:
        number, free = number + 1, f"{key}-{number}"
    return free
