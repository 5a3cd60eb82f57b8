"""Letters that tell notices: at most one a day, never an empty one, and a way out of them."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from ideas import given
from ideas.database import transaction
from ideas.jobs import worker
from ideas.later import Job, Task, later
from ideas.settings import settings
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.talking.notices.actions import notify, read_everything
from ideas.talking.notices.models import Digest, Hearing, Notice
from ideas.talking.notices.rules import News, Topic, Way, next_morning
from tests.bed.post import Postbox, postbox
from tests.browsing import Browser
from tests.factories import Make
from tests.talking.circle import rows

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def box(make: Make, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:  # noqa: ARG001 -- the world
    with postbox() as box:
        monkeypatch.setenv("IDEAS_MAIL", f"smtp-plain://127.0.0.1:{box.port}")
        settings.cache_clear()
        yield box


@pytest.fixture
def sari(make: Make) -> Person:
    return reader(make, "Sari")


def reader(make: Make, name: str, language: str = "") -> Person:
    person = make.person(name)
    with transaction() as session:
        row = session.get_one(Person, person.id)
        row.email, row.language = f"{name.lower()}@kota.example", language
    return person


def tell(person: Person, news: News = News.COMMENTED, title: str = "Surat") -> None:
    with transaction() as session:
        notify(session, [person.id], news, f"/proposals/{title}#talk", title=title)


def morning() -> None:
    """The daily letters are written, and everything that is due is posted."""
    with transaction() as session:
        later(session, Task.WRITE_DIGESTS)
    while worker.work_one():
        pass


def body(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part
    return str(part.get_content())


def test_the_letter_of_the_day_tells_all_that_is_new_thing_by_thing(
    sari: Person, box: Postbox
) -> None:
    for minute, title in enumerate(("Surat", "Kebun", "Surat")):
        with given.world(frozen=given.now() + minute * timedelta(minutes=1)):
            tell(sari, title=title)
    with given.world(frozen=given.now() + HOUR):
        tell(sari, News.SUGGESTED)
    morning()
    (letter,) = box.letters
    told = [line for line in body(letter).splitlines() if line.startswith("- ")]
    assert told == [
        "- Komentar baru pada Surat. (2 kali)", "- Saran perubahan baru untuk Surat.",
        "- Komentar baru pada Kebun.",
    ]  # fmt: skip
    assert "/proposals/Kebun#talk" in body(letter)


def test_there_is_one_letter_a_day_and_none_without_news(sari: Person, box: Postbox) -> None:
    morning()
    tell(sari)
    morning()
    tell(sari, News.SUGGESTED)
    morning()
    assert len(box.letters) == 1
    with given.world(frozen=given.now() + DAY):
        morning()
        morning()
    assert [body(letter).count("\n- ") for letter in box.letters] == [1, 1]
    with given.world(frozen=given.now() + 2 * DAY):
        morning()
    assert len(box.letters) == 2


def test_the_database_takes_no_second_letter_for_one_day(sari: Person, session: Session) -> None:
    day = given.now().date()
    session.add(Digest(person_id=sari.id, day=day, made_at=given.now()))
    session.flush()
    session.add(Digest(person_id=sari.id, day=day, made_at=given.now()))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_what_was_read_is_not_written_and_who_has_no_address_gets_nothing(
    make: Make, sari: Person, box: Postbox
) -> None:
    tell(sari)
    tell(make.person("Budi"))
    with transaction() as session:
        read_everything(session, visitor_of(session, sari.id))
    morning()
    assert (box.letters, rows(Digest)) == ([], [])


def test_a_letter_comes_in_the_language_of_its_reader(make: Make, box: Postbox) -> None:
    tell(reader(make, "Tono", "en"))
    morning()
    assert box.letters[0]["Content-Language"] == "en"
    assert "New comment on Surat." in body(box.letters[0])


def test_what_must_not_wait_comes_at_once_and_questions_come_together(
    sari: Person, box: Postbox
) -> None:
    tell(sari, News.RETURNED)
    tell(sari, News.ASKED)
    tell(sari, News.ASKED, "Kebun")
    while worker.work_one():
        pass
    assert [body(letter).count("\n- ") for letter in box.letters] == [3]
    tell(sari, News.ASKED, "Sawah")
    assert not worker.work_one(), "a question waits a quarter of an hour for others"
    with given.world(frozen=given.now() + HOUR):
        tell(sari, News.ASKED, "Pasar")
        while worker.work_one():
            pass
    assert [body(letter).count("\n- ") for letter in box.letters] == [3, 2]
    morning()
    assert len(box.letters) == 2, "nothing is told twice"


def test_one_click_in_the_mail_program_ends_daily_letters(sari: Person, box: Postbox) -> None:
    tell(sari)
    morning()
    (letter,) = box.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = letter["List-Unsubscribe"].strip("<>").partition("8000")[2]
    stranger = Browser()
    assert "Hentikan surat harian?" in stranger.get(path).text
    assert rows(Hearing) == [], "looking changes nothing"
    one_click = {"List-Unsubscribe": "One-Click"}
    answer = stranger.client.post(path, data=one_click, headers={})
    assert (answer.status_code, "berhenti" in answer.text) == (200, True)
    tell(sari)
    with given.world(frozen=given.now() + DAY):
        morning()
    assert len(box.letters) == 1
    assert stranger.get(path[:-1] + ("0" if path[-1] != "0" else "1")).status_code == 404


@pytest.mark.parametrize("way", list(Way))
def test_everybody_hears_in_the_way_they_chose(sari: Person, box: Postbox, way: Way) -> None:
    answer = Browser(sari).post("/notices/settings", {"way-talk": way.value})
    allowed = way is not Way.AT_ONCE
    assert answer.status_code == (303 if allowed else 422)
    tell(sari)
    morning()
    letters = {Way.DIGEST: 1, Way.AT_ONCE: 1}.get(way, 0)
    assert (len(box.letters), len(rows(Notice))) == (letters, int(way is not Way.OFF))


def test_the_list_counts_opens_and_forgets_nothing(make: Make, sari: Person) -> None:
    for title in ("Surat", "Surat", "Kebun"):
        tell(sari, title=title)
    browser = Browser(sari)
    assert "Kabar baru: 2" in browser.get("/").text
    assert "Kabar, 2 belum dibaca" in browser.get("/notices").text
    notice = next(row for row in rows(Notice) if row.facts["title"] == "Surat")
    opened = browser.post(f"/notices/{notice.id}/opening")
    assert opened.headers["location"] == "/proposals/Surat#talk"
    assert "Kabar, 1 belum dibaca" in browser.get("/notices").text
    other = Browser(make.person("Joko"))
    assert other.post(f"/notices/{notice.id}/opening").status_code == 404
    assert browser.post("/notices").status_code == 303
    assert "Semua sudah Anda baca." in browser.get("/notices").text


def test_a_batch_at_a_time_everybody_gets_their_letter(
    make: Make, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ideas.talking.notices.digesting.AT_ONCE", 2)
    monkeypatch.setattr("ideas.jobs.notices.AT_ONCE", 2)
    for name in ("Sari", "Budi", "Intan", "Tono", "Joko"):
        tell(reader(make, name))
    morning()
    assert len({str(letter["To"]) for letter in box.letters}) == len(box.letters) == 5
    with transaction(writes=False) as session:
        waits = col(Job.done_at).is_(None)
        due = session.scalars(select(col(Job.due_at)).where(waits)).all()
    assert due == [next_morning(given.now())]


def test_topics_name_only_ways_that_are_quiet_enough() -> None:
    from ideas.talking.notices.rules import WAYS, topic_of  # noqa: PLC0415 -- read beside what it proves

    urgent = {topic for topic, ways in WAYS.items() if Way.AT_ONCE in ways}
    assert urgent == {Topic.WORK, Topic.QUESTION}
    assert {topic_of(news) for news in News} == set(Topic)
