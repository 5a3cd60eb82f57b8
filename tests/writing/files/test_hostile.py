"""Whatever somebody sends: a plain refusal, or a safe rendering. Nothing crashes, nothing hangs."""

import io
import json
from pathlib import Path

import pytest

from ideas.outside.boxed import run_boxed
from ideas.writing.derivatives.making import BLINDED, TOLD, make_and_tell
from ideas.writing.files.checking import check_content
from ideas.writing.files.rules import WHY, Fault, FileKind, Unfit
from tests.writing.files.hostile import Hostile, all_hostile, sound

HOSTILE = all_hostile()


def outcome(one: Hostile, folder: Path) -> Fault | FileKind:
    """What the first look says and, where it lets pass, the whole check."""
    try:
        kind = check_content(io.BytesIO(one.content), one.name, len(one.content))
    except Unfit as unfit:
        return unfit.fault
    source = folder / "berkas"
    source.write_bytes(one.content)
    make_and_tell(source, kind, folder)
    fault = json.loads((folder / TOLD).read_text())["fault"]
    return Fault(fault) if fault else kind


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) > 300
    assert len({one.content + one.name.encode() for one in HOSTILE.values()}) > 280


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_or_rendered(name: str, tmp_path: Path) -> None:
    one = HOSTILE[name]
    found = outcome(one, tmp_path)
    assert one.fault is None or found in (one.fault, one.or_else)
    if isinstance(found, Fault):
        assert str(WHY[found])
    else:
        made = (tmp_path / BLINDED).read_bytes()
        assert made.startswith((b"%PDF-", b"\x89PNG", b"\xff\xd8\xff"))
        assert not any(word in made for word in (b"/JavaScript", b"/Launch", b"/URI", b"evil"))


@pytest.mark.parametrize("ending", sound())
def test_the_sound_ones_that_they_are_made_from_are_taken(ending: str, tmp_path: Path) -> None:
    found = outcome(Hostile(f"a.{ending}", sound()[ending]), tmp_path)
    assert found is FileKind(ending)


def test_what_swells_or_hangs_does_so_alone(tmp_path: Path) -> None:
    """In the box there is little memory: it ends, well or not, and we go on."""
    for name, size in (("calm", 1 << 20), ("swollen", 3 << 30)):
        (tmp_path / f"{name}.py").write_text(f"bytearray({size})")
    assert run_boxed("calm", folder=tmp_path)
    assert not run_boxed("swollen", folder=tmp_path)


def test_what_is_decoded_sees_no_secret_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDEAS_SECRET", "sangat rahasia")
    (tmp_path / "peeking.py").write_text("import os; assert 'IDEAS_SECRET' not in os.environ")
    assert run_boxed("peeking", folder=tmp_path)
    (tmp_path / "peeking.py").write_text("import os; assert 'IDEAS_SECRET' in os.environ")
    assert not run_boxed("peeking", folder=tmp_path)
