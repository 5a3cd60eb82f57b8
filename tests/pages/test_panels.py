"""The panel's page for its organisers, in a browser."""

import re

import pytest
from bs4 import BeautifulSoup
from sqlmodel import col, select, update

from ideas import given
from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.models import RoleGrant
from ideas.stages import StepKind
from ideas.standing import Role
from tests.bed.contents import changed, contents
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.panels.hall import Hall


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


@pytest.fixture
def dewi(hall: Hall) -> Browser:
    return Browser(hall.dewi)


def bare(html: str) -> str:
    """Without keys and nonces, which chance makes anew each time."""
    return re.sub(r"\b[0-9a-f]{32,64}\b", "", html)


def test_before_the_draw_it_asks_to_divide(hall: Hall, dewi: Browser) -> None:
    page = dewi.page(hall.url)
    assert "Bagi usulan kepada juri" in page.select(".kabar .ask")[0].text
    assert [b.text.strip() for b in page.select("main .btn-main")] == ["Bagi usulan"]
    assert {"Ratna", "Tono", "Intan", "Gagasan 0"} <= set(page.stripped_strings)
    assert "Tidak ada benturan yang ditemukan." in page.text


def test_after_the_draw_it_shows_progress_and_asks_nothing(hall: Hall, dewi: Browser) -> None:
    answer = dewi.post(hall.url, htmx="division")
    assert answer.status_code == 200
    assert answer.text.count("0 dari 2") == 6
    page = dewi.page(hall.url)
    assert page.select(f'form[action="{hall.url}"]') == []
    assert "Setiap usulan sudah punya cukup juri." in page.text


def test_the_same_form_sent_again_draws_once(hall: Hall, dewi: Browser) -> None:
    once = dewi.once()
    answers = [dewi.post(hall.url, once=once) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]


def test_conflicts_are_shown_with_their_reason(hall: Hall, dewi: Browser) -> None:
    with transaction(writes=False) as session:
        unit = session.get_one(Unit, hall.entries[0].unit_id)
    hall.make.grant(hall.make.person("Dekat", unit=unit), Role.JUDGE, hall.competition)
    rows = dewi.page(hall.url).select("[aria-labelledby=apart] tbody tr")
    assert [list(row.stripped_strings) for row in rows] == [["Gagasan 0", "Satu unit kerja"]]


def test_what_a_judge_wrote_on_stepping_back_is_read_by_the_organisers(
    hall: Hall, dewi: Browser
) -> None:
    sheet = hall.sheet()
    Browser(hall.judges[0]).post(f"/reviews/{sheet.ref}/conflict", {"why": "Teman lama"})
    rows = dewi.page(hall.url).select("[aria-labelledby=apart] tbody tr")
    assert [list(row.stripped_strings) for row in rows] == [
        ["Gagasan 0", "Dinyatakan sendiri: Teman lama"]
    ]


def test_the_impossible_is_told_on_the_page(make: Make) -> None:
    hall = Hall(make, judges=1)
    answer = Browser(hall.dewi).post(hall.url)
    assert answer.status_code == 422
    assert "Baru ada 1 juri. Setiap usulan perlu 2 juri." in answer.text


def test_marks_leave_no_trace_on_the_page(hall: Hall, dewi: Browser) -> None:
    """Two worlds that differ in marks only; a lock is seen, since it is no secret."""
    sheet, judge = hall.sheet(), Browser(hall.judges[0])
    url = f"/reviews/{sheet.ref}"
    seen = []
    for version, level in enumerate(("2", "4")):
        marks = {"mark-dampak": level, "mark-baru": level, "version": str(version)}
        assert judge.post(url, marks).status_code == 303
        seen.append(bare(dewi.page(hall.url).prettify()))
    judge.post(f"{url}/lock", {"mark-dampak": "4", "mark-baru": "4", "version": "2"})
    assert seen[0] == seen[1]
    assert "1 dari 1" in dewi.page(hall.url).text


def test_open_sheets_are_late_after_the_close(hall: Hall, dewi: Browser) -> None:
    hall.sheet()
    assert "Terlambat" not in dewi.page(hall.url).text
    with given.world(frozen=hall.step.closes_at):
        page = dewi.page(hall.url)
        assert page.text.count("Terlambat") == 1
        assert page.select("main form") == []


def test_what_a_judge_left_behind_is_still_counted(hall: Hall, dewi: Browser) -> None:
    """Whose role has ended is no judge any more; the sheet that they locked is one of the six."""
    hall.assign()
    with transaction(writes=False) as session:
        sheet = session.exec(select(Assignment)).first()
    assert sheet
    assert "0 dari 6" in dewi.page(hall.url).select(".kabar")[0].text
    with transaction() as session:
        session.get_one(Assignment, sheet.id).state = AssignmentState.LOCKED
        own = update(RoleGrant).where(col(RoleGrant.person_id) == sheet.judge_id)
        session.execute(own.values(revoked_at=hall.make.now))
    assert "1 dari 6" in dewi.page(hall.url).select(".kabar")[0].text


def test_the_block_is_the_same_part_of_the_page(hall: Hall, dewi: Browser) -> None:
    part = dewi.page(hall.url).select_one("#division")
    block = BeautifulSoup(dewi.get(hall.url, htmx="division").text, "html.parser")
    assert bare(str(part)) == bare(str(block).strip())


def test_only_secretariat_and_chair_find_the_page(hall: Hall) -> None:
    chair = hall.make.with_role("Ketua", Role.CHAIR, hall.competition)
    elsewhere = hall.make.with_role("Lain", Role.SECRETARIAT, hall.make.competition())
    for person, status in (
        (hall.dewi, 200), (chair, 200), (hall.judges[0], 404), (elsewhere, 404),
        (hall.make.person("Joko"), 404),
    ):  # fmt: skip
        assert Browser(person).get(hall.url).status_code == status


def test_the_page_asks_as_much_for_many_as_for_few(
    hall: Hall, dewi: Browser, asked: list[str]
) -> None:
    def count() -> int:
        asked.clear()
        dewi.get(hall.url)
        return len(asked)

    few = count()
    hall.entries.append(hall.entry(7))
    hall.assign()
    assert count() == few


def test_a_verdict_is_written_with_its_reason_and_can_be_taken_back(
    hall: Hall, dewi: Browser
) -> None:
    two = {"judge": hall.judges[0].ref, "entry": hall.entries[0].ref}
    said = two | {"verdict": "pinned", "why": "Bersengketa di pengadilan."}
    assert dewi.post(f"{hall.url}/verdicts", said).status_code == 303
    (row,) = dewi.page(hall.url).select("[aria-labelledby=apart] tbody tr")
    assert "Dipisahkan panitia: Bersengketa di pengadilan." in row.text
    assert dewi.post(f"{hall.url}/verdicts/removal", two).status_code == 303
    assert "Tidak ada benturan yang ditemukan." in dewi.page(hall.url).text


@pytest.mark.parametrize("lacks", ["judge", "entry", "verdict", "why"])
def test_a_verdict_needs_all_its_parts(hall: Hall, dewi: Browser, lacks: str) -> None:
    said = {
        "judge": hall.judges[0].ref, "entry": hall.entries[0].ref, "verdict": "cleared",
        "why": "Sudah diperiksa.",
    }  # fmt: skip
    assert dewi.post(f"{hall.url}/verdicts", said | {lacks: ""}).status_code == 422
    assert dewi.post(f"{hall.url}/verdicts", said).status_code == 303


def test_an_organiser_in_conflict_sees_nothing_of_that_entry(hall: Hall, dewi: Browser) -> None:
    """Neither its judges nor its share in any number: two chairs beside the same panel."""
    with transaction(writes=False) as session:
        unit = session.get_one(Unit, hall.entries[0].unit_id)
    near = hall.make.grant(hall.make.person("Dekat", unit=unit), Role.CHAIR, hall.competition)
    hall.assign()
    seen = [Browser(near).page(hall.url).text, dewi.page(hall.url).text]
    assert [hall.entries[0].title in text for text in seen] == [False, True]
    assert [hall.entries[1].title in text for text in seen] == [True, True]
    assert ["0 dari 4" in text for text in seen] == [True, False]
    assert ["0 dari 6" in text for text in seen] == [False, True]
    two = {"judge": hall.judges[0].ref, "entry": hall.entries[0].ref}
    said = two | {"verdict": "pinned", "why": "Saya mau."}
    assert Browser(near).post(f"{hall.url}/verdicts", said).status_code == 422


def test_two_worlds_of_judges_look_the_same_to_an_organiser_in_conflict(make: Make) -> None:
    """Whoever reads the entry, and whoever is parted from it: no byte changes for them."""
    pages = []
    for reader in (0, 1):
        hall = Hall(make, entries=2, per_entry=1)
        with transaction(writes=False) as session:
            unit = session.get_one(Unit, hall.entries[0].unit_id)
        near = make.grant(make.person("Dekat", unit=unit), Role.CHAIR, hall.competition)
        hall.sheet(hall.judges[reader])
        Browser(hall.judges[2]).post(f"/reviews/{hall.sheet(hall.judges[2]).ref}/conflict", {})
        text = bare(Browser(near).page(hall.url).text)
        pages.append(re.sub(r"[2-9A-Z]{4}-[2-9A-Z]{4}", "", text))
    assert pages[0] == pages[1]
    assert "Gagasan 1" in pages[0]


def test_candidates_are_checked_without_a_trace(hall: Hall, dewi: Browser) -> None:
    with transaction(writes=False) as session:
        unit = session.get_one(Unit, hall.entries[0].unit_id)
    near = hall.make.person("Calon Dekat", unit=unit)
    far = hall.make.person("Calon Jauh")
    url = f"{hall.url}/candidates"
    assert near.ref in str(dewi.page(f"{url}?q=Calon").select("main a"))
    before = contents()
    page = dewi.page(f"{url}?person={near.ref}&person={far.ref}&person=XXXX-XXXX")
    assert changed(before, contents()) == {}
    rows = [list(row.stripped_strings) for row in page.select("main tbody tr")]
    assert [row[0] for row in rows] == ["Calon Dekat", "Calon Jauh"]
    assert "Satu unit kerja:" in rows[0]
    assert ["2 dari 3" in rows[0], "3 dari 3" in rows[1]] == [True, True]


def test_only_the_secretariat_checks_candidates(hall: Hall, dewi: Browser) -> None:
    chair = hall.make.with_role("Ketua", Role.CHAIR, hall.competition)
    url = f"{hall.url}/candidates"
    assert [Browser(who).get(url).status_code for who in (chair, hall.judges[0])] == [404, 404]
    assert dewi.get(url).status_code == 200


def test_a_large_panel_is_folded_judge_by_judge(hall: Hall, dewi: Browser) -> None:
    with transaction(writes=False) as session:
        unit = session.get_one(Unit, hall.entries[0].unit_id)
    for n in range(9):
        lead = hall.make.person(f"Rekan {n}", unit=unit)
        hall.make.entry(lead, hall.competition, at=StepKind.PANEL, title=f"Banyak {n}")
    hall.make.grant(hall.make.person("Dekat", unit=unit), Role.JUDGE, hall.competition)
    (fold,) = dewi.page(hall.url).select("[aria-labelledby=apart] details:has(table)")
    assert "Satu unit kerja: 10" in " ".join(fold.summary.text.split())  # type: ignore[union-attr] # it is there
    assert len(fold.select("tbody tr")) == 6
    assert "Dan 4 usulan lagi." in fold.text


def test_titles_lead_on_only_for_those_who_may_read_whose_they_are(
    hall: Hall, dewi: Browser
) -> None:
    """A chair who judges reads without names: nothing on their page leads to “not found”."""
    chair = hall.make.with_role("Ketua", Role.CHAIR, hall.competition)
    hall.make.grant(chair, Role.JUDGE, hall.competition)
    links = [row["href"] for row in dewi.page(hall.url).select("[aria-labelledby=entries] th a")]
    assert {dewi.get(str(href)).status_code for href in links} == {200}
    page = Browser(chair).page(hall.url)
    assert "Gagasan 0" in page.text
    assert page.select("main a[href^='/entries/']") == []
