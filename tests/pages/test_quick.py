"""A quick idea on a phone, one's own or a colleague's, and the colleague's own word on it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.later import Job
from ideas.road.competitions.models import Competition
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member, Proposal, Version
from ideas.writing.proposals.rules import Consent
from tests.browsing import Browser
from tests.factories import Make

NOTED = {"problem": "Warga antre lama.", "idea": "Surat keluar dari ponsel."}

# What only its lead may do, and what belongs to those who were asked to join.
LEADING = {
    "openness": {"openness": "colleagues"}, "submission": {}, "consent": {"answer": "agree"},
    "team": {"person": "x", "share": "10"}, "edit": {"version": "0"},
}  # fmt: skip


@pytest.fixture
def competition(make: Make) -> Competition:
    return make.competition()


@pytest.fixture
def sari(make: Make) -> Person:
    return make.person("Sari", superior=make.person("Wayan"))


@pytest.fixture
def budi(make: Make) -> Person:
    return make.person("Budi")


def only() -> Proposal:
    with transaction(writes=False) as session:
        return session.exec(select(Proposal)).one()


def told(person: Person) -> list[tuple[News, str]]:
    with transaction(writes=False) as session:
        rows = session.exec(select(Notice).where(Notice.person_id == person.id)).all()
    return [(row.news, row.path) for row in rows]


def noted(sari: Person, budi: Person, competition: Competition, **more: str) -> Proposal:
    fields = {**NOTED, "competition": competition.ref, "person": budi.ref, **more}
    assert Browser(sari).post("/proposals/quick", fields).status_code == 303
    return only()


def test_the_one_open_call_is_chosen_already(sari: Person, competition: Competition) -> None:
    page = Browser(sari).page("/proposals/quick")
    assert page.select("[name=competition]")[0]["value"] == competition.ref
    assert [tag["name"] for tag in page.select("main textarea")] == ["problem", "idea"]
    assert len(page.select("main .btn-main")) == 1


def test_of_several_calls_one_is_asked(sari: Person, make: Make) -> None:
    for _ in range(2):
        make.competition()
    browser = Browser(sari)
    assert len(browser.page("/proposals/quick").select("[type=radio][name=competition]")) == 2
    answer = browser.post("/proposals/quick", NOTED)
    assert (answer.status_code, "Pilih kompetisinya dahulu." in answer.text) == (422, True)
    assert NOTED["idea"] in answer.text


def test_with_no_call_there_is_nothing_to_fill_in(sari: Person, make: Make) -> None:
    make.competition(at=StepKind.PANEL)
    page = Browser(sari).page("/proposals/quick")
    assert "Belum ada kompetisi yang dibuka" in page.text
    assert not page.select("main textarea")


def test_three_answers_become_a_draft(sari: Person, competition: Competition) -> None:
    answer = Browser(sari).post("/proposals/quick", {**NOTED, "competition": competition.ref})
    row = only()
    assert answer.headers["location"] == f"/proposals/{row.ref}/edit"
    assert (row.title, row.summary) == ("Surat keluar dari ponsel", NOTED["idea"])
    assert (row.category, row.answers) == ("layanan", {"masalah": NOTED["problem"]})
    assert Browser(sari).get(f"/proposals/{row.ref}/edit").status_code == 200


@pytest.mark.parametrize("field", ["problem", "idea"])
def test_both_questions_must_be_answered(
    sari: Person, competition: Competition, field: str
) -> None:
    fields = {**NOTED, "competition": competition.ref, field: " "}
    answer = Browser(sari).post("/proposals/quick", fields)
    assert (answer.status_code, f"f-{field}-error" in answer.text) == (422, True)


def test_a_closed_call_takes_no_quick_idea(sari: Person, make: Make) -> None:
    late = make.competition(at=StepKind.PANEL)
    answer = Browser(sari).post("/proposals/quick", {**NOTED, "competition": late.ref})
    assert (answer.status_code, "Tahap ini sudah ditutup." in answer.text) == (422, True)


@pytest.mark.usefixtures("competition")
def test_a_colleague_is_found_by_name(sari: Person, budi: Person) -> None:
    page = Browser(sari).page("/proposals/quick?behalf=1&q=Bud")
    assert f"person={budi.ref}" in str(page.select("main .todo a")[0]["href"])
    chosen = Browser(sari).page(f"/proposals/quick?behalf=1&person={budi.ref}")
    assert "Gagasan milik Budi" in chosen.text


def test_the_colleague_hears_of_it_and_leads_it_only_after_saying_so(
    sari: Person, budi: Person, competition: Competition
) -> None:
    row, browser = noted(sari, budi, competition), Browser(budi)
    assert told(budi) == [(News.IDEA_WRITTEN, f"/proposals/{row.ref}")]
    assert "Ini gagasan Anda? Surat keluar dari ponsel" in browser.get("/").text
    assert "Sari menuliskannya atas nama Anda." in browser.get(f"/proposals/{row.ref}").text
    for deed, body in LEADING.items():
        assert browser.post(f"/proposals/{row.ref}/{deed}", body).status_code == 403, deed
    answer = browser.post(f"/proposals/{row.ref}/confirmation", {"answer": "mine"})
    assert answer.status_code == 303
    assert browser.get(f"/proposals/{row.ref}/edit").status_code == 200
    assert told(sari) == [(News.IDEA_CONFIRMED, "/proposals/quick")]


def test_a_letter_goes_to_the_colleague(
    sari: Person, budi: Person, competition: Competition
) -> None:
    row = noted(sari, budi, competition)
    with transaction(writes=False) as session:
        about = session.exec(select(Job.about).where(col(Job.task) == "letter.post")).one()
    assert (about["person"], about["by"], about["ref"]) == (str(budi.id), "Sari", row.ref)


def test_disowning_it_deletes_every_word(
    sari: Person, budi: Person, competition: Competition
) -> None:
    row, browser = noted(sari, budi, competition), Browser(budi)
    answer = browser.post(f"/proposals/{row.ref}/confirmation", {"answer": "not"})
    assert answer.headers["location"] == "/proposals"
    assert (only().title, only().summary, only().answers) == ("", "", {})
    with transaction(writes=False) as session:
        assert not session.exec(select(Version)).all()
        assert session.exec(select(Member)).one().consent is Consent.DECLINED
    assert browser.get(f"/proposals/{row.ref}").status_code == 404
    assert told(sari) == [(News.IDEA_DISOWNED, "/proposals/quick")]


def test_who_wrote_it_down_sees_that_it_waits_and_no_more(
    sari: Person, budi: Person, competition: Competition
) -> None:
    row, browser = noted(sari, budi, competition), Browser(sari)
    assert "Menunggu jawaban rekan" in browser.get("/proposals/quick").text
    assert browser.get(f"/proposals/{row.ref}").status_code == 404
    answer = browser.post(f"/proposals/{row.ref}/confirmation", {"answer": "mine"})
    assert answer.status_code == 404


def test_nobody_is_flooded_with_ideas_of_others(
    sari: Person, budi: Person, make: Make, competition: Competition
) -> None:
    for _ in range(10):
        make.noted(make.proposal(budi, competition), sari)
    fields = {**NOTED, "competition": competition.ref, "person": budi.ref}
    answer = Browser(sari).post("/proposals/quick", fields)
    assert (answer.status_code, "menunggu jawaban rekan" in answer.text) == (422, True)


def test_a_call_that_is_not_for_the_colleague_takes_nothing_of_theirs(
    sari: Person, make: Make, competition: Competition
) -> None:
    away = make.person("Joko", unit=make.unit("Kabupaten lain", under=None))
    fields = {**NOTED, "competition": competition.ref, "person": away.ref}
    answer = Browser(sari).post("/proposals/quick", fields)
    assert "Kompetisi ini bukan untuk unit kerja Joko." in answer.text


def test_the_answer_is_taken_until_the_last_second(
    sari: Person, budi: Person, make: Make, competition: Competition
) -> None:
    row, browser = noted(sari, budi, competition), Browser(budi)
    close = make.step_of(competition, StepKind.CALL).closes_at
    for late, status in ((0, 422), (-1, 303)):
        with given.world(frozen=close + timedelta(seconds=late)):
            answer = browser.post(f"/proposals/{row.ref}/confirmation", {"answer": "mine"})
            assert answer.status_code == status
