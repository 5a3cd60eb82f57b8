import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ideas.__main__ import app

HEADER = "entry,judge,criterion,weight,mark"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def told(*words: str | Path) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("}\n")
    return json.loads(result.stdout)


def rows(entries: int = 40, high: int = 0) -> list[str]:
    """Two criteria each; judges differ by 3 points, entries by half a point."""
    chance = random.Random(4)
    return [
        f"K{entry:02},J{judge},{criterion},{weight},{50 + entry / 2 - 3 * judge + off:.1f}"
        for entry in range(entries)
        for judge in chance.sample(range(6), 3)
        for criterion, weight in (("idea", 2), ("use", 1))
        for off in [high + chance.gauss(0, 2)]
    ]


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    return written(tmp_path / "scores.csv", rows())


def written(path: Path, lines: list[str], header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


def test_calibrate_tells_entries_judges_and_the_rules(scores: Path) -> None:
    found = told("calibrate", scores)
    assert found["method"] == "additive"
    assert set(found["rules"]) == {"version", "sha256"}
    assert [one["rank"] for one in found["entries"]][:3] == [1, 2, 3]
    assert set(found["entries"][0]) == {
        "entry", "n", "mean", "score", "se", "rank", "rank_low", "rank_high"
    }  # fmt: skip
    severities = [one["severity"] for one in found["judges"]]
    assert [one["judge"] for one in found["judges"]] == [f"J{n}" for n in range(6)]
    assert severities == sorted(severities)
    assert sum(severities) == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("words", [("calibrate",), ("agreement",), ("rank", "--tie-seed", "S")])
def test_the_same_marks_give_the_same_bytes_in_any_order(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    mixed = random.Random(1).sample(rows(), len(rows()))
    first = run(words[0], written(tmp_path / "a.csv", rows()), *words[1:], "--json")
    second = run(words[0], written(tmp_path / "b.csv", mixed), *words[1:], "--json")
    assert first.stdout_bytes == second.stdout_bytes
    assert len(first.stdout_bytes) > 200


def test_the_method_can_be_asked_for(scores: Path) -> None:
    plain = told("calibrate", scores, "--method", "none")
    assert plain["method"] == "none"
    assert all(one["score"] == one["mean"] for one in plain["entries"])


def test_a_disconnected_panel_is_told_and_not_corrected(tmp_path: Path) -> None:
    apart = [*rows(), *(f"X{line.replace(',J', ',X')}" for line in rows(10, high=20))]
    path = written(tmp_path / "apart.csv", apart)
    found = told("calibrate", path)
    assert (found["method"], found["connected"]) == ("none", False)
    refused = run("calibrate", path, "--method", "additive", "--json")
    assert refused.exit_code == 2
    assert "disconnected" in refused.stderr
    assert refused.stdout == ""


def test_agreement_tells_each_criterion_and_the_whole(scores: Path) -> None:
    found = told("agreement", scores)
    assert [one["criterion"] for one in found["criteria"]] == ["idea", "use"]
    assert found["criteria"][0]["entries"] == 40
    assert 0 < found["overall"]["alpha"] < 1
    assert found["overall"]["icc"] == pytest.approx(found["overall"]["alpha"], abs=0.05)
    assert told("agreement", scores, "--level", "nominal")["overall"]["alpha"] < 0.1


def test_rank_gives_one_order_and_binds_the_seed(scores: Path) -> None:
    found = told("rank", scores, "--tie-seed", "beras")
    assert [one["rank"] for one in found["entries"]] == list(range(1, 41))
    assert found["commitment"] == hashlib.sha256(b"beras").hexdigest()
    assert {one["decided_by"] for one in found["entries"]} <= {"score", "criterion", "lot"}


@pytest.mark.parametrize("words", [("calibrate",), ("agreement",), ("rank", "--tie-seed", "S")])
def test_without_json_it_is_for_eyes(scores: Path, words: tuple[str, ...]) -> None:
    result = run(words[0], scores, *words[1:])
    assert result.exit_code == 0
    assert "K07" in result.stdout or "idea" in result.stdout
    assert "{" not in result.stdout


def halves(tmp_path: Path) -> tuple[Path, Path]:
    """K1 and K2 are equal in both, K3 was never heard."""
    panel = [f"K{n},J{judge},idea,1,{60 + judge}" for n in (1, 2, 3) for judge in (1, 2)]
    talks = [line for line in panel if not line.startswith("K3")]
    return written(tmp_path / "panel.csv", panel), written(tmp_path / "talks.csv", talks)


def test_who_was_not_heard_has_no_final_score_and_who_did_not_come_gets_a_part(
    tmp_path: Path,
) -> None:
    files = halves(tmp_path)
    found = told("mix", *files, "--share", "40", "--absent", "K3")["entries"]
    scores = [(one["entry"], one["rank"], one["score"], one["n"]) for one in found]
    assert scores == [("K1", 1, 61.5, 2), ("K2", 1, 61.5, 2), ("K3", 3, 36.9, 2)]
    heard = told("mix", *files, "--share", "40", "--tie-seed", "S")["entries"]
    assert [one["rank"] for one in heard] == [1, 2]
    assert {one["entry"] for one in heard} == {"K1", "K2"}


def test_whoever_is_said_to_be_absent_is_known_to_the_panel(tmp_path: Path) -> None:
    refused = run("mix", *halves(tmp_path), "--share", "40", "--absent", "K3;K9")
    assert refused.exit_code == 2
    assert refused.stderr == "--absent names what panel.csv does not: K9\n"


BAD = [
    (HEADER, ["K1,A,idea,1,7", "K1,A,idea,1,8"],
     "line 3: entry K1, judge A, criterion idea stands on line 2 already"),
    (HEADER, ["K1,A,idea,1,"], "line 2: mark is empty"),
    (HEADER, ["K1,,idea,1,7"], "line 2: judge is empty"),
    (HEADER, ["K1,A,idea,1,101"], "line 2: mark 101 is outside the scale of 0 to 100"),
    (HEADER, ["K1,A,idea,1,7", "K2,A,idea,1,-1"], "line 3: mark -1 is outside the scale"),
    (HEADER, ["K1,A,idea,-1,7"], "line 2: weight is below 0: -1"),
    (HEADER, ["K1,A,idea,0,7"], "line 2: weight is 0 here and everywhere"),
    (HEADER, ["K1,A,idea,1,7", "K2,A,idea,2,7"],
     "line 3: weight 2 of criterion idea is 1 on line 2"),
    (HEADER, [], "line 1: holds no marks below its header"),
    ("entry,judge,criterion,mark", ["K1,A,idea,7"], "line 1: missing column 'weight'"),
    (f"{HEADER},nip", ["K1,A,idea,1,7,1"], "line 1: unknown column 'nip'"),
    (f"{HEADER},track", ["K1,A,idea,1,7,x", "K1,B,idea,1,7,y"],
     "line 3: track 'y' of entry K1 is 'x' on line 2"),
    (f"{HEADER},position", ["K1,A,idea,1,7,1", "K1,A,use,1,7,2"],
     "line 3: position 2 of judge A is 1 on line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "lines", "sentence"), BAD)
def test_bad_input_is_one_sentence_with_its_line(
    tmp_path: Path, header: str, lines: list[str], sentence: str
) -> None:
    path = written(tmp_path / "s.csv", lines, header)
    for words in (("calibrate",), ("agreement",), ("rank", "--tie-seed", "S")):
        result = run(words[0], path, *words[1:], "--json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"s.csv, {sentence}")
        assert result.stderr.count("\n") == 1


def test_another_scale_is_told_by_its_ends(tmp_path: Path) -> None:
    path = written(tmp_path / "s.csv", ["K1,A,idea,1,7", "K2,A,idea,1,-3.5"])
    assert told("calibrate", path, "--scale", "-10:10")["entries"][1]["mean"] == -3.5
    for scale in ("5", "9:1", "a:b"):
        refused = run("calibrate", path, "--scale", scale)
        assert refused.exit_code == 2
        assert refused.stderr.startswith("--scale ")


def test_a_recount_next_year_on_another_machine_gives_these_very_numbers(scores: Path) -> None:
    found = told("calibrate", scores)
    best, judge = found["entries"][0], found["judges"][0]
    assert best == {
        "entry": "K39", "n": 3, "mean": 57.777778, "score": 61.121674, "se": 0.974802,
        "rank": 1, "rank_low": 1, "rank_high": 5,
    }  # fmt: skip
    assert judge == {"judge": "J0", "n": 22, "severity": -7.438814}
    del found["rules"]
    digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    assert digest == "9a27ab30cec97b370336b9e546687fa8a537fb9735118cfdb88191ebb46458cf"
