"""Drawing up the judging of a draft: scales, switches, further steps, and the forecast."""

import re
from itertools import pairwise
from typing import Any

import pytest

from ideas.database import transaction
from ideas.judging.rubrics.rules import Criterion, Judging
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.competitions.queries import rules_of, steps_of
from ideas.road.competitions.rules import Rules
from ideas.stages import CompetitionState, StepKind
from tests.browsing import Browser
from tests.factories import RULES, WEEK, Make
from tests.pages.test_roads import fields

KINDS = [StepKind.PANEL, StepKind.VISIT, StepKind.PITCH, StepKind.PLENARY, StepKind.DECREE]


class Drawing:
    """Dewi's draft, and what is stored of it."""

    def __init__(self, make: Make) -> None:
        self.competition: Competition = make.competition(state=CompetitionState.DRAFT)
        self.dewi = Browser(make.with_role("Dewi", Role.SECRETARIAT))
        self.at = f"/competitions/{self.competition.ref}/road"

    def post(self, block: str, where: str, **typed: Any) -> Any:
        sent = fields(self.dewi.page(self.at), block) | typed
        sent = {name: value for name, value in sent.items() if value is not None}
        return self.dewi.post(f"{self.at}/{where}", sent)

    @property
    def rules(self) -> Rules:
        with transaction(writes=False) as session:
            return rules_of(session, session.get_one(Competition, self.competition.id))

    def steps(self) -> list[Any]:
        with transaction(writes=False) as session:
            return list(steps_of(session, self.competition.id))


@pytest.fixture
def drawing(make: Make) -> Drawing:
    return Drawing(make)


def test_another_scale_brings_its_own_levels_and_keeps_what_was_written(drawing: Drawing) -> None:
    typed = {"criteria-0-scale": "0-10", "criteria-0-abstain": "on", "do": "save"}
    assert drawing.post("criteria", "rules/criteria", **typed).status_code == 303
    row = drawing.rules.criteria[0]
    assert (row.lowest, row.highest, len(row.anchors), row.abstain) == (0, 10, 11, True)
    assert (row.reason_to, row.reason_from) == (0, 10)
    page = drawing.dewi.page(drawing.at)
    assert len(page.select("#criteria textarea[name^=criteria-0-anchor]")) == 11
    assert page.select("#criteria details[open] #f-criteria-0-anchor2")
    assert "Kriteria “Dampak” belum menjelaskan semua nilainya." in page.select("#check")[0].text


def test_what_is_for_the_record_weighs_nothing(drawing: Drawing) -> None:
    typed = {"criteria-0-independent": "on", "criteria-1-weight": "100", "do": "save"}
    drawing.post("criteria", "rules/criteria", **typed)
    assert [(c.weight, c.independent) for c in drawing.rules.criteria] == [(0, True), (100, False)]
    refused = drawing.post("criteria", "rules/criteria", **{"criteria-1-weight": "0"})
    assert (refused.status_code, "f-criteria-1-weight-error" in refused.text) == (422, True)


def test_the_switches_of_judging_are_kept(drawing: Drawing) -> None:
    typed = {"correction": "auto", "tie": "lot", "gap": "30", "bridges": "on", "room": "3"}
    assert drawing.post("judging", "judging", **typed).status_code == 303
    wanted = Judging(correction="auto", tie="lot", gap=30, bridges=True, room=3)
    assert drawing.rules.judging == wanted
    drawing.post("judging", "judging", bridges=None)
    assert not drawing.rules.judging.bridges


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("gap", "101", "Paling besar 100."), ("minutes", "dua", "Isi dengan angka bulat."),
     ("tie", "koin", "Pilih salah satu dari pilihan yang ada.")],
)  # fmt: skip
def test_a_wrong_switch_is_told_beside_its_field(
    drawing: Drawing, field: str, value: str, sentence: str
) -> None:
    answer = drawing.post("judging", "judging", **{field: value})
    assert answer.status_code == 422
    assert f"f-{field}-error" in answer.text
    assert sentence in answer.text
    assert drawing.rules.judging == Judging()


def test_steps_after_the_panel_are_added_in_their_order_and_taken_away(drawing: Drawing) -> None:
    before = [(step.kind, step.opens_at, step.closes_at) for step in drawing.steps()]
    for kind in ("plenary", "visit", "pitch"):
        assert drawing.post("steps", "steps", do=f"add-{kind}").status_code == 303
    road = drawing.steps()
    assert [step.kind for step in road][-5:] == KINDS
    assert [step.position for step in road] == list(range(len(road)))
    assert all(a.closes_at <= b.opens_at for a, b in pairwise(road))
    drawing.post("steps", "steps", do="add-visit")
    assert len(drawing.steps()) == len(road)
    for kind in ("visit", "pitch", "plenary"):
        drawing.post("steps", "steps", do=f"remove-{kind}")
    assert [(step.kind, step.opens_at, step.closes_at) for step in drawing.steps()] == before


@pytest.mark.parametrize("do", ["add-call", "remove-panel", "remove-decree", "add-party", "add-"])
def test_no_other_step_is_added_or_taken_away(drawing: Drawing, do: str) -> None:
    before = [(step.ref, step.position) for step in drawing.steps()]
    assert drawing.post("steps", "steps", do=do).status_code == 303
    assert [(step.ref, step.position) for step in drawing.steps()] == before


def test_the_panel_chooses_how_many_go_on_only_when_something_follows(drawing: Drawing) -> None:
    assert not drawing.dewi.page(drawing.at).select("[name$=-top]")
    drawing.post("steps", "steps", do="add-pitch")
    field = drawing.dewi.page(drawing.at).select("[name$=-top]")[0]["name"]
    drawing.post("steps", "steps", **{str(field): "15"})
    assert {step.kind: step.passes for step in drawing.steps()}[StepKind.PANEL] == "top:15"
    wrong = drawing.post("steps", "steps", **{str(field): "0"})
    assert (wrong.status_code, f"f-{field}-error" in wrong.text) == (422, True)
    drawing.post("steps", "steps", **{str(field): ""})
    assert {step.passes for step in drawing.steps()} == {"everyone"}


def test_the_road_of_an_open_competition_takes_no_step(make: Make) -> None:
    opened = make.competition()
    dewi = Browser(make.with_role("Dewi", Role.SECRETARIAT))
    for tail, sent in (("steps", {"do": "add-pitch"}), ("judging", {"gap": "10"})):
        assert dewi.post(f"/competitions/{opened.ref}/road/{tail}", sent).status_code == 403


def test_the_rules_page_tells_how_judging_works(make: Make) -> None:
    wide = Criterion(
        key="dampak", title="Dampak", weight=100, anchors=("a", "b", "c", "d", "e"), lowest=0,
        highest=100, reason_to=20, reason_from=101, abstain=True,
    )  # fmt: skip
    judging = Judging(correction="additive", tie="lot", gap=30, room=3, pitch_share=40)
    rules = RULES.model_copy(update={"criteria": (wide,), "judging": judging})
    competition = make.competition(rules=rules, road=tuple(StepKind))
    text = Browser().page(f"/competitions/{competition.ref}/rules").text
    for told in (
        "Nilai 0 sampai 100", "alasan wajib untuk nilai sampai 20", "juri boleh tidak menilai",
        "lebih dari 30 poin", "3 usulan yang sama", "berbobot 40%", "undian", "Bekas rekan tim",
        "7 menit paparan, 13 menit tanya jawab", "Sah bila 50% anggota panel hadir",
    ):  # fmt: skip
        assert told in text, told
    assert "alasan wajib mulai" not in text


def test_the_forecast_begins_with_what_is_planned_and_follows_what_is_typed(
    make: Make, drawing: Drawing
) -> None:
    make.with_role("Ratna", Role.JUDGE, drawing.competition)
    page = drawing.dewi.page(f"{drawing.at}/forecast")
    assert page.select("#f-judges")[0]["value"] == "1"
    assert page.select("#f-days")[0]["value"] == str(5 * (WEEK.days // 7))
    asked = "entries=1329&winners=99&judges=11&days=14&minutes=40"
    typed = drawing.dewi.page(f"{drawing.at}/forecast?{asked}")
    rows = [[cell.text for cell in row.select("th, td")] for row in typed.select("tbody tr")]
    assert [row[0].split()[0] for row in rows] == ["1", "2", "3", "5"]
    assert rows[2][:4] == ["3 Pilihan sekarang", "363", "242", "17,3 Berat"]
    found = [[int(n) for n in re.findall(r"(\d+)%", row[4])] for row in rows]
    assert all(plain <= corrected for plain, corrected in found)
    # Our simulation of the national final found 49, 65 and 73 percent with 1, 3 and 5 judges.
    assert [plain for plain, _ in found] == [49, 60, 66, 73]
    assert drawing.dewi.page(f"{drawing.at}/forecast?entries=-1&days=x").select("tbody tr")


def test_the_forecast_is_for_those_who_plan(make: Make) -> None:
    competition = make.competition()
    sari = Browser(make.person("Sari"))
    assert sari.get(f"/competitions/{competition.ref}/road/forecast").status_code == 403
