"""The road designer: block by block from a preset to an open competition."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.staff.people.models import Person
from ideas.stages import CompetitionState, StepKind
from tests.browsing import Browser
from tests.factories import Make

PLAN = {
    "preset": "idea_contest_regency", "title": "Lomba Baru", "theme": "Dekat",
    "about": "Untuk semua.", "first_day": "2026-12-01",
}  # fmt: skip


@pytest.fixture
def dewi(make: Make) -> Person:
    return make.with_role("Dewi", Role.SECRETARIAT)


@pytest.fixture
def draft(make: Make) -> Competition:
    return make.competition(state=CompetitionState.DRAFT)


def fields(page: BeautifulSoup, block: str) -> dict[str, Any]:
    """What a browser would send from the first form of a block, without its buttons."""
    form = page.select_one(f"#{block} form")
    assert form
    sent: dict[str, Any] = {}
    for tag in form.select("input, textarea, select"):
        if tag.get("name") in (None, "token", "once"):
            continue
        if tag.get("type") == "checkbox" and not tag.has_attr("checked"):
            continue
        chosen = tag.select_one("option[selected]") or tag.select_one("option")
        value = chosen["value"] if chosen else tag.get("value", tag.text.removeprefix("\n"))
        sent[str(tag["name"])] = value
    return sent


def test_a_preset_becomes_a_draft_with_its_whole_road(make: Make, dewi: Person) -> None:
    browser = Browser(dewi)
    answer = browser.post("/competitions/new", PLAN | {"unit": make.regency.ref})
    assert answer.status_code == 303, answer.text[-3000:]
    page = browser.page(answer.headers["location"])
    assert len(page.select("#steps fieldset")) == 6
    assert fields(page, "steps")["steps-0-closes_at"] == "2026-12-31T16:00"
    assert "Tahap “Penilaian juri” memerlukan paling sedikit 3 juri" in page.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Bagian ini perlu diisi."),
        ("preset", "none", "Pilih salah satu pola."),
        ("unit", "none", "Pilih unit kerja dalam jangkauan Anda."),
        ("first_day", "9999-12-31", "Tulis tahun di antara 2000 dan 2100."),
        ("first_day", "besok", "Pilih tanggal dari kalender."),
    ],
)
def test_bad_input_comes_back_with_a_sentence(
    make: Make, dewi: Person, field: str, value: str, sentence: str
) -> None:
    typed = PLAN | {"unit": make.regency.ref, "theme": "Yang saya tulis", field: value}
    answer = Browser(dewi).post("/competitions/new", typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Yang saya tulis" in answer.text


def test_only_the_secretariat_plans(make: Make, dewi: Person, draft: Competition) -> None:
    sari = Browser(make.person("Sari"))
    assert sari.get("/competitions/new").status_code == 403
    assert sari.get(f"/competitions/{draft.ref}/road").status_code == 404
    opened = make.competition()
    assert sari.get(f"/competitions/{opened.ref}/road").status_code == 403
    assert Browser(dewi).get(f"/competitions/{opened.ref}/road").status_code == 200


@pytest.mark.parametrize("block", ["basics", "steps", "judging"])
def test_a_block_saved_as_it_is_changes_nothing(
    dewi: Person, draft: Competition, block: str
) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    before = fields(browser.page(url), block)
    assert browser.post(f"{url}/{block}", before).status_code == 303
    assert fields(browser.page(url), block) == before


PARTS = ["categories", "sections", "checklist", "criteria", "pitch_criteria", "prizes"]


@pytest.mark.parametrize("part", PARTS)
def test_rows_are_added_and_taken_away(dewi: Person, draft: Competition, part: str) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    rows = len(browser.page(url).select(f"#{part} details"))
    typed = fields(browser.page(url), part)
    assert browser.post(f"{url}/rules/{part}", typed | {"do": "add"}).status_code == 303
    page = browser.page(url)
    assert len(page.select(f"#{part} details")) == rows + 1
    removed = {"do": f"remove-{rows}"}
    browser.post(f"{url}/rules/{part}", fields(page, part) | removed)
    assert fields(browser.page(url), part) == typed


def test_rows_move(dewi: Person, draft: Competition) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    typed = fields(browser.page(url), "sections")
    browser.post(f"{url}/rules/sections", typed | {"do": "down-0"})
    titles = [f.text for f in browser.page(url).select("#sections summary")]
    said = ["1. Cara baru Tulisan", "2. Masalah Tulisan", "3. Anggaran Tulisan · boleh dilewati"]
    assert titles == said


@pytest.mark.parametrize("part", [*PARTS, "steps", "basics", "judging"])
def test_a_block_equals_its_part_of_the_page_and_brings_the_check(
    dewi: Person, draft: Competition, part: str
) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    typed = fields(browser.page(url), part)
    where = part if part in ("steps", "basics", "judging") else f"rules/{part}"
    answer = browser.post(f"{url}/{where}", typed, htmx=part)
    assert answer.status_code == 200
    block = BeautifulSoup(answer.text, "html.parser").find_all(recursive=False)
    page = browser.page(url)
    assert [root["id"] for root in block] == [part, "check", "flash"]
    assert block[2].text == "Perubahan tersimpan."
    assert plain(block[0]) == plain(page.select(f"#{part}")[0])
    assert plain(block[1]) == plain(page.select("#check")[0])


def plain(root: Any) -> str:
    for control in root.select("input[name=token], input[name=once]"):
        control.decompose()
    return str(root)


def test_every_mistake_stands_beside_its_field(dewi: Person, draft: Competition) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    typed = fields(browser.page(url), "criteria")
    typed |= {"criteria-0-title": "", "criteria-1-weight": "banyak", "criteria-1-title": "Saya"}
    answer = browser.post(f"{url}/rules/criteria", typed)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    wrong = {str(tag["id"]) for tag in page.select(".error")}
    assert wrong == {"f-criteria-0-title-error", "f-criteria-1-weight-error"}
    assert page.select("#f-criteria-1-title")[0]["value"] == "Saya"


def test_backward_dates_are_refused_beside_the_field(dewi: Person, draft: Competition) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    typed = fields(browser.page(url), "steps")
    typed |= {"steps-1-closes_at": "2020-01-01T10:00", "steps-2-opens_at": "kapan-kapan"}
    answer = browser.post(f"{url}/steps", typed)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert (
        page.select("#f-steps-1-closes_at-error")[0].text == "Tahap ini berakhir sebelum dimulai."
    )
    assert page.select("#f-steps-2-opens_at-error")


def test_what_the_checker_finds_keeps_it_from_opening(dewi: Person, draft: Competition) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    typed = fields(browser.page(url), "criteria") | {"criteria-0-weight": "50"}
    browser.post(f"{url}/rules/criteria", typed)
    page = browser.page(url)
    assert "Bobot kriteria berjumlah 90, seharusnya 100." in page.select("#check")[0].text
    assert page.select("#check button[aria-disabled]")
    assert browser.post(f"{url}/opening").status_code == 422


def test_officers_are_found_by_name_named_and_dismissed(
    make: Make, dewi: Person, draft: Competition
) -> None:
    ratna, url, browser = (
        make.person("Ratna Sari"),
        f"/competitions/{draft.ref}/road",
        Browser(dewi),
    )
    found = browser.page(f"{url}?q=ratna").select("#officers")[0]
    assert "Ratna Sari" in found.text
    seat = {"person": ratna.ref, "role": "judge", "q": "ratna"}
    assert browser.post(f"{url}/officers", seat).status_code == 303
    assert "Juri · Unit Ratna Sari" in browser.page(url).select("#officers")[0].text
    again = browser.post(f"{url}/officers", seat)
    assert (again.status_code, "sudah memegang peran ini" in again.text) == (422, True)
    clash = browser.post(f"{url}/officers", seat | {"role": "leader"})
    assert "sudah menjadi Juri, maka tidak dapat menjadi Pimpinan juga" in clash.text
    assert (
        browser.post(f"{url}/dismissals", {"person": ratna.ref, "role": "judge"}).status_code == 303
    )
    assert "Belum ada yang ditunjuk." in browser.page(url).select("#officers")[0].text


def test_nobody_appoints_themselves_or_after_the_judging_began(make: Make, dewi: Person) -> None:
    opened = make.competition(at=StepKind.PANEL)
    url, browser = f"/competitions/{opened.ref}/road", Browser(dewi)
    late = browser.post(f"{url}/officers", {"person": make.person("Tono").ref, "role": "judge"})
    assert (late.status_code, "Panitia terkunci" in late.text) == (403, True)
    early = make.competition(at=StepKind.CALL)
    url = f"/competitions/{early.ref}/road/officers"
    self = browser.post(url, {"person": dewi.ref, "role": "judge"})
    assert (self.status_code, "menunjuk diri sendiri" in self.text) == (403, True)
    other = browser.post(url, {"person": make.person("Intan").ref, "role": "judge"})
    assert other.status_code == 303


def test_a_clean_road_opens_and_is_locked_from_then_on(
    make: Make, dewi: Person, draft: Competition
) -> None:
    for name, role in (("Ratna", Role.JUDGE), ("Tono", Role.JUDGE), ("Intan", Role.JUDGE),
                       ("Hasan", Role.LEADER), ("Melati", Role.PUBLISHER)):  # fmt: skip
        make.with_role(name, role, draft)
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    typed = fields(browser.page(url), "sections")
    assert "Siap dibuka" in browser.page(url).text
    answer = browser.post(f"{url}/opening")
    assert answer.status_code == 303
    assert "Aturan terkunci" in browser.page(answer.headers["location"]).text
    late = browser.post(f"{url}/rules/sections", typed)
    assert (late.status_code, "Aturan terkunci" in late.text) == (403, True)
    assert browser.page(url).select("#officers")


def test_the_designer_asks_the_same_number_of_statements_whatever_it_holds(
    make: Make, dewi: Person, draft: Competition, asked: list[str]
) -> None:
    url, browser = f"/competitions/{draft.ref}/road", Browser(dewi)
    make.with_role("Ratna", Role.JUDGE, draft)
    asked.clear()
    browser.page(url)
    once = len(asked)
    for name in ("Tono", "Intan"):
        make.with_role(name, Role.JUDGE, draft)
    asked.clear()
    browser.page(url)
    assert len(asked) == once
