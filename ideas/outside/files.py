"""Files kept by what is in them: the same content has the same key, and is written once."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ideas.outside.places import BLOCK, place
from ideas.settings import settings

KEY = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")


def keep(content: bytes, suffix: str) -> str:
    """Store a file durably and give its key: the SHA-256 of its content, and the suffix."""
    key = keep_stream(BytesIO(content), suffix, len(content))
    if key is None:
        raise ValueError("this is more than was promised")
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
    written, key = Path(file.name), f"{digest.hexdigest()}{suffix}"
    if size > most or place().holds(_checked(key)):
        written.unlink()
        return None if size > most else key
    place().put(key, written)
    return key


def digest_of(source: BinaryIO) -> str:
    """The name that this content will have, before any of it is kept."""
    source.seek(0)
    digest = hashlib.sha256()
    while block := source.read(BLOCK):
        digest.update(block)
    source.seek(0)
    return digest.hexdigest()


def place_of(key: str) -> Path:
    """A large file on this machine's disk, for who reads it piece by piece."""
    return place().at_hand(_checked(key))


def forget(key: str) -> None:
    """Take a file away. Doing it again is no error."""
    place().remove(_checked(key))


def fetch(key: str) -> bytes:
    """The content behind a key; a file that was changed where it lies is not given out."""
    return b"".join(send(key))


def send(key: str) -> Iterator[bytes]:
    """The content block by block. What was changed ends before its last block, with an error."""
    digest, before = hashlib.sha256(), b""
    for block in place().blocks(_checked(key)):
        digest.update(block)
        if before:
            yield before
        before = block
    if digest.hexdigest() != key.partition(".")[0]:
        raise ValueError(f"the file {key} is not what was kept")
    yield before


def _checked(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError("this is not the key of a file")
    return key
