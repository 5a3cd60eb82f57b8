"""The one click that ends daily letters: it does that for one person, and nothing else."""

import logging
from datetime import timedelta

import pytest
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.history.models import Event
from ideas.pages import PAGES
from ideas.permissions import PERMISSIONS
from ideas.secret import digest
from ideas.staff.people.models import Person
from ideas.talking.notices.models import Hearing, Notice
from ideas.talking.notices.rules import News, Topic, Way
from ideas.talking.notices.stopping import MARK, stop_path
from tests.bed.contents import changed, contents
from tests.browsing import Browser, masked
from tests.factories import Make

STOPPED = {Topic.IDEA, Topic.TALK, Topic.FOLLOWED}
FAR_AWAY = {"Origin": "https://surel.example", "Sec-Fetch-Site": "cross-site"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def sari(make: Make) -> Person:
    sari = make.person("Sari")
    facts = {"title": "Surat"}
    make.save(Notice(person_id=sari.id, news=News.AGREED, path="/", facts=facts, made_at=make.now))
    return sari


def hearing() -> dict[tuple[str, Topic], Way]:
    with transaction(writes=False) as session:
        rows = session.exec(select(Person.name, Hearing).join(Hearing)).all()
        return {(name, row.topic): row.way for name, row in rows}


def status(path: str, browser: Browser | None = None) -> int:
    """As a mail program sends it: from anywhere, without a token of ours."""
    return (browser or Browser()).send(path, ONE_CLICK, headers=FAR_AWAY).status_code


def test_a_mail_program_ends_the_daily_letters_of_one_person(make: Make, sari: Person) -> None:
    make.person("Budi")
    assert status(stop_path(sari.ref)) == 200
    assert hearing() == {("Sari", topic): Way.WEB for topic in STOPPED}
    with transaction(writes=False) as session:
        assert session.exec(select(Notice)).one().way is Way.WEB


def test_sent_again_or_by_somebody_signed_in_it_changes_nothing_more(
    make: Make, sari: Person
) -> None:
    assert status(stop_path(sari.ref)) == 200
    budi = Browser(make.person("Budi"))
    before = contents()
    assert [status(stop_path(sari.ref), who) for who in (Browser(), budi, None)] == [200] * 3
    assert changed(before, contents()) == {}
    assert "Surat harian berhenti" in Browser().post(stop_path(sari.ref)).text
    with transaction(writes=False) as session:
        assert len([e for e in session.exec(select(Event)) if e.act == "notice.stop"]) == 1


def test_looking_changes_nothing_and_names_nobody(sari: Person) -> None:
    before = contents()
    page = Browser().get(stop_path(sari.ref))
    assert (page.status_code, "Sari" in page.text) == (200, False)
    assert page.headers["cache-control"] == "no-store"
    assert changed(before, contents()) == {}


def test_an_address_that_is_not_ours_is_like_one_that_never_was(make: Make, sari: Person) -> None:
    budi, right = make.person("Budi"), stop_path(sari.ref)
    mark = right.rpartition("-")[2]
    gone = stop_path("2222-2222")
    wrong = [
        gone, f"/notices/stop/{budi.ref}-{mark}", right[:-1], f"{right}0",
        f"/notices/stop/{sari.ref}-{mark.upper()}", f"/notices/stop/{sari.ref}", "/notices/stop/-",
        f"/notices/stop/{sari.ref}-{digest(sari.ref, 'account')[:MARK]}", f"/notices/stop/-{mark}",
        "/notices/stop/%F0%9F%92%8C-%ED%A0%80",
    ]  # fmt: skip
    before = contents()
    answers = [Browser().send(path, ONE_CLICK, headers=FAR_AWAY) for path in wrong]
    answers += [Browser().client.get(path) for path in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({masked(answer.text) for answer in answers[: len(wrong)]}) == 1
    assert changed(before, contents()) == {}


def test_the_address_holds_for_its_person_and_works_after_years(sari: Person) -> None:
    path = stop_path(sari.ref)
    with given.world(shift=timedelta(days=900)):
        assert status(path) == 200


def test_nothing_of_it_is_logged(sari: Person, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "ideas")
    assert status(stop_path(sari.ref)) == 200
    assert status(f"{stop_path(sari.ref)}0") == 404
    assert [record for record in caplog.records if record.name.startswith("ideas")] == []


def test_only_this_change_comes_without_a_form_of_ours() -> None:
    signed = [route for pages in PAGES for route in pages.routes if route.signed]
    assert [(route.name, route.public) for route in signed] == [("post_stop", True)]
    assert PERMISSIONS[signed[0].act] == ()
