"""Talking in the browser: who reads what, who hears of it, and what can be taken back."""

from datetime import timedelta

import pytest

from ideas import given
from ideas.database import transaction
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.talking.comments.models import Comment, Mention
from ideas.talking.comments.rules import MOST_AN_HOUR
from ideas.talking.comments.rules import Circle as Readers
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Consent, Openness
from tests.browsing import Browser
from tests.factories import Make
from tests.talking.circle import Circle, rows

MINUTE = timedelta(minutes=1)


@pytest.fixture
def circle(make: Make) -> Circle:
    return Circle(make)


def test_a_colleague_asks_the_team_answers_and_everybody_who_should_hears(circle: Circle) -> None:
    question = circle.say(circle.joko, "Di mana datanya disimpan?", question="on")
    assert "Jawab pertanyaan tentang Surat dari ponsel" in Browser(circle.budi).get("/").text
    assert "Jawab pertanyaan" not in Browser(circle.joko).get("/").text
    circle.say(circle.budi, "Di peladen kota.", reply_to=question.ref)
    page = Browser(circle.joko).page(circle.at)
    assert [p.text for p in page.select(".talk article div p")] == [
        "Di mana datanya disimpan?", "Di peladen kota.",
    ]  # fmt: skip
    assert page.select_one(".talk .is-good")
    assert "Jawab pertanyaan" not in Browser(circle.budi).get("/").text
    heard = [circle.heard(person) for person in (circle.sari, circle.budi, circle.joko)]
    assert heard == [["asked", "commented"], ["asked"], ["replied"]]


def test_what_the_team_says_among_itself_no_colleague_reads(circle: Circle) -> None:
    inside = circle.say(circle.sari, "Angkanya belum pasti.", circle="team")
    for person, reads in ((circle.budi, True), (circle.joko, False)):
        assert ("Angkanya belum pasti" in Browser(person).get(circle.at).text) is reads
    browser = Browser(circle.joko)
    assert browser.get(f"{circle.at}/comments/{inside.ref}").status_code == 404
    answer = browser.post(f"{circle.at}/comments", {"text": "Lho?", "reply_to": inside.ref})
    assert answer.status_code == 404
    answer = browser.post(f"{circle.at}/comments", {"text": "Lho?", "circle": "team"})
    assert answer.status_code == 422
    assert len(rows(Comment)) == 1


def test_judges_never_meet_the_talk_and_never_hear_of_it(circle: Circle) -> None:
    circle.say(circle.joko, "Bagus, @Rina pasti suka.", mention=[circle.rina.ref])
    assert Browser(circle.rina).get(circle.at).status_code == 404
    assert (circle.heard(circle.rina), rows(Mention)) == ([], [])
    sent = {"text": "Saya jurinya.", "circle": "colleagues"}
    assert Browser(circle.rina).post(f"{circle.at}/comments", sent).status_code == 404


def test_while_it_is_judged_only_the_team_talks_and_to_itself_alone(make: Make) -> None:
    sari, joko, budi = make.person("Sari"), make.person("Joko"), make.person("Budi")
    make.entry(sari, at=StepKind.PANEL, openness=Openness.COLLEAGUES)
    at = f"/proposals/{rows(Proposal)[0].ref}"
    make.member(rows(Proposal)[0], budi, consent=Consent.INVITED)
    assert "komentar rekan ditutup" in Browser(budi).get(at).text
    sent = {"text": "Semoga menang.", "circle": "colleagues"}
    assert Browser(budi).post(f"{at}/comments", sent).status_code == 403
    assert Browser(joko).post(f"{at}/comments", sent).status_code == 404
    assert Browser(sari).post(f"{at}/comments", sent).status_code == 422
    answer = Browser(sari).post(f"{at}/comments", sent | {"circle": "team"})
    assert answer.status_code == 303


def test_a_mention_is_told_by_todays_name_and_reaches_only_readers(circle: Circle) -> None:
    away = circle.make.person("Tono", unit=circle.make.unit("Kota lain", under=None))
    circle.say(circle.joko, "Coba tanya @Budi atau @Tono.", mention=[circle.budi.ref, away.ref])
    assert rows(Comment)[0].text == "Coba tanya @{0} atau @Tono."
    assert (circle.heard(away), circle.heard(circle.budi)) == ([], ["mentioned"])
    with transaction() as session:
        session.get_one(Person, circle.budi.id).name = "Budi *Wicaksana*"
    page = Browser(circle.joko).page(circle.at)
    assert page.select(".talk strong")[0].text == "@Budi *Wicaksana*"
    found = Browser(circle.joko).get(f"{circle.at}/mentions?q=ri", htmx="mentions").text
    assert ("Sari" in found, "Rina" in found) == (True, False)


def test_one_edits_for_a_quarter_of_an_hour_and_deletes_at_any_time(circle: Circle) -> None:
    comment = circle.say(circle.joko, "Sala ketik, @Budi.", mention=[circle.budi.ref])
    browser, at = Browser(circle.joko), f"{circle.at}/comments/{comment.ref}"
    assert "Sala ketik, @Budi." in browser.page(at).select("textarea")[0].text
    assert browser.post(at, {"text": "Salah ketik, @Budi."}).status_code == 303
    assert rows(Comment)[0].text == "Salah ketik, @{0}."
    assert "diubah" in browser.get(circle.at).text
    with given.world(frozen=given.now() + 15 * MINUTE):
        assert browser.post(at, {"text": "Terlambat."}).status_code == 422
        assert browser.post(f"{at}/deletion").status_code == 303
    assert (rows(Comment)[0].text, "dihapus penulisnya" in browser.get(circle.at).text) == (
        "",
        True,
    )


def test_nobody_changes_the_words_of_another(circle: Circle) -> None:
    comment = circle.say(circle.joko, "Milik Joko.")
    at = f"{circle.at}/comments/{comment.ref}"
    for person in (circle.sari, circle.budi):
        assert Browser(person).post(at, {"text": "Bukan."}).status_code == 403
        assert Browser(person).post(f"{at}/deletion").status_code == 403
    assert rows(Comment)[0].text == "Milik Joko."


def test_too_many_comments_in_an_hour_wait(circle: Circle) -> None:
    for number in range(MOST_AN_HOUR):
        circle.make.save(
            Comment(
                proposal_id=circle.proposal.id, author_id=circle.joko.id, circle=Readers.COLLEAGUES,
                text=f"Ke-{number}", written_at=circle.make.now, edit_until=circle.make.now,
            )
        )  # fmt: skip
    sent = {"text": "Satu lagi.", "circle": "colleagues"}
    answer = Browser(circle.joko).post(f"{circle.at}/comments", sent)
    assert (answer.status_code, "dalam satu jam" in answer.text) == (422, True)
    assert "Satu lagi." in answer.text
    with given.world(frozen=given.now() + 61 * MINUTE):
        assert Browser(circle.joko).post(f"{circle.at}/comments", sent).status_code == 303


def test_a_long_talk_is_read_page_by_page(circle: Circle, asked: list[str]) -> None:
    browser = Browser(circle.joko)
    for number in range(17):
        with given.world(frozen=given.now() + number * MINUTE):
            circle.say(circle.joko, f"Utas {number:02}")
    asked.clear()
    page = browser.page(circle.at)
    assert len([one for one in asked if one.startswith("SELECT")]) == 13
    told = [p.text for p in page.select(".talk article div p")]
    assert (told[0], len(told), page.select("#h-talk .num")[0].text) == ("Utas 16", 15, "17")
    older = browser.page(str(page.select("a[rel=next]")[0]["href"]).partition("#")[0])
    assert [p.text for p in older.select(".talk article div p")] == ["Utas 01", "Utas 00"]


def test_support_is_given_once_taken_back_and_never_for_ones_own(circle: Circle) -> None:
    for wanted, count in (("yes", "1"), ("yes", "1"), ("no", "0")):
        sent = Browser(circle.joko).post(f"{circle.at}/support", {"wanted": wanted})
        page = Browser(circle.joko).page(circle.at)
        assert (sent.status_code, page.select(".vote-n")[0].text) == (303, count)
    Browser(circle.joko).post(f"{circle.at}/support", {"wanted": "yes"})
    assert "Siapa yang mendukung" in Browser(circle.sari).get(circle.at).text
    assert "Siapa yang mendukung" not in Browser(circle.joko).get(circle.at).text
    own = Browser(circle.sari).post(f"{circle.at}/support", {"wanted": "yes"})
    assert own.status_code == 403


def test_what_was_erased_is_not_counted_on_any_page(circle: Circle) -> None:
    for number in range(17):
        with given.world(frozen=given.now() + number * MINUTE):
            said = circle.say(circle.joko, f"Utas {number:02}")
    with transaction() as session:
        session.merge(said).text = ""
    assert Browser(circle.budi).page(circle.at).select("#h-talk .num")[0].text == "16"
