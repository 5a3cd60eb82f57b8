"""A locked sheet asked back, and questions to a team: who reads what, and who decides."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from ideas.database import transaction
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.staff.people.models import Person
from ideas.standing import Role
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Proposal
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.panels.asked import Asked
from tests.pages.test_home import todos

WHY = {"reason": "Saya keliru membaca satu angka."}
ASK = {"question": "Berapa warga yang sudah memakainya, Bu Sari?"}


@pytest.fixture
def asked(make: Make) -> Asked:
    return Asked(make)


def heard(news: News) -> list[Notice]:
    with transaction(writes=False) as session:
        return list(session.exec(select(Notice).where(Notice.news == news)).all())


def state(asked: Asked) -> AssignmentState:
    with transaction(writes=False) as session:
        return session.get_one(Assignment, asked.sheet.id).state


def requests(asked: Asked, who: Person) -> BeautifulSoup:
    return Browser(who).page(f"/panels/{asked.step.ref}/requests")


@pytest.mark.parametrize("who", ["dewi", "rudi"])
def test_a_locked_sheet_is_opened_again_by_a_second_person(asked: Asked, who: str) -> None:
    ratna, second = Browser(asked.lock().ratna), getattr(asked, who)
    assert ratna.post(f"{asked.at}/reopening", WHY).status_code == 303
    assert "Menunggu keputusan" in ratna.page(asked.at).text
    assert state(asked) is AssignmentState.LOCKED
    form = requests(asked, second).select_one("form[action*=reopenings]")
    assert form
    assert Browser(second).post(str(form["action"]), {"verdict": "yes"}).status_code == 303
    assert state(asked) is AssignmentState.OPEN
    assert "Dibuka lagi" in ratna.page("/reviews?show=reopened").text
    assert [notice.person_id for notice in heard(News.SHEET_REOPENED)] == [asked.ratna.id]


def test_to_leave_it_locked_needs_a_reason_which_the_judge_reads(asked: Asked) -> None:
    back, dewi = asked.lock().asks_back(), Browser(asked.dewi)
    url = f"/panels/{asked.step.ref}/reopenings/{back.ref}"
    assert dewi.post(url, {"verdict": "no"}).status_code == 422
    assert dewi.post(url, {"verdict": "no", "answer": "Sudah dibahas."}).status_code == 303
    assert "Tetap terkunci: Sudah dibahas." in Browser(asked.ratna).page(asked.at).text
    assert state(asked) is AssignmentState.LOCKED
    assert dewi.post(url, {"verdict": "yes"}).status_code == 409
    again = Browser(asked.ratna).post(f"{asked.at}/reopening", WHY)
    assert "Anda sudah memintanya" in again.text


def test_nobody_decides_on_their_own_sheet(asked: Asked) -> None:
    asked.make.grant(asked.ratna, Role.CHAIR, asked.competition)
    back = asked.lock().asks_back()
    assert "Orang lain memutuskannya" in requests(asked, asked.ratna).text
    url = f"/panels/{asked.step.ref}/reopenings/{back.ref}"
    answer = Browser(asked.ratna).post(url, {"verdict": "yes"})
    assert (answer.status_code, state(asked)) == (403, AssignmentState.LOCKED)


def test_a_chair_who_stands_close_to_an_entry_hears_nothing_of_its_judges(asked: Asked) -> None:
    back, rudi = asked.lock().asks_back(), Browser(asked.rudi)
    assert "Ratna" in requests(asked, asked.rudi).text
    assert "Putuskan permintaan juri" in rudi.get("/").text
    known: dict[str, Any] = {"entry_id": asked.entry.id, "person_id": asked.rudi.id}
    asked.make.save(Conflict(kind=ConflictKind.DECLARED, found_at=asked.make.now, **known))
    assert "Ratna" not in requests(asked, asked.rudi).text
    assert "Putuskan permintaan juri" not in rudi.get("/").text
    url = f"/panels/{asked.step.ref}/reopenings/{back.ref}"
    assert rudi.post(url, {"verdict": "yes"}).status_code == 404
    assert Browser(asked.dewi).post(url, {"verdict": "yes"}).status_code == 303


def test_an_open_sheet_is_not_asked_back(asked: Asked) -> None:
    assert Browser(asked.ratna).post(f"{asked.at}/reopening", WHY).status_code == 403
    assert "Minta dibuka lagi" not in Browser(asked.ratna).page(asked.at).text


def test_a_question_goes_through_the_secretariat_and_comes_back_to_all_judges(
    asked: Asked,
) -> None:
    ratna, dewi, sari = (Browser(p) for p in (asked.ratna, asked.dewi, asked.sari))
    ratna.post(f"{asked.at}/questions", ASK)
    assert "Menunggu dibaca sekretariat" in ratna.page(asked.at).text
    page = requests(asked, asked.dewi)
    assert ASK["question"] in page.text
    assert "Ratna" not in page.select_one("main").text  # type: ignore[union-attr] # every page has one
    url = str(page.select_one("form[action*=questions]")["action"])  # type: ignore[index] # just seen
    dewi.post(url, {"verdict": "pass", "wording": "Berapa pemakainya?"})
    told = sari.page(f"/entries/{asked.entry.ref}/questions")
    assert "Berapa pemakainya?" in told.text
    assert "Bu Sari" not in told.text
    url = str(told.select_one("form[action*=questions]")["action"])  # type: ignore[index] # just seen
    assert sari.post(url, {"answer": "Seratus warga."}).status_code == 303
    for judge in (asked.ratna, asked.tono):
        at = asked.at if judge is asked.ratna else f"/reviews/{asked.other.ref}"
        assert "Seratus warga." in Browser(judge).page(at).text
    assert {n.person_id for n in heard(News.TEAM_ANSWERED)} == {asked.ratna.id, asked.tono.id}


def test_a_question_not_passed_on_is_told_to_nobody_but_who_asked(asked: Asked) -> None:
    url = f"/panels/{asked.step.ref}/questions/{asked.asks().ref}"
    assert Browser(asked.dewi).post(url, {"verdict": "decline"}).status_code == 422
    Browser(asked.dewi).post(url, {"verdict": "decline", "reason": "Sudah ada di lampiran."})
    assert "Sudah ada di lampiran." in Browser(asked.ratna).page(asked.at).text
    assert "lampiran." not in Browser(asked.tono).page(f"/reviews/{asked.other.ref}").text
    page = Browser(asked.sari).page(f"/entries/{asked.entry.ref}/questions")
    assert "Belum ada pertanyaan" in page.text
    assert heard(News.TEAM_ASKED) == []


def test_who_asked_and_how_many_changes_no_byte_for_the_team(asked: Asked) -> None:
    passed = asked.asks(passed=True)
    url, sari = f"/entries/{asked.entry.ref}/questions", Browser(asked.sari)

    def seen() -> str:
        page = sari.page(url)
        return str(page.select_one("main article p, main article h2")) + str(len(page.select("p")))

    before = seen()
    with transaction() as session:
        session.merge(passed).assignment_id = asked.other.id
    asked.asks(text="Satu lagi, belum diteruskan.")
    assert seen() == before
    assert "Satu lagi" not in sari.page(url).text


def test_an_answer_that_names_its_team_is_stopped_once(asked: Asked) -> None:
    url = f"/entries/{asked.entry.ref}/questions/{asked.asks(passed=True).ref}"
    sari, told = Browser(asked.sari), {"answer": "Hubungi Sari Puspakirana."}
    answer = sari.post(url, told)
    assert answer.status_code == 422
    assert "Jawaban ini menyebut Sari Puspakirana" in answer.text
    assert sari.post(url, told | {"checked": "on"}).status_code == 303


def test_of_ones_own_team_the_secretariat_reads_no_question(asked: Asked) -> None:
    question = asked.asks()
    assert question.text in requests(asked, asked.dewi).text
    with transaction(writes=False) as session:
        proposal = session.get_one(Proposal, asked.entry.proposal_id)
    asked.make.member(proposal, asked.dewi)
    assert question.text not in requests(asked, asked.dewi).text
    url = f"/panels/{asked.step.ref}/questions/{question.ref}"
    sent = Browser(asked.dewi).post(url, {"verdict": "pass", "wording": "Berapa?"})
    assert sent.status_code == 403


def test_the_chair_reads_no_questions_and_strangers_nothing(asked: Asked) -> None:
    question = asked.asks()
    assert question.text not in requests(asked, asked.rudi).text
    stranger = Browser(asked.make.person("Joko"))
    for path in (f"/panels/{asked.step.ref}/requests", f"/entries/{asked.entry.ref}/questions"):
        assert stranger.get(path).status_code == 404


def test_each_desk_says_what_waits(asked: Asked) -> None:
    asked.lock().asks_back(), asked.asks(), asked.asks(passed=True)
    requests_at = f"/panels/{asked.step.ref}/requests"
    assert [at for _, at in todos(asked.dewi) if "panels" in at] == [requests_at] * 2
    assert [at for _, at in todos(asked.rudi)] == [requests_at]
    team = (
        f"Jawab pertanyaan juri tentang {asked.entry.title}",
        f"/entries/{asked.entry.ref}/questions",
    )
    assert team in todos(asked.sari)
    assert todos(asked.make.person("Joko")) == []


def test_the_panels_page_says_how_many_requests_wait(asked: Asked) -> None:
    chair = Browser(asked.rudi)
    assert "Permintaan juri (" not in chair.page(f"/panels/{asked.step.ref}").text
    asked.lock().asks_back()
    assert "Permintaan juri (1)" in chair.page(f"/panels/{asked.step.ref}").text


def test_the_entrys_own_page_asks_its_team_for_the_answer(asked: Asked) -> None:
    sari, url = Browser(asked.sari), f"/entries/{asked.entry.ref}"
    assert not sari.page(url).select(".kabar .ask")
    asked.asks(passed=True)
    [link] = sari.page(url).select(".kabar .ask a")
    assert link["href"] == f"{url}/questions"


def test_both_pages_say_how_many_wait_and_nothing_once_all_is_answered(asked: Asked) -> None:
    team = f"/entries/{asked.entry.ref}/questions"
    assert waits(requests(asked, asked.dewi)) == waits(Browser(asked.sari).page(team)) == []
    asked.lock().asks_back(), asked.asks(), asked.asks(passed=True)
    assert waits(requests(asked, asked.dewi)) == ["Jawab 2 permintaan"]
    assert waits(requests(asked, asked.rudi)) == ["Jawab 1 permintaan"]
    sari = Browser(asked.sari)
    assert waits(sari.page(team)) == ["Jawab 1 pertanyaan"]
    form = sari.page(team).select("form[action*=questions]")[0]
    assert sari.post(str(form["action"]), {"answer": "Seratus warga."}).status_code == 303
    assert waits(sari.page(team)) == []


def waits(page: BeautifulSoup) -> list[str]:
    return [str(told.find(string=True)) for told in page.select(".kabar .ask dd")]
