"""Files kept by their content."""

import hashlib
from pathlib import Path

import pytest

from ideas.outside.files import fetch, keep
from ideas.settings import settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings(), "files", tmp_path / "files")
    return tmp_path / "files"


def test_what_is_kept_can_be_fetched_by_the_hash_of_its_content() -> None:
    key = keep(b"piagam", ".pdf")
    assert key == f"{hashlib.sha256(b'piagam').hexdigest()}.pdf"
    assert fetch(key) == b"piagam"


def test_the_same_content_is_kept_once(folder: Path) -> None:
    assert keep(b"piagam", ".pdf") == keep(b"piagam", ".pdf")
    assert len([file for file in folder.rglob("*") if file.is_file()]) == 1


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(folder: Path) -> None:
    key = keep(b"piagam", ".pdf")
    next(folder.rglob(key)).write_bytes(b"palsu")
    with pytest.raises(ValueError, match="not what was kept"):
        fetch(key)


@pytest.mark.parametrize(
    "key", ["", "../settings.py", "a" * 64, "/etc/passwd", f"{'a' * 64}.pdf/.."]
)
def test_only_keys_lead_to_files(key: str) -> None:
    with pytest.raises(ValueError, match="not the key"):
        fetch(key)
