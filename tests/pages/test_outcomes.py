"""Sealing, releasing, and the public result, as people do it in a browser."""

import csv
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlmodel import col, func, select

from ideas.database import transaction
from ideas.deciding.outcomes import ranking
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.recognition.models import Recognition
from ideas.later import Job, Task
from ideas.permissions import Role
from ideas.road.entries.models import Entry
from ideas.stages import CompetitionState, EntryState, OutcomeState
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged

REASON = {"reason": "Nomornya keliru."}


@pytest.fixture
def judged(make: Make) -> Judged:
    return Judged(make)


def seal(judged: Judged, release_at: str) -> None:
    answer = Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": release_at})
    assert answer.status_code == 303, answer.text[-3000:]


def release(judged: Judged) -> str:
    """Seal and release at once; where the result is."""
    seal(judged, judged.past)
    answer = Browser(judged.melati).post(f"{judged.at}/release")
    assert answer.status_code == 303, answer.text[-3000:]
    return str(answer.headers["location"])


def count(model: type) -> int:
    with transaction(writes=False) as session:
        return int(session.execute(select(func.count()).select_from(model)).scalar_one())


def outcome() -> Outcome:
    with transaction(writes=False) as session:
        return session.exec(select(Outcome)).one()


def test_the_leader_sees_the_exact_order_and_what_a_release_does(judged: Judged) -> None:
    page = Browser(judged.hasan).page(judged.at)
    assert [row.text for row in page.select("tbody tr th a")] == [
        "SemPelMas", "Obat Mengetuk", "Kebun Gizi"
    ]  # fmt: skip
    assert [cell.text for cell in page.select("tbody td[data-l='Nilai akhir']")] == [
        "92,00", "80,00", "40,00"
    ]  # fmt: skip
    numbers = [stat.text for stat in page.select(".stat dd:nth-of-type(1)")]
    assert numbers == ["3", "2", "4", "3"]  # decided, awarded, told, certificates
    assert len(page.select(".btn-main:not(header *)")) == 1


def test_sealing_stores_a_promise_and_nothing_else(judged: Judged) -> None:
    seal(judged, judged.soon)
    assert outcome().state is OutcomeState.SEALED
    assert (count(Result), count(Recognition), count(Job)) == (0, 0, 0)
    again = Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.soon})
    assert again.status_code == 403


def test_a_form_with_faults_comes_back_with_everything_typed(judged: Judged) -> None:
    answer = Browser(judged.hasan).post(
        f"{judged.at}/seal", {"decree_number": "", "decree_date": "kemarin", "release_at": "9999"}
    )
    assert answer.status_code == 422
    assert "Pilih tanggal dan jam." in answer.text
    late = {**DECREE, "release_at": judged.field(timedelta(days=30))}
    answer = Browser(judged.hasan).post(f"{judged.at}/seal", late)
    assert answer.status_code == 422
    assert "188/412/2026" in answer.text
    assert "Tidak boleh setelah tahap penetapan ditutup." in answer.text


def test_nothing_is_sealed_while_a_sheet_is_open(judged: Judged, make: Make) -> None:
    judged.ratna = make.with_role("Tono", Role.JUDGE, judged.competition)
    judged.sheet(judged.entries[0], {"dampak": 1}, locked=False)
    page = Browser(judged.hasan).page(judged.at)
    assert "1 lembar nilai belum dikunci jurinya." in page.text
    assert not page.select("table")
    answer = Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.soon})
    assert answer.status_code == 403
    assert count(Outcome) == 0


def test_the_second_person_releases_and_everything_comes_at_once(judged: Judged) -> None:
    to = release(judged)
    assert to == f"/outcomes/{outcome().ref}"
    assert outcome().state is OutcomeState.RELEASED
    assert (count(Result), count(Recognition)) == (3, 3)
    with transaction(writes=False) as session:
        entries = session.exec(select(Entry).order_by(col(Entry.title))).all()
        tasks = session.exec(select(Job.task)).all()
        states = {entry.state for entry in entries}
        place = session.get_one(type(judged.competition), judged.competition.id)
    assert states == {EntryState.DECIDED}
    assert ["belum terpilih" in entry.reason for entry in entries] == [True, False, False]
    assert tasks == [Task.ISSUE_CERTIFICATE] * 3
    assert place.state is CompetitionState.DONE
    assert Browser(judged.hasan).get(judged.at).headers["location"] == to


def test_a_seal_is_opened_with_a_reason_that_everybody_reads_afterwards(judged: Judged) -> None:
    seal(judged, judged.soon)
    hasan, melati = Browser(judged.hasan), Browser(judged.melati)
    assert "Alasan membuka segel" in melati.page(judged.at).text
    empty = hasan.post(f"{judged.at}/reopening", {"reason": " "})
    assert (empty.status_code, "Bagian ini perlu diisi." in empty.text) == (422, True)
    assert Browser(judged.sari).post(f"{judged.at}/reopening", REASON).status_code == 404
    assert hasan.post(f"{judged.at}/reopening", REASON).status_code == 303
    page = hasan.page(judged.at)
    assert "Segel dibuka pada Rabu, 25 Nov 2026, 12.00 WIB: Nomornya keliru." in page.text
    assert page.select("[name=decree_number]")
    assert hasan.post(f"{judged.at}/reopening", REASON).status_code == 403
    to = release(judged)
    assert "Alasannya: Nomornya keliru." in Browser().page(to).text


def test_a_decided_entry_leads_to_its_result(judged: Judged) -> None:
    at = f"/entries/{judged.entries[0].ref}"
    assert "Hasil diumumkan." not in Browser(judged.sari).page(at).text
    to = release(judged)
    page = Browser(judged.sari).page(at)
    assert "Hasil diumumkan." in page.text
    assert [link["href"] for link in page.select('a[href^="/outcomes/"]')] == [to]


def test_a_long_result_has_leaves_and_names_the_own_team_on_each(
    judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "LEAF", 1)
    at = release(judged)
    own = Browser(judged.sari)
    rows = [own.page(f"{at}?leaf={n}").select("tbody tr th a")[0].text for n in (1, 2, 3)]
    assert rows == ["SemPelMas", "Obat Mengetuk", "Kebun Gizi"]
    assert "Tim Anda di peringkat 1:" in own.page(f"{at}?leaf=2").text
    assert "Tim Anda di peringkat" not in own.page(at).text
    assert "Tim Anda" not in Browser().page(f"{at}?leaf=2").text
    assert "Terima kasih kepada 3 tim" in own.page(f"{at}?leaf=3").text


def test_the_one_who_sealed_cannot_release(judged: Judged, make: Make) -> None:
    make.grant(judged.hasan, Role.PUBLISHER, judged.competition)
    seal(judged, judged.past)
    answer = Browser(judged.hasan).post(f"{judged.at}/release")
    assert answer.status_code == 403
    assert "orang kedua" in answer.text
    assert count(Result) == 0


def test_before_its_time_an_approved_result_waits_for_the_clock(judged: Judged) -> None:
    seal(judged, judged.soon)
    answer = Browser(judged.melati).post(f"{judged.at}/release")
    assert (answer.status_code, answer.headers["location"]) == (303, judged.at)
    assert (outcome().state, count(Result)) == (OutcomeState.APPROVED, 0)
    with transaction(writes=False) as session:
        job = session.exec(select(Job)).one()
    assert (job.task, job.due_at) == (Task.PUBLISH_OUTCOME, outcome().release_at)
    assert "Menunggu waktu pengumuman" in Browser(judged.melati).page(judged.at).text


def test_a_mark_changed_after_sealing_stops_the_release(judged: Judged) -> None:
    seal(judged, judged.past)
    judged.tamper()
    page = Browser(judged.melati).page(judged.at)
    assert "Isinya berubah sejak disegel" in page.text
    assert not page.select(f"form[action='{judged.at}/release']")
    answer = Browser(judged.melati).post(f"{judged.at}/release")
    assert answer.status_code == 409
    assert (outcome().state, count(Result)) == (OutcomeState.SEALED, 0)


def test_a_team_decides_nothing_about_its_own_competition(judged: Judged, make: Make) -> None:
    make.grant(judged.budi, Role.LEADER, judged.competition)
    page = Browser(judged.budi).page(judged.at)
    assert "Tim Anda ikut dalam kompetisi ini." in page.text
    assert not page.select("table, form[action$='/seal']")
    answer = Browser(judged.budi).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.soon})
    assert answer.status_code == 403


def test_fifty_releases_at_once_end_in_exactly_one(judged: Judged) -> None:
    seal(judged, judged.past)
    browsers = [Browser(judged.melati) for _ in range(50)]
    with ThreadPoolExecutor(16) as pool:
        statuses = list(
            pool.map(lambda one: one.post(f"{judged.at}/release").status_code, browsers)
        )
    assert statuses.count(303) == 1
    assert set(statuses) <= {303, 403, 409}
    assert (count(Result), count(Recognition), count(Job)) == (3, 3, 3)


def test_the_public_reads_the_result_and_why(judged: Judged) -> None:
    page = Browser().page(release(judged))
    assert [line.text for line in page.select(".winner h3")] == ["SemPelMas", "Obat Mengetuk"]
    assert "3 lembar nilai untuk 3 usulan." in page.text
    assert "Dampak 60%" in page.text
    assert "188/412/2026" in page.text


def test_a_team_finds_itself_in_the_table(judged: Judged) -> None:
    page = Browser(judged.budi).page(release(judged))
    assert [row.select_one("th a").text for row in page.select("tr.mine")] == ["SemPelMas"]  # type: ignore[union-attr] # asserted


def test_the_table_can_be_taken_away_and_is_no_formula(judged: Judged) -> None:
    with transaction() as session:
        entry = session.get_one(Entry, judged.entries[0].id)
        entry.title = '=HYPERLINK("x")'
    answer = Browser().get(f"{release(judged)}/result.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == ["1", "2", "3"]
    assert rows[1][2] == '\'=HYPERLINK("x")'
    assert rows[1][5] == "92/1"


def test_anybody_can_check_the_seal(judged: Judged) -> None:
    page = release(judged)
    record = Browser().get(f"{page}/seal.json").content
    digest = hashlib.sha256(bytes.fromhex(outcome().seal_salt) + record).hexdigest()
    assert digest == outcome().seal_digest
    assert digest in Browser().get(page).text
    judged.tamper()
    assert Browser().get(f"{page}/seal.json").content != record


@pytest.mark.parametrize("path", ["", "/result.csv", "/scores.csv", "/talks.csv", "/seal.json"])
def test_before_release_the_result_does_not_exist_even_for_the_leader(
    judged: Judged, path: str
) -> None:
    seal(judged, judged.soon)
    hidden = Browser(judged.hasan).get(f"/outcomes/{outcome().ref}{path}")
    missing = Browser(judged.hasan).get(f"/outcomes/AAAA-AAAA{path}")
    assert (hidden.status_code, missing.status_code) == (404, 404)


def test_the_page_of_those_who_decide_is_not_there_for_others(judged: Judged) -> None:
    for person in (judged.sari, judged.ratna):
        assert Browser(person).get(judged.at).status_code == 404
    assert Browser().get(judged.at).status_code == 303


def test_the_result_page_asks_a_constant_number_of_statements(
    judged: Judged, asked: list[str]
) -> None:
    to = release(judged)
    asked.clear()
    page = Browser(judged.budi).page(to)
    assert len(page.select("tbody tr")) == 3
    assert len([s for s in asked if s.startswith("SELECT")]) <= 6


def test_the_dry_run_asks_as_much_for_more_entries(
    judged: Judged, asked: list[str], make: Make
) -> None:
    counts = []
    for name in ("Kelas Malam", "Bank Sampah"):
        asked.clear()
        Browser(judged.hasan).page(judged.at)
        counts.append(len([s for s in asked if s.startswith("SELECT")]))
        judged.entries.append(judged.enter(make.person(name), name, {"dampak": 3, "baru": 3}))
    assert counts[0] == counts[1] <= 17


def test_block_equals_page_part(judged: Judged) -> None:
    browser = Browser(judged.hasan)
    block = browser.get(judged.at, htmx="sealing").text
    whole = browser.page(judged.at).select_one("#sealing")
    alone = BeautifulSoup(block, "html.parser").select_one("#sealing")
    assert alone
    assert whole
    assert alone.get_text() == whole.get_text()
