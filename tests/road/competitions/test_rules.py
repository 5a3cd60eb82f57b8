"""Rules, their rows, and the checker, without a database."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ideas.judging.rubrics.rules import Correction, Judging, TieRule
from ideas.road.competitions.checking import Officers, defects
from ideas.road.competitions.presets import dated, find_preset, presets
from ideas.road.competitions.rules import Category, Prize, Rules, free_key, rearranged, rules_digest
from ideas.staff.organisation.rules import Zone
from ideas.stages import StepKind
from ideas.writing.forms.rules import SectionKind, Stage, asked
from tests.factories import RULES

START = datetime(2026, 12, 1, 1, tzinfo=UTC)
WEEK = timedelta(days=7)
ENOUGH = Officers(judges=3, chairs=1, leaders=1, publishers=1)


@dataclass
class Step:
    kind: StepKind
    position: int
    opens_at: datetime
    closes_at: datetime
    title: str = "Tahap"
    service_days: int = 5
    quota: int = 1
    per_entry: int = 3
    passes: str = "everyone"


def road() -> list[Step]:
    return [
        Step(kind, place, START + WEEK * place, START + WEEK * (place + 1), title=kind.value)
        for place, kind in enumerate(StepKind)
    ]


def found(
    rules: Rules = RULES, steps: list[Step] | None = None, officers: Officers = ENOUGH
) -> list[str]:
    return [str(s) for s in defects(rules, steps or road(), officers, START)]


def test_a_whole_road_has_no_defects() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sections": ()}, "Formulir belum punya bagian."),
        ({"categories": ()}, "Belum ada kategori."),
        ({"checklist": ()}, "Daftar periksa administrasi masih kosong."),
        ({"prizes": ()}, "Belum ada penghargaan yang diperebutkan."),
        ({"criteria": RULES.criteria[:1]}, "Bobot kriteria berjumlah 60, seharusnya 100."),
        ({"sections": RULES.sections[2:]}, "Tidak ada bagian yang wajib diisi."),
        ({"sections": RULES.sections[:1] * 2}, "Dua bagian memakai kunci sama."),
        ({"criteria": RULES.criteria[:1] * 2}, "Dua kriteria memakai kunci sama."),
    ],
)
def test_rules_that_would_not_work_are_named(change: dict[str, Any], sentence: str) -> None:
    assert sentence in found(RULES.model_copy(update=change))


def test_an_unexplained_mark_is_named() -> None:
    mute = RULES.criteria[0].model_copy(update={"anchors": ("a", "b", "", "d", "e")})
    rules = RULES.model_copy(update={"criteria": (mute, RULES.criteria[1])})
    assert found(rules) == ["Kriteria “Dampak” belum menjelaskan semua nilainya."]


def test_the_rubric_of_a_presentation_is_looked_at_where_there_is_one() -> None:
    half = RULES.model_copy(update={"pitch_criteria": RULES.criteria[:1]})
    assert found(half) == ["Bobot rubrik presentasi berjumlah 60, seharusnya 100."]
    without = [step for step in road() if step.kind is not StepKind.PITCH]
    assert found(half, without) == []


def test_a_road_must_begin_judge_and_end() -> None:
    whole = road()
    assert found(steps=whole[1:]) == ["Tahap pertama harus pengajuan."]
    assert found(steps=whole[:-1]) == ["Tahap terakhir harus penetapan, agar ada akhirnya."]
    without = [step for step in whole if step.kind is not StepKind.PANEL]
    assert found(steps=without) == ["Tanpa penilaian panel, penetapan tidak punya dasar."]


def test_dates_run_forward_and_do_not_overlap() -> None:
    whole = road()
    backward = [*whole[:-1], replace(whole[-1], closes_at=whole[-1].opens_at)]
    assert found(steps=backward) == ["Tahap “decree” berakhir sebelum dimulai."]
    early = replace(whole[1], opens_at=whole[1].opens_at - timedelta(seconds=1))
    assert found(steps=[whole[0], early, *whole[2:]]) == [
        "Tahap “endorsement” mulai sebelum “call” ditutup."
    ]


def test_a_call_that_is_over_cannot_open() -> None:
    late = defects(RULES, road(), ENOUGH, START + WEEK)
    assert [str(s) for s in late] == ["Tahap “call” sudah lewat. Pindahkan tanggalnya."]
    assert defects(RULES, road(), ENOUGH, START + WEEK - timedelta(seconds=1)) == []


@pytest.mark.parametrize(
    ("officers", "sentence"),
    [
        (
            replace(ENOUGH, judges=2),
            "Tahap “panel” memerlukan paling sedikit 3 juri, baru ada 2.",
        ),
        (replace(ENOUGH, leaders=0), "Belum ada pimpinan yang menyegel hasil."),
        (replace(ENOUGH, publishers=0), "Belum ada pejabat yang mengumumkan hasil."),
    ],
)
def test_every_step_has_an_owner(officers: Officers, sentence: str) -> None:
    assert found(officers=officers) == [sentence]


def test_a_pass_rule_selects_somebody() -> None:
    whole = road()
    for passes, fine in (("everyone", True), ("top:3", True), ("top:0", False), ("", False)):
        steps = [replace(whole[0], passes=passes), *whole[1:]]
        assert (found(steps=steps) == []) is fine


@pytest.mark.parametrize(
    ("do", "rows"),
    [
        ("save", "abc"), ("add", "abcN"), ("remove-1", "ac"), ("up-2", "acb"), ("up-0", "abc"),
        ("down-0", "bac"), ("down-2", "abc"), ("remove-9", "abc"), ("remove--1", "abc"),
        ("", "abc"), ("remove-²", "abc"),
    ],
)  # fmt: skip
def test_rows_are_rearranged_by_one_button(do: str, rows: str) -> None:
    assert "".join(rearranged("abc", do, "N")) == rows


def test_a_new_row_takes_a_key_that_is_free() -> None:
    assert free_key(["a", "b"], "section") == "section_3"
    assert free_key(["section_2"], "section") == "section_3"


def test_the_digest_changes_with_every_rule_and_date() -> None:
    whole = road()
    same = rules_digest(RULES, list(reversed(whole)))
    assert same == rules_digest(RULES, whole)
    more = RULES.model_copy(update={"prizes": (*RULES.prizes, Prize(place=2, title="II"))})
    others = [
        rules_digest(more, whole),
        rules_digest(RULES, [replace(whole[0], quota=2), *whole[1:]]),
        rules_digest(RULES, [replace(whole[0], opens_at=START - WEEK), *whole[1:]]),
    ]
    assert len({same, *others}) == 4


def test_every_preset_needs_only_people_to_open() -> None:
    assert len(presets()) >= 8
    for preset in presets():
        days = dated(preset.steps, date(2026, 12, 1), Zone.WITA)
        steps = [
            Step(
                s.plan.kind, s.position, s.opens_at, s.closes_at, title=s.plan.title,
                per_entry=s.plan.per_entry,
            )
            for s in days
        ]  # fmt: skip
        assert [str(d) for d in defects(preset.rules, steps, ENOUGH, START)] == [], preset.key


def test_every_preset_tells_its_source_and_what_was_not_checked() -> None:
    for preset in presets():
        assert preset.rules.source, preset.key
        assert preset.verified or preset.note, preset.key


def test_a_group_of_the_national_form_is_asked_its_own_sections() -> None:
    groups = find_preset("kipp_2022_groups")
    assert groups
    asked_for = {c.key: asked(groups.rules.sections, c.key) for c in groups.rules.categories}
    words = {
        key: [s.words for s in sections if s.kind is SectionKind.TEXT]
        for key, sections in asked_for.items()
    }
    general = [200, 600, 600, 200, 400, 600, 200]
    assert words == {
        "general": general, "replication": [*general, 100, 200, 100],
        "special": [200, 200, 300, 300],
    }  # fmt: skip


def test_who_is_shortlisted_needs_days_to_complete() -> None:
    later = RULES.sections[1].model_copy(update={"stage": Stage.FULL})
    longer = RULES.model_copy(update={"sections": (RULES.sections[0], later)})
    straight = [step for step in road() if step.kind is not StepKind.BALLOT]
    assert found(longer) == []
    assert found(RULES, straight) == []
    straight[3] = replace(straight[3], opens_at=straight[2].closes_at + timedelta(days=2))
    assert "Beri jeda 3 hari" in found(longer, straight)[0]
    unchecked = [step for step in straight if step.kind is not StepKind.SCREENING]
    assert "memerlukan seleksi administrasi dan panel" in found(longer, unchecked)[0]


def test_a_preset_is_dated_from_its_first_day_in_its_own_zone() -> None:
    preset = find_preset("leader_challenge")
    assert preset
    first, second, *_ = dated(preset.steps, date(2026, 12, 1), Zone.WIT)
    assert first.opens_at == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert first.closes_at == datetime(2026, 12, 22, 7, tzinfo=UTC)
    assert second.opens_at == first.closes_at
    assert find_preset("../people") is None


def judged_by(**switches: Any) -> Rules:
    return RULES.model_copy(update={"judging": Judging(**switches)})


def test_what_follows_the_panel_stands_before_the_decree() -> None:
    whole = {step.kind: step for step in road()}
    whole[StepKind.PITCH].position, whole[StepKind.PANEL].position = 4, 6
    found_now = found(steps=list(whole.values()))
    assert "Tahap “pitch” harus di antara penilaian panel dan penetapan." in found_now


@pytest.mark.parametrize(
    ("switches", "without", "sentence"),
    [
        ({"pitch_share": 30}, StepKind.PITCH,
         "Presentasi berbobot 30%, tetapi tahapnya belum ada."),
        ({"bridges": True}, None, "Juri jembatan memerlukan paling sedikit dua kategori."),
        ({"room": 3}, StepKind.PLENARY, "Ruang kalibrasi memerlukan ketua panel."),
        ({}, None, "Sidang pleno memerlukan ketua panel."),
    ],
)  # fmt: skip
def test_switches_of_judging_that_would_not_work_are_named(
    switches: dict[str, Any], without: StepKind | None, sentence: str
) -> None:
    steps = [step for step in road() if step.kind is not without]
    chairless = replace(ENOUGH, chairs=0 if "ketua" in sentence else 1)
    assert found(judged_by(**switches), steps, chairless) == [sentence]


def test_switches_of_judging_that_work_are_let_through() -> None:
    two = (*RULES.categories, Category(key="tata", name="Tata kelola"))
    rules = judged_by(pitch_share=30, bridges=True, room=3).model_copy(update={"categories": two})
    assert found(rules) == []
    single = [replace(step, per_entry=1) for step in road()]
    assert found(rules, single) == ["Juri jembatan memerlukan paling sedikit dua juri tiap usulan."]


def test_every_preset_says_how_marks_become_places() -> None:
    for preset in presets():
        judging = preset.rules.judging
        assert (judging.correction, judging.tie) == (Correction.AUTO, TieRule.LOT), preset.key
        assert (judging.gap, judging.team_years) == (30, 2), preset.key
