"""The one key of the product: what is kept encrypted, and what is kept as a keyed digest."""

import hashlib
import hmac
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ideas import given
from ideas.settings import settings

NONCE = 12


class Unreadable(ValueError):
    """Sealed with another key, for another owner, or changed since."""


def sealed(text: str, owner: str) -> str:
    """Encrypted, and bound to its owner: in another's row it cannot be read."""
    nonce = bytes.fromhex(given.new_secret())[:NONCE]
    return (nonce + AESGCM(_key("sealing")).encrypt(nonce, text.encode(), owner.encode())).hex()


def unsealed(text: str, owner: str) -> str:
    kept = bytes.fromhex(text)
    try:
        told = AESGCM(_key("sealing")).decrypt(kept[:NONCE], kept[NONCE:], owner.encode())
    except InvalidTag:
        raise Unreadable("this cannot be read with our key") from None
    return told.decode()


def digest(text: str, purpose: str) -> str:
    """What is kept instead of a text that somebody might guess."""
    return hmac.new(_key(purpose), text.encode(), hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    """A key for each purpose, so that none can stand for another."""
    chosen = settings().secret.get_secret_value()
    master = chosen.encode() if chosen else _made_once(settings().files.parent / "secret")
    return hmac.new(master, f"wadah {purpose}".encode(), hashlib.sha256).digest()


@lru_cache(maxsize=4)
def _made_once(place: Path) -> bytes:
    """The key in this file, which only we may read. Whoever comes first makes it."""
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        ours = place.with_name(f"{place.name}.{given.new_secret()[:8]}")
        with open(os.open(ours, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:  # noqa: PTH123 -- a descriptor
            file.write(given.new_secret())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(ours, place)
        ours.unlink()
    return place.read_bytes()
