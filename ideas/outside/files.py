"""Files kept by what is in them: the same content has the same key, and is written once."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from ideas.settings import settings

KEY = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")


def keep(content: bytes, suffix: str) -> str:
    """Store a file durably and give its key: the SHA-256 of its content, and the suffix."""
    key = f"{hashlib.sha256(content).hexdigest()}{suffix}"
    place = _place(key)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place, content)
    return key


def fetch(key: str) -> bytes:
    """The content behind a key; a file that was changed on the disk is not given out."""
    content = _place(key).read_bytes()
    if hashlib.sha256(content).hexdigest() != key.partition(".")[0]:
        raise ValueError(f"the file {key} is not what was kept")
    return content


def forget(key: str) -> None:
    """Take a file away for good. Taking it away again finds nothing to do."""
    _place(key).unlink(missing_ok=True)


def _place(key: str) -> Path:
    if not KEY.fullmatch(key):
        raise ValueError("this is not the key of a file")
    return settings().files / key[:2] / key


def _write(place: Path, content: bytes) -> None:
    """Whole or not at all: to the disk beside its place, then moved there."""
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
