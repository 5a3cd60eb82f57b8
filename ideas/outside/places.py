"""Where files lie: a folder on the disk, or a bucket that speaks S3. Both keep the same promise."""

import os
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import obstore
from obstore.store import S3Store

from ideas.settings import settings

if TYPE_CHECKING:
    from obstore.store import S3Config

BLOCK = 1 << 20


class Place(Protocol):
    """What is kept under a key is there whole or not at all, and is never changed."""

    def holds(self, key: str) -> bool: ...
    def put(self, key: str, written: Path) -> None:
        """Take over a file that was written beside; it is gone from there afterwards."""

    def blocks(self, key: str) -> Iterator[bytes]: ...
    def remove(self, key: str) -> None: ...
    def at_hand(self, key: str) -> Path:
        """The same content on this machine's disk, for who must read it back and forth."""


class Folder:
    """Durable: synchronised to the disk, then moved to its place."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def at_hand(self, key: str) -> Path:
        return self.root / key[:2] / key

    def holds(self, key: str) -> bool:
        return self.at_hand(key).exists()

    def put(self, key: str, written: Path) -> None:
        place = self.at_hand(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        written.replace(place)
        folder = os.open(place.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def blocks(self, key: str) -> Iterator[bytes]:
        with self.at_hand(key).open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    def remove(self, key: str) -> None:
        self.at_hand(key).unlink(missing_ok=True)


class Bucket:
    """Any store that speaks S3; it acknowledges what it holds durably."""

    def __init__(self, store: S3Store, near: Path) -> None:
        self.store = store
        self.near = Folder(near)

    def holds(self, key: str) -> bool:
        try:
            obstore.head(self.store, self._path(key))
        except FileNotFoundError:
            return False
        return True

    def put(self, key: str, written: Path) -> None:
        obstore.put(self.store, self._path(key), written)
        written.unlink()

    def blocks(self, key: str) -> Iterator[bytes]:
        for block in obstore.get(self.store, self._path(key)).stream(BLOCK):
            yield bytes(block)

    def remove(self, key: str) -> None:
        self.near.remove(key)
        obstore.delete(self.store, self._path(key))

    def at_hand(self, key: str) -> Path:
        """Fetched once, and let go of together with what it is a copy of."""
        if not self.near.holds(key):
            with tempfile.NamedTemporaryFile(dir=self._folder(), delete=False) as file:
                for block in self.blocks(key):
                    file.write(block)
            self.near.put(key, Path(file.name))
        return self.near.at_hand(key)

    def _folder(self) -> Path:
        self.near.root.mkdir(parents=True, exist_ok=True)
        return self.near.root

    @staticmethod
    def _path(key: str) -> str:
        return f"{key[:2]}/{key}"


def place() -> Place:
    """What the settings say."""
    chosen = settings()
    if not chosen.store.startswith("s3://"):
        return Folder(chosen.files)
    told = {
        "region": chosen.files_region, "endpoint": chosen.files_endpoint,
        "access_key_id": chosen.files_key,
        "secret_access_key": chosen.files_secret.get_secret_value(),
    }  # fmt: skip
    return Bucket(_bucket(chosen.store, tuple((k, v) for k, v in told.items() if v)), chosen.files)


@lru_cache(maxsize=4)
def _bucket(url: str, told: tuple[tuple[str, str], ...]) -> S3Store:
    config = cast("S3Config", dict(told))
    plain = str(config.get("endpoint", "")).startswith("http://")
    return S3Store.from_url(url, config=config, client_options={"allow_http": plain})
