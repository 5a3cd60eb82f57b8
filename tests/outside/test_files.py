"""Files kept by their content: in a folder, and in a bucket of a real server that speaks S3."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx2
import obstore
import pytest
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from ideas.outside import places
from ideas.outside.files import fetch, forget, keep, keep_stream, place_of, send
from ideas.settings import settings

LARGE = 6 << 20


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server on a port of its own, with an empty bucket."""
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[places.Place]:
    monkeypatch.setenv("IDEAS_FILES", str(tmp_path / "files"))
    if request.param == "bucket":
        _bucket(request.getfixturevalue("server"), tmp_path, monkeypatch)
    settings.cache_clear()
    yield places.place()
    settings.cache_clear()


def _bucket(address: str, near: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"wadah-{hashlib.sha256(str(near).encode()).hexdigest()[:12]}"
    make_bucket(address, name)
    for setting, value in {
        "IDEAS_FILES": f"s3://{name}/lampiran", "IDEAS_FILES_ENDPOINT": address,
        "IDEAS_FILES_KEY": "kunci", "IDEAS_FILES_SECRET": "rahasia",
    }.items():  # fmt: skip
        monkeypatch.setenv(setting, value)
    monkeypatch.setattr("ideas.settings.ROOT", near)


def make_bucket(address: str, name: str) -> None:
    assert httpx2.put(f"{address}/{name}").status_code == 200


def test_what_is_kept_can_be_fetched_by_the_hash_of_its_content(place: places.Place) -> None:
    key = keep(b"piagam", ".pdf")
    assert key == f"{hashlib.sha256(b'piagam').hexdigest()}.pdf"
    assert (fetch(key), place.holds(key)) == (b"piagam", True)
    assert place_of(key).read_bytes() == b"piagam"


def test_an_empty_file_is_a_file_too(place: places.Place) -> None:
    assert fetch(keep(b"", ".txt")) == b""
    assert isinstance(place, places.Folder | places.Bucket)


def test_the_same_content_is_written_once(
    place: places.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[str] = []
    real = type(place).put

    def noted(self: places.Place, key: str, written: Path) -> None:
        put.append(key)
        real(self, key, written)

    monkeypatch.setattr(type(place), "put", noted)
    assert keep(b"piagam", ".pdf") == keep(b"piagam", ".pdf")
    assert len(put) == 1
    assert [file.name for file in settings().files.glob("tmp*")] == []


@pytest.mark.usefixtures("place")
def test_what_is_large_comes_and_goes_in_pieces() -> None:
    content = bytes(range(256)) * (LARGE // 256)
    key = keep_stream(BytesIO(content), ".pdf", LARGE)
    assert key is not None
    blocks = list(send(key))
    assert b"".join(blocks) == content
    assert 1 < len(blocks) <= 1 + LARGE // places.BLOCK
    assert keep_stream(BytesIO(content), ".pdf", LARGE - 1) is None


def test_what_was_forgotten_is_gone_and_may_be_forgotten_again(place: places.Place) -> None:
    key = keep(b"piagam", ".pdf")
    place_of(key)
    forget(key)
    forget(key)
    assert not place.holds(key)
    assert [f for f in settings().files.rglob("*") if f.is_file()] == []
    with pytest.raises(FileNotFoundError):
        fetch(key)


def test_a_file_that_was_changed_where_it_lies_is_not_given_out(place: places.Place) -> None:
    key = keep(b"piagam", ".pdf")
    if isinstance(place, places.Bucket):
        assert isinstance(place.store, S3Store)
        obstore.put(place.store, f"{key[:2]}/{key}", b"palsu")
    else:
        next(settings().files.rglob(key)).write_bytes(b"palsu")
    with pytest.raises(ValueError, match="not what was kept"):
        fetch(key)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    "key", ["", "../settings.py", "a" * 64, "/etc/passwd", f"{'a' * 64}.pdf/.."]
)
def test_only_keys_lead_to_files(key: str) -> None:
    for door in (fetch, forget, place_of):
        with pytest.raises(ValueError, match="not the key"):
            door(key)
