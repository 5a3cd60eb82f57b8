"""Invitations and forgotten passwords: links that open once, for a short time."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.identity.accounts.models import Account
from ideas.identity.links.models import Link
from ideas.identity.links.rules import Purpose
from ideas.jobs.worker import work_one
from ideas.later import Job, Task
from ideas.outside import mail
from ideas.permissions import Role
from ideas.settings import settings
from ideas.staff.people.models import Person
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.entering import RIGHT, code_now, holder, link_for, with_app

NEW = "tiga ekor kuda hijau"


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch, make: Make) -> list[str]:  # noqa: ARG001 -- the world
    """Letters as text, in the order in which they are posted."""
    sent: list[str] = []
    monkeypatch.setenv("IDEAS_MAIL", "file:///nowhere")
    settings.cache_clear()

    def note(_folder: object, letter: object) -> None:
        sent.append(letter.get_body(("plain",)).get_content())  # type: ignore[attr-defined]  # -- a message

    monkeypatch.setattr(mail, "_lay_down", note)
    return sent


@pytest.fixture
def sari(make: Make) -> Person:
    sari = holder(make)
    with transaction() as session:
        session.get_one(Person, sari.id).email = "sari@kota.example"
    return sari


def forgets(named: str = "sari") -> str:
    answer = Browser().post("/signin/forgot", {"named": named})
    while work_one():
        pass
    return answer.headers["location"]


def path_in(letter: str) -> str:
    found = re.search(r"/signin/link/[0-9a-f]{64}", letter)
    assert found, letter
    return found[0]


@pytest.mark.usefixtures("sari")
@pytest.mark.parametrize("named", ["sari", "Sari", "SARI@kota.example"])
def test_a_forgotten_password_is_made_anew(post: list[str], named: str) -> None:
    assert forgets(named) == "/signin"
    browser, at = Browser(), path_in(post[0])
    assert "Kata sandi baru" in browser.get(at).text
    assert browser.post(at, {"fresh": NEW}).status_code == 303
    assert browser.get("/account").status_code == 200
    statuses = [
        Browser().post("/signin", {"username": "sari", "password": word}).status_code
        for word in (RIGHT, NEW)
    ]
    assert statuses == [422, 303]


@pytest.mark.usefixtures("sari")
def test_looking_consumes_nothing_and_using_does(post: list[str]) -> None:
    forgets()
    at = path_in(post[0])
    for _ in range(3):
        answer = Browser().get(at)
        assert "Kata sandi baru" in answer.text
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
    assert Browser().post(at, {"fresh": "pendek"}).status_code == 422
    assert [Browser().post(at, {"fresh": NEW}).status_code for _ in range(2)] == [303, 422]
    assert "tidak berlaku lagi" in Browser().get(at).text


@pytest.mark.usefixtures("sari")
def test_a_link_dies_with_its_time_with_a_newer_one_and_with_the_password(post: list[str]) -> None:
    forgets()
    with given.world(frozen=given.now() + timedelta(minutes=11)):
        forgets()
        old, new = map(path_in, post)
        assert old != new
        assert "tidak berlaku lagi" in Browser().get(old).text
        assert "Kata sandi baru" in Browser().get(new).text
    with given.world(frozen=given.now() + timedelta(minutes=42)):
        assert "tidak berlaku lagi" in Browser().get(new).text


def test_a_link_dies_when_the_password_changes_otherwise(sari: Person, post: list[str]) -> None:
    forgets()
    at = path_in(post[0])
    changed = Browser(sari).post("/account/password", {"password": RIGHT, "fresh": NEW})
    assert changed.status_code == 303
    assert Browser().post(at, {"fresh": "empat ekor kuda biru"}).status_code == 422


@pytest.mark.usefixtures("sari")
def test_asking_again_at_once_writes_no_second_letter(post: list[str]) -> None:
    for _ in range(3):
        forgets()
    assert len(post) == 1
    assert "Kata sandi baru" in Browser().get(path_in(post[0])).text


def test_a_reset_ends_every_sign_in_and_keeps_the_second_step(
    make: Make, sari: Person, post: list[str]
) -> None:
    with_app(make, sari)
    thief = Browser(sari)
    forgets()
    mine = Browser()
    answer = mine.post(path_in(post[0]), {"fresh": NEW})
    assert answer.headers["location"] == "/signin/step"
    assert [b.get("/account").status_code for b in (thief, mine)] == [303, 303]
    mine.post("/signin/step", {"code": code_now()})
    assert mine.get("/account").status_code == 200


@pytest.mark.usefixtures("sari")
def test_known_and_unknown_are_asked_alike(post: list[str], asked: list[str]) -> None:
    told = []
    for named in ("sari", "nobody", "nobody@else.example"):
        asked.clear()
        answer = Browser().post("/signin/forgot", {"named": named})
        page = Browser()
        page.client.cookies.update(answer.cookies)
        told.append(
            (list(asked), answer.status_code, "surat sudah dikirim" in page.get("/signin").text)
        )
    assert told[0] == told[1] == told[2]
    assert told[0][2]
    assert post == []


@pytest.mark.usefixtures("sari")
def test_no_token_and_no_typed_name_rests_in_the_database(post: list[str]) -> None:
    forgets()
    token = path_in(post[0]).rpartition("/")[2]
    with transaction(writes=False) as session:
        jobs, links = session.exec(select(Job)).all(), session.exec(select(Link)).all()
    kept = str([job.about for job in jobs]) + str(links)
    assert "token_hash" in kept
    assert token not in kept
    assert [job.about for job in jobs if job.task is Task.FIND_ACCOUNT] == [{}]


def test_an_invitation_opens_an_account_once(make: Make, post: list[str]) -> None:
    office, ani = make.with_role("Dewi", Role.PERSONNEL), make.person("Ani Lestari")
    at = f"/admin/accounts/{ani.ref}/invitation"
    assert Browser(office).post(at, {"email": "ani@kota.example"}).status_code == 303
    while work_one():
        pass
    browser, link = Browser(), path_in(post[0])
    assert 'value="ani.lestari"' in browser.get(link).text
    answer = browser.post(link, {"username": "ani.lestari", "fresh": NEW})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert ani.name in browser.get("/").text
    assert Browser().post(link, {"username": "lain", "fresh": NEW}).status_code == 422
    with transaction(writes=False) as session:
        assert session.get_one(Account, ani.id).username == "ani.lestari"


def test_a_name_that_is_taken_or_unsound_leaves_the_link_open(make: Make, sari: Person) -> None:
    at = link_for(make, make.person("Ani"), Purpose.INVITATION, bound=0)
    assert sari
    for username in ("sari", "A b", "x", "a/../b"):
        answer = Browser().post(at, {"username": username, "fresh": NEW})
        assert answer.status_code == 422, username
    assert Browser().post(at, {"username": "ani", "fresh": NEW}).status_code == 303


def test_nobody_with_an_account_gets_another_address_by_invitation(
    make: Make, sari: Person
) -> None:
    office = make.with_role("Dewi", Role.ADMINISTRATOR)
    at = f"/admin/accounts/{sari.ref}/invitation"
    assert Browser(office).post(at, {"email": "evil@else.example"}).status_code == 422
    with transaction(writes=False) as session:
        assert session.get_one(Person, sari.id).email == "sari@kota.example"
