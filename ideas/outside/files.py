"""Files kept by what is in them: the same content has the same key, and is written once."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from ideas.settings import settings

BLOCK = 1 << 20
KEY = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")


def keep(content: bytes, suffix: str) -> str:
    """Store a file durably and give its key: the SHA-256 of its content, and the suffix."""
    key = f"{hashlib.sha256(content).hexdigest()}{suffix}"
    place = _place(key)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place, content)
    return key


def keep_stream(source: BinaryIO, suffix: str, most: int) -> str | None:
    """Store what may be large, never whole in memory; None when it is more than `most` bytes."""
    folder = settings().files
    folder.mkdir(parents=True, exist_ok=True)
    size, digest = 0, hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        while (block := source.read(BLOCK)) and size <= most:
            size += len(block)
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    if size > most:
        Path(file.name).unlink()
        return None
    key = f"{digest.hexdigest()}{suffix}"
    _move(Path(file.name), _place(key))
    return key


def place_of(key: str) -> Path:
    """Where a large file lies, for who reads it piece by piece."""
    return _place(key)


def forget(key: str) -> None:
    """Take a file away. Doing it again is no error."""
    _place(key).unlink(missing_ok=True)


def fetch(key: str) -> bytes:
    """The content behind a key; a file that was changed on the disk is not given out."""
    content = _place(key).read_bytes()
    if hashlib.sha256(content).hexdigest() != key.partition(".")[0]:
        raise ValueError(f"the file {key} is not what was kept")
    return content


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
    _move(Path(file.name), place)


def _move(written: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    written.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
