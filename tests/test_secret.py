"""What is kept encrypted, and the key it hangs on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ideas import secret
from ideas.settings import settings


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IDEAS_FILES", str(tmp_path / "files"))
    settings.cache_clear()
    secret._made_once.cache_clear()
    return tmp_path


def test_only_the_owner_reads_it_and_only_unchanged() -> None:
    kept = secret.sealed("rahasia", "sari")
    assert "rahasia" not in kept
    assert secret.unsealed(kept, "sari") == "rahasia"
    bent = kept[:-1] + ("0" if kept[-1] != "0" else "1")
    for text, owner in ((kept, "joko"), (bent, "sari")):
        with pytest.raises(secret.Unreadable):
            secret.unsealed(text, owner)


def test_the_same_text_never_looks_the_same() -> None:
    assert secret.sealed("rahasia", "sari") != secret.sealed("rahasia", "sari")


def test_another_key_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, mark = secret.sealed("rahasia", "sari"), secret.digest("sari", "account")
    monkeypatch.setenv("IDEAS_SECRET", "another")
    settings.cache_clear()
    assert secret.digest("sari", "account") != mark
    with pytest.raises(secret.Unreadable):
        secret.unsealed(kept, "sari")


def test_a_digest_for_one_purpose_is_none_for_another() -> None:
    assert secret.digest("sari", "account") != secret.digest("sari", "device")


def test_the_key_is_made_once_for_us_alone(files: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        marks = {*several.map(lambda _: _mark_of_a_new_process(), range(16))}
    assert len(marks) == 1
    assert oct((files / "secret").stat().st_mode & 0o777) == "0o600"
    assert [file.name for file in files.iterdir()] == ["secret"]


def _mark_of_a_new_process() -> str:
    secret._made_once.cache_clear()
    return secret.digest("x", "account")
