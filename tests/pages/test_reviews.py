"""The judge's queue and sheet in a browser."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from ideas import given
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.panels.hall import Hall

FULL = {"mark-dampak": "4", "mark-baru": "2", "mark-baru-reason": "Sudah ada"}


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


@pytest.fixture
def ratna(hall: Hall) -> Browser:
    return Browser(hall.judges[0])


def at(sheet: Assignment) -> str:
    return f"/reviews/{sheet.ref}"


def bare(html: str) -> str:
    """Without keys and nonces, which chance makes anew each time."""
    return re.sub(r"\b[0-9a-f]{32,64}\b", "", html)


def chosen(page: BeautifulSoup) -> dict[str, str]:
    return {str(r["name"]): str(r["value"]) for r in page.select("input[type=radio][checked]")}


def test_the_queue_says_how_many_by_when_and_which_is_next(hall: Hall, ratna: Browser) -> None:
    first, second = hall.sheet(), hall.sheet(entry=hall.entries[1])
    page = ratna.page("/reviews")
    assert "Nilai 2 usulan lagi" in page.select(".kabar .ask")[0].text
    assert "Minggu, 29 Nov 2026, 00.00 WIB" in page.text
    assert page.select("main .btn-main")[0]["href"] == at(first)
    ratna.post(f"{at(first)}/lock", FULL)
    page = ratna.page("/reviews")
    assert "1 dari 2" in page.select(".kabar")[0].text
    assert page.select("main .btn-main")[0]["href"] == at(second)


def test_what_waits_comes_before_what_is_done(hall: Hall, ratna: Browser, make: Make) -> None:
    earlier = make.step_of(hall.competition, StepKind.CALL)
    done = Assignment(
        step_id=earlier.id, entry_id=hall.entries[1].id, judge_id=hall.judges[0].id, place=1,
        assigned_at=make.now, state=AssignmentState.LOCKED, declared_at=make.now,
    )  # fmt: skip
    done = make.save(done)
    waits = hall.sheet()
    page = ratna.page("/reviews")
    assert [len(part.select(".ask")) for part in page.select("section:has(.kabar)")] == [1, 0]
    assert page.select("main .btn-main")[0]["href"] == at(waits)
    assert [a["href"] for a in page.select("main details td a, main details th a")] == [at(done)]


def test_an_empty_queue_says_so(hall: Hall, ratna: Browser) -> None:
    assert "Belum ada yang perlu Anda nilai" in ratna.page("/reviews").text
    assert "Belum ada yang perlu Anda nilai" in Browser(hall.dewi).page("/reviews").text


def test_the_sheet_tells_the_idea_but_not_whose_it_is(hall: Hall, ratna: Browser) -> None:
    sheet = hall.sheet()
    page = ratna.page(at(sheet))
    assert {"Gagasan 0", "Antre lama.", "Lewat ponsel."} <= set(page.stripped_strings)
    for secret in ("Penggagas", "Atasan", "Unit ", hall.entries[0].ref, "Layanan"):
        assert secret not in page.select_one("main").text  # type: ignore[union-attr] # every page has one
    assert len(page.select("main .btn-main")) == 1


def test_autosave_keeps_marks_and_answers_with_the_running_total(
    hall: Hall, ratna: Browser
) -> None:
    sheet = hall.sheet()
    answer = ratna.post(at(sheet), {"mark-dampak": "5", "version": "0"}, htmx="totals")
    assert answer.status_code == 200
    totals = BeautifulSoup(answer.text, "html.parser")
    assert totals.find(id="totals")
    assert "100,00" in totals.text
    assert "1 dari 2 kriteria dinilai" in totals.text
    assert chosen(ratna.page(at(sheet))) == {"mark-dampak": "5"}


def test_the_totals_are_the_same_part_of_the_page(hall: Hall, ratna: Browser) -> None:
    sheet = hall.sheet()
    part = ratna.page(at(sheet)).find(id="totals")
    block = BeautifulSoup(ratna.get(at(sheet), htmx="totals").text, "html.parser")
    assert str(part) == str(block).strip()


def test_what_a_save_answers_is_what_the_page_then_says(hall: Hall, ratna: Browser) -> None:
    sheet = hall.sheet()
    fields = {"mark-dampak": "4", "note_team": "Menurut Ibu Ratna begitu.", "version": "0"}
    answer = ratna.post(at(sheet), fields, htmx="totals")
    told = BeautifulSoup(answer.text, "html.parser").find(id="totals")
    assert told == ratna.page(at(sheet)).find(id="totals")
    assert "menyebut Ratna" in str(told)


def test_a_save_along_the_way_reads_nothing_back(
    hall: Hall, ratna: Browser, asked: list[str]
) -> None:
    sheet, fields = hall.sheet(), {"mark-dampak": "4", "mark-baru": "3", "version": "0"}
    asked.clear()
    ratna.post(at(sheet), fields, htmx="totals")
    assert len(asked) <= 9  # who, sheet, competition, conflicts, rules; sheet, marks twice, event


def test_save_and_next_goes_on_in_the_judges_order(hall: Hall, ratna: Browser) -> None:
    first, second = hall.sheet(), hall.sheet(entry=hall.entries[1])
    answer = ratna.post(at(first), {"mark-dampak": "3", "version": "0", "go": "next"})
    assert (answer.status_code, answer.headers["location"]) == (303, at(second))
    answer = ratna.post(at(second), {"version": "0", "go": "next"})
    assert answer.headers["location"] == at(first)


def test_a_second_tab_keeps_its_text_and_is_told(hall: Hall, ratna: Browser) -> None:
    sheet = hall.sheet()
    ratna.post(at(sheet), {"mark-dampak": "3", "version": "0"})
    late = {"mark-dampak": "1", "mark-dampak-reason": "Ditulis di tab kedua", "version": "0"}
    answer = ratna.post(at(sheet), late)
    assert answer.status_code == 422
    assert "sudah berubah di tab lain" in answer.text
    assert "Ditulis di tab kedua" in answer.text
    assert chosen(ratna.page(at(sheet))) == {"mark-dampak": "3"}


def test_a_lock_needs_every_mark_and_keeps_what_was_typed(hall: Hall, ratna: Browser) -> None:
    sheet, once = hall.sheet(), ratna.once()
    answer = ratna.post(f"{at(sheet)}/lock", {"mark-dampak": "5", "version": "0"}, once=once)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert "Nilai 5 untuk Dampak perlu alasan, paling sedikit 5 kata." in answer.text
    assert "Pilih nilai 1 sampai 5 untuk Kebaruan." in answer.text
    assert chosen(page) == {"mark-dampak": "5"}
    assert [e["href"] for e in page.select(".errors a")] == [
        "#f-mark-dampak-reason",
        "#f-mark-baru",
    ]
    answer = ratna.post(f"{at(sheet)}/lock", FULL | {"version": "0"}, once=once)
    assert answer.status_code == 303


def test_a_locked_sheet_is_read_and_no_longer_written(hall: Hall, ratna: Browser) -> None:
    sheet, once = hall.sheet(), ratna.once()
    for _ in range(2):
        answer = ratna.post(f"{at(sheet)}/lock", FULL | {"version": "0"}, once=once)
        assert (answer.status_code, answer.headers["location"]) == (303, "/reviews")
    page = ratna.page(at(sheet))
    assert "Nilai tidak dapat diubah lagi." in page.text
    assert page.select("#sheet, main input[type=radio]") == []
    assert "64,00" in page.text
    answer = ratna.post(at(sheet), FULL | {"version": "1"})
    assert answer.status_code == 403
    assert "Nilai sudah Anda kunci." in answer.text


def test_after_the_close_the_sheet_can_only_be_read(hall: Hall, ratna: Browser) -> None:
    sheet = hall.sheet()
    ratna.post(at(sheet), FULL | {"version": "0"})
    with given.world(frozen=hall.step.closes_at + timedelta(seconds=1)):
        assert "Tahap ini sudah ditutup." in ratna.page(at(sheet)).text
        assert ratna.page(at(sheet)).select("main form") == []
        assert ratna.post(at(sheet), FULL).status_code == 422


def test_what_was_never_marked_is_no_nought(hall: Hall, ratna: Browser) -> None:
    sheet = hall.sheet()
    with given.world(frozen=hall.step.closes_at + timedelta(seconds=1)):
        assert "0,00" not in ratna.page(at(sheet)).text


def test_who_knows_the_entry_steps_back_and_finds_it_no_more(hall: Hall, ratna: Browser) -> None:
    sheet = hall.sheet()
    answer = ratna.post(f"{at(sheet)}/conflict", {"why": "Teman lama"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/reviews")
    assert ratna.get(at(sheet)).status_code == 404
    assert sheet.ref not in ratna.page("/reviews").text


def test_the_sheet_of_another_judge_does_not_exist(hall: Hall, ratna: Browser) -> None:
    mine, other = hall.sheet(), hall.sheet(hall.judges[1])
    Browser(hall.judges[1]).post(at(other), FULL | {"version": "0"})
    assert ratna.get(at(mine)).status_code == 200
    hidden, absent = ratna.get(at(other)), ratna.get("/reviews/AAAA-AAAA")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert bare(hidden.text) == bare(absent.text)
    for place in ("", "/lock", "/conflict"):
        assert ratna.post(f"{at(other)}{place}", FULL).status_code == 404
    assert Browser(hall.dewi).get(at(other)).status_code == 404


@pytest.mark.parametrize(
    "fields", [{"mark-dampak": "9"}, {"mark-lain": "3"}, {"entry_id": "x"}, {"version": "x"}]
)
def test_a_field_that_no_sheet_has_is_not_taken(
    hall: Hall, ratna: Browser, fields: dict[str, str]
) -> None:
    sheet = hall.sheet()
    assert ratna.post(at(sheet), {"version": "0"} | fields).status_code == 422
    assert ratna.post(at(sheet), {"version": "0"}).status_code == 303


def test_queue_and_sheet_ask_as_much_for_three_entries_as_for_one(
    hall: Hall, ratna: Browser, asked: list[str]
) -> None:
    def count(url: str) -> int:
        asked.clear()
        ratna.get(url)
        return len(asked)

    sheet = hall.sheet()
    before = [count("/reviews"), count(at(sheet))]
    hall.sheet(entry=hall.entries[1])
    hall.sheet(entry=hall.entries[2])
    assert [count("/reviews"), count(at(sheet))] == before
