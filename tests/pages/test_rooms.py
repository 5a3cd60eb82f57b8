"""The calibration room in a browser: who sees what, and when."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from ideas import given
from ideas.database import transaction
from ideas.judging.rooms.actions import agree_wording, close_room, open_room
from ideas.judging.rooms.rules import Agreed
from ideas.staff.organisation.models import Unit
from ideas.standing import Role
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.rooms.hall import RoomHall
from tests.pages.test_reviews import FULL

AGREED = "Hitung warga yang merasakan, bukan unit kerja."


@pytest.fixture
def hall(make: Make) -> RoomHall:
    return RoomHall(make)


@pytest.fixture
def opened(hall: RoomHall) -> RoomHall:
    hall.acted(open_room, hall.chair, ())
    return hall


def ask(page: BeautifulSoup) -> str:
    return page.select(".kabar .ask")[0].text if page.select(".kabar .ask") else ""


def rows(page: BeautifulSoup, within: str) -> list[list[str]]:
    return [list(row.stripped_strings) for row in page.select(f"{within} tbody tr")]


def test_the_panel_leads_to_its_room_first(hall: RoomHall) -> None:
    dewi = Browser(hall.dewi)
    page = dewi.page(hall.panel)
    assert page.select("main .btn-main")[0]["href"] == hall.url
    assert "Usulan dibagi setelah ruang kalibrasi ditutup." in page.text
    assert dewi.post(hall.panel).status_code == 403


def test_every_page_of_judging_has_its_place_in_the_menu(hall: RoomHall) -> None:
    for url in (hall.panel, hall.url):
        [here] = Browser(hall.dewi).page(url).select(".nav [aria-current]")
        assert here.text == "Kompetisi"


@pytest.mark.parametrize("who", ["chair", "dewi"])
def test_the_room_is_opened_by_lot_or_by_choice(hall: RoomHall, who: str) -> None:
    browser = Browser(getattr(hall, who))
    assert "Buka ruang ini" in ask(browser.page(hall.url))
    wrong = browser.post(hall.url, {"entry": [hall.entries[0].ref]})
    assert (wrong.status_code, "Pilih tepat 2 usulan" in wrong.text) == (422, True)
    assert browser.post(hall.url, {"do": "open"}).status_code == 422
    chosen = {"entry": [entry.ref for entry in hall.entries[:2]]}
    sent = chosen if who == "chair" else {"do": "lot"}
    assert browser.post(hall.url, sent).status_code == 303
    assert len(hall.sheets()) == 6
    assert browser.post(hall.url, {"do": "lot"}).status_code == 403


def test_a_judge_is_led_to_the_room_and_through_it(opened: RoomHall) -> None:
    judge, browser = opened.judges[0], Browser(opened.judges[0])
    assert opened.url in [a["href"] for a in browser.page("/reviews").select(".notice a")]
    assert "Nilai 2 usulan lagi" in ask(browser.page(opened.url))
    first, second = opened.sheets(judge)
    sheet = browser.page(f"/reviews/{first.ref}")
    assert sheet.select(f'a[href="{opened.url}"]')
    locked = browser.post(f"/reviews/{first.ref}/lock", FULL)
    assert locked.headers["location"] == f"/reviews/{second.ref}"
    locked = browser.post(f"/reviews/{second.ref}/lock", FULL)
    assert locked.headers["location"] == opened.url
    assert "sudah terkunci" in browser.page(opened.url).select(".kabar")[0].text


def test_the_spread_waits_for_ones_own_marks_and_for_three_judges(opened: RoomHall) -> None:
    ratna, tono, intan = opened.judges
    opened.lock(ratna, {"dampak": 5, "baru": 4})
    opened.lock(tono)
    assert "setelah 3 juri mengunci" in Browser(ratna).page(opened.url).text
    opened.lock(intan)
    page = Browser(ratna).page(opened.url)
    assert len(page.select("[aria-labelledby^=h-seen]")) == 2
    table = page.select("[aria-labelledby=h-seen-1] table")[0]
    counts = [list(row.stripped_strings) for row in table.select("tbody tr")]
    assert counts == [["1", "0"], ["2", "0"], ["3", "2"], ["4", "0"], ["5", "Nilai Anda", "1"]]


def test_who_has_not_locked_yet_is_not_pulled_along_by_three_who_have(make: Make) -> None:
    hall = RoomHall(make, judges=4)
    hall.acted(open_room, hall.chair, ())
    for judge in hall.judges[:3]:
        hall.lock(judge)
    early, late = Browser(hall.judges[0]).page(hall.url), Browser(hall.judges[3]).page(hall.url)
    assert len(early.select("[aria-labelledby^=h-seen]")) == 2
    assert not late.select("[aria-labelledby^=h-seen]")
    assert "Kunci nilai Anda dahulu" in late.text


def test_no_spread_says_who_gave_what(opened: RoomHall) -> None:
    for judge in opened.judges:
        opened.lock(judge)
    texts = [Browser(who).page(opened.url).select("main")[0].text for who in opened.judges]
    for text in texts:
        assert "Sebaran nilai" in text
        assert not [judge.name for judge in opened.judges if judge.name in text]
        assert "Penggagas" not in text


def test_a_chair_is_told_no_count_of_an_entry_that_they_stand_close_to(opened: RoomHall) -> None:
    before = rows(Browser(opened.chair).page(opened.url), "[aria-labelledby=h-present]")
    assert [row[1] for row in before] == ["0 dari 2"] * 3
    anchors = {sheet.entry_id for sheet in opened.sheets()}
    opened.part(opened.chair, next(e for e in opened.entries if e.id in anchors))
    after = rows(Browser(opened.chair).page(opened.url), "[aria-labelledby=h-present]")
    assert [row[1] for row in after] == ["0 dari 1"] * 3


def test_the_chair_sees_who_is_missing_and_closes_with_a_reason(opened: RoomHall) -> None:
    opened.lock(opened.judges[0])
    chair = Browser(opened.chair)
    page = chair.page(opened.url)
    assert rows(page, "[aria-labelledby=h-present]") == [
        ["Intan", "0 dari 2", "Belum selesai"], ["Ratna", "2 dari 2"],
        ["Tono", "0 dari 2", "Belum selesai"],
    ]  # fmt: skip
    silent = chair.post(f"{opened.url}/closing", {})
    assert (silent.status_code, "2 juri belum selesai." in silent.text) == (422, True)
    closed = chair.post(f"{opened.url}/closing", {"reason": "Dua juri bertugas di luar kota."})
    assert closed.headers["location"] == opened.panel
    assert "Dua juri bertugas" in Browser(opened.judges[0]).page(opened.url).text
    assert [b.text.strip() for b in chair.page(opened.panel).select("main .btn-main")] == [
        "Bagi usulan"
    ]


def test_the_chair_sees_the_spread_but_of_nothing_close_and_the_secretariat_none(
    opened: RoomHall,
) -> None:
    for judge in opened.judges:
        opened.lock(judge)
    assert len(Browser(opened.chair).page(opened.url).select("[aria-labelledby^=h-seen]")) == 2
    assert not Browser(opened.dewi).page(opened.url).select("[aria-labelledby^=h-seen]")
    with transaction(writes=False) as session:
        near = next(e for e in opened.entries if e.id == opened.sheets()[0].entry_id)
        unit = session.get_one(Unit, near.unit_id)
    close = opened.make.grant(
        opened.make.person("Bagus", unit=unit), Role.CHAIR, opened.competition
    )
    seen = Browser(close).page(opened.url)
    assert len(seen.select("[aria-labelledby^=h-seen]")) == 1
    assert near.title not in seen.select("main")[0].text


def test_each_button_that_keeps_a_wording_says_of_which_criterion(opened: RoomHall) -> None:
    page = Browser(opened.chair).page(opened.url)
    names = [
        " ".join(button.text.split())
        for button in page.select("button")
        if "Simpan kesepakatan" in button.text
    ]
    assert names == ["Simpan kesepakatan Dampak", "Simpan kesepakatan Kebaruan"]


def test_what_was_agreed_stands_on_every_later_sheet(opened: RoomHall) -> None:
    chair = Browser(opened.chair)
    sent = {"criterion": "dampak", "text": AGREED}
    assert chair.post(f"{opened.url}/wordings", sent).status_code == 303
    for judge in opened.judges:
        opened.lock(judge)
    chair.post(f"{opened.url}/closing", {})
    chair.post(opened.panel)
    opened.sign()
    sheet = opened.sheets(opened.judges[0], anchor=False)[0]
    text = Browser(opened.judges[0]).page(f"/reviews/{sheet.ref}").text
    assert AGREED in text
    assert chair.post(f"{opened.url}/wordings", sent).status_code == 403


@pytest.mark.parametrize("tail", ["", "/wordings", "/closing"])
def test_strangers_find_no_room_and_no_room_is_found_where_none_is_wanted(
    hall: RoomHall, tail: str
) -> None:
    stranger = Browser(hall.make.person("Joko"))
    assert stranger.post(f"{hall.url}{tail}", {}).status_code == 404
    assert stranger.get(hall.url).status_code == 404
    plain = hall.make.competition()
    step = hall.make.step_of(plain, hall.step.kind)
    assert (
        Browser(hall.make.with_role("Dewi", Role.SECRETARIAT)).get(f"/rooms/{step.ref}").status_code
        == 404
    )


def test_a_judge_who_was_late_sees_what_was_agreed_but_no_spread(opened: RoomHall) -> None:
    ratna, tono, intan = opened.judges
    for judge in (ratna, tono):
        opened.lock(judge)
    opened.acted(agree_wording, opened.chair, Agreed("baru", AGREED))
    opened.acted(close_room, opened.chair, "Intan sakit.")
    text = Browser(intan).page(opened.url).text
    assert AGREED in text
    assert "Sebaran hanya untuk juri yang menilai" in text


def test_the_desk_leads_a_judge_to_their_sheets(opened: RoomHall) -> None:
    lines = [a["href"] for a in Browser(opened.judges[0]).page("/").select(".todo a")]
    assert "/reviews" in lines


def test_the_desk_of_those_who_lead_names_the_room_while_it_waits_for_them(
    hall: RoomHall,
) -> None:
    chair, judge = Browser(hall.chair), Browser(hall.judges[0])

    def lines(browser: Browser) -> list[str]:
        return [a.text for a in browser.page("/").select(f'.todo a[href="{hall.url}"]')]

    assert (lines(chair), lines(judge)) == (["Buka ruang kalibrasi"], [])
    hall.acted(open_room, hall.chair, ())
    assert lines(chair) == []
    for each in hall.judges:
        hall.lock(each)
    assert lines(chair) == ["Lihat sebaran nilai"]
    hall.acted(close_room, hall.chair, "")
    assert lines(chair) == []


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(
    make: Make, asked: list[Any]
) -> None:
    counts = []
    for judges, entries in ((1, 2), (4, 6)):
        hall = RoomHall(make, judges=judges, entries=entries)
        hall.acted(open_room, hall.chair, ())
        for judge in hall.judges:
            hall.lock(judge)
        chair = Browser(hall.chair)
        chair.page(hall.url)
        asked.clear()
        with given.world(frozen=make.now):
            chair.page(hall.url)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
