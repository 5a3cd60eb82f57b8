"""How a fact is bound without being told."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# What an event may tell, by key: never a choice, a mark, a rank or a hidden name.
FACTS = frozenset(
    {"version", "digest", "verdict", "step", "competition", "entry", "role", "part", "share",
     "slots", "judges", "assignments", "revision", "method", "release_at", "outcome", "reason",
     "until", "grant", "change", "since", "unit", "on_behalf",
     "provider", "person", "kind", "rows", "purpose", "added",
     "changed", "ended", "lot"}
)  # fmt: skip


def canonical(record: Mapping[str, Any]) -> bytes:
    """The same record gives the same bytes: sorted keys, no spaces, UTF-8 (RFC 8785 subset)."""
    text = json.dumps(
        record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    )
    return text.encode()


def digest(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(record)).hexdigest()


def commitment(salt: str, record: Mapping[str, Any]) -> str:
    """SHA-256 over the salt and the canonical record, as hexadecimal."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(record)).hexdigest()


# What a commitment binds of an event.
BOUND = frozenset({"id", "at", "act", "person_id", "subject_id", "facts"})
BEGINNING = "0" * 64  # what the first leaf stands on


def linked(before: str, place: int, event: str, commitment: str) -> str:
    """The chain up to and with one leaf: another order, another leaf or a gap gives another."""
    return digest({"after": before, "place": place, "event": event, "commitment": commitment})
