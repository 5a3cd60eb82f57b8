"""An entry's page: where it stands, for whom, and nothing that is not theirs."""

import pytest

from ideas import given
from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.entries.models import Decision
from ideas.road.entries.moving import turn_steps
from ideas.road.entries.rules import Verdict
from ideas.staff.people.models import Person
from ideas.stages import CompetitionState, StepKind
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part
from tests.browsing import Browser, masked
from tests.factories import WEEK, Make

NOTE = "Tolong tambahkan angka tahun lalu."


@pytest.fixture
def wayan(make: Make) -> Person:
    return make.person("Wayan")


@pytest.fixture
def sari(make: Make, wayan: Person) -> Person:
    return make.person("Sari", superior=wayan)


def test_a_page_says_where_why_who_and_by_when(make: Make, sari: Person, wayan: Person) -> None:
    entry = make.entry(sari, superior=wayan)
    mine = Browser(sari).page(f"/entries/{entry.ref}")
    assert "menunggu atasan langsung" in mine.select(".kabar")[0].text
    assert "Tidak ada" in mine.select(".kabar")[0].text
    assert [li["class"] for li in mine.select(".track li")] == [
        ["done"], ["now"], ["todo"], ["todo"], ["todo"], ["todo"],
    ]  # fmt: skip
    assert entry.receipt in mine.text
    theirs = Browser(wayan).page(f"/entries/{entry.ref}")
    assert [a.text for a in theirs.select("main .btn-main")] == ["Baca dan putuskan"]


@pytest.mark.parametrize("at", [StepKind.ENDORSEMENT, StepKind.BALLOT, StepKind.DECREE])
def test_six_statements_however_many_people_and_decisions(
    make: Make, sari: Person, at: StepKind, asked: list[str]
) -> None:
    browser, counts = Browser(sari), []
    entry = make.entry(sari, at=at)
    for name in ("Budi", "Intan", "Tono"):
        asked.clear()
        assert browser.get(f"/entries/{entry.ref}").status_code == 200
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
        make.save(
            Member(
                proposal_id=entry.proposal_id, person_id=make.person(name).id, part=Part.MEMBER,
                share=0, consent=Consent.AGREED, invited_at=make.now,
            )
        )  # fmt: skip
        make.save(
            Decision(
                entry_id=entry.id, step_id=entry.step_id, verdict=Verdict.RETURN, note=name,
                at=make.now,
            )
        )  # fmt: skip
    assert counts == [6, 6, 6]
    assert "Tono" in browser.get(f"/entries/{entry.ref}").text


def test_colleagues_see_it_only_when_shown(make: Make, sari: Person) -> None:
    joko = Browser(make.person("Joko"))
    hidden = make.entry(sari, at=StepKind.SCREENING)
    shown = make.entry(sari, at=StepKind.BALLOT)
    answers = [joko.get(f"/entries/{ref}") for ref in (hidden.ref, "XXXX-XXXX")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert masked(answers[0].text) == masked(answers[1].text)
    page = joko.get(f"/entries/{shown.ref}").text
    assert "Sari" in page
    assert shown.receipt not in page


def test_colleagues_read_without_names_while_judges_score(make: Make, sari: Person) -> None:
    entry = make.entry(sari, at=StepKind.PANEL)
    page = Browser(make.person("Joko")).get(f"/entries/{entry.ref}").text
    assert "Nama tim ditutup selama penilaian" in page
    assert "Sari" not in page
    assert "Sari" in Browser(sari).page(f"/entries/{entry.ref}").select("main")[0].text


def test_a_judge_does_not_meet_it_by_name(make: Make, sari: Person) -> None:
    competition = make.competition(at=StepKind.BALLOT)
    entry = make.entry(sari, competition, at=StepKind.BALLOT)
    judge = make.with_role("Ratna", Role.JUDGE, competition)
    assert Browser(judge).get(f"/entries/{entry.ref}").status_code == 404


def test_returned_mended_and_sent_again(make: Make, sari: Person, wayan: Person) -> None:
    entry = make.entry(sari, superior=wayan)
    Browser(wayan).post(f"/endorsements/{entry.ref}", {"verdict": "return", "note": NOTE})
    browser = Browser(sari)
    page = browser.page(f"/entries/{entry.ref}")
    assert NOTE in page.select(".notice")[0].text
    edit = str(page.select("#actions a")[0]["href"])
    assert browser.get(edit).status_code == 200
    assert [b.text for b in page.select("main .btn-main")] == ["Kirim perbaikan"]
    assert browser.post(f"/entries/{entry.ref}/correction").status_code == 303
    assert browser.get(edit).status_code == 403
    assert "Tim mengirim perbaikan." in browser.page(f"/entries/{entry.ref}").text


def test_withdrawing_is_confirmed_and_final(make: Make, sari: Person) -> None:
    entry = make.entry(sari)
    browser = Browser(sari)
    page = browser.page(f"/entries/{entry.ref}")
    assert "tidak dapat dikirim lagi" in page.select("details.confirm")[0].text
    assert browser.post(f"/entries/{entry.ref}/withdrawal").status_code == 303
    assert "Ditarik oleh tim." in browser.page(f"/entries/{entry.ref}").text
    assert browser.post(f"/entries/{entry.ref}/withdrawal").status_code == 403


@pytest.mark.parametrize("path", ["withdrawal", "correction"])
def test_only_the_lead_moves_it(make: Make, sari: Person, wayan: Person, path: str) -> None:
    entry = make.entry(sari, superior=wayan)
    assert Browser(wayan).post(f"/entries/{entry.ref}/{path}").status_code == 403
    assert Browser(make.person("Joko")).post(f"/entries/{entry.ref}/{path}").status_code == 404


def test_an_end_tells_its_reason(make: Make, sari: Person) -> None:
    entry = make.entry(sari)
    with given.world(frozen=make.now + WEEK / 2):
        with transaction() as session:
            turn_steps(session)
        page = Browser(sari).page(f"/entries/{entry.ref}")
    assert "Atasan langsung belum memutuskan" in page.select(".notice")[0].text
    assert page.select(".track .stopped")


def test_everybody_sees_what_was_shown_once_it_is_over(make: Make, sari: Person) -> None:
    competition = make.competition(at=StepKind.DECREE, state=CompetitionState.DONE)
    entry = make.entry(sari, competition, at=StepKind.DECREE)
    judge = make.with_role("Ratna", Role.JUDGE, competition)
    assert Browser(judge).get(f"/entries/{entry.ref}").status_code == 200
