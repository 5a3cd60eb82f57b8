"""Passkeys, used as they should be and as an attacker would."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from httpx2 import Response
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.identity.passkeys.models import Passkey
from ideas.identity.signins.models import SignIn
from ideas.permissions import Role
from ideas.settings import settings
from ideas.staff.people.models import Person
from tests.bed.authenticator import PRESENT, Authenticator
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.entering import RIGHT, holder

HOME = "https://wadah.example"


@pytest.fixture(autouse=True)
def at_home(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 -- the world
    monkeypatch.setenv("IDEAS_ADDRESS", HOME)
    settings.cache_clear()


@pytest.fixture
def sari(make: Make) -> Person:
    return holder(make, role=Role.SECRETARIAT)


def key_of(person: Person, **facts: object) -> Authenticator:
    """A passkey that this person has added."""
    browser, key = Browser(person), Authenticator(HOME, "wadah.example", **facts)  # type: ignore[arg-type]  # -- facts
    answer = add(browser, key)
    assert answer.status_code in (200, 303), answer.text
    return key


def add(browser: Browser, key: Authenticator) -> Response:
    options = browser.send("/account/passkeys/options").json()
    fields = {"credential": key.makes(options), "name": "Ponsel"}
    return browser.post("/account/passkeys", fields)


def prove(browser: Browser, key: Authenticator, to: str = "/proposals") -> Response:
    options = browser.send("/signin/passkey/options").json()
    return browser.post("/signin/passkey", {"credential": key.answers(options), "next": to})


def stranger() -> Browser:
    browser = Browser()
    browser.client.base_url = HOME  # cookies are for TLS only
    return browser


def in_there(browser: Browser) -> bool:
    return browser.client.get("/account").status_code == 200


def test_a_passkey_alone_opens_everything_its_owner_may(sari: Person) -> None:
    browser, key = stranger(), key_of(sari)
    answer = prove(browser, key)
    assert (answer.status_code, answer.headers["location"]) == (303, "/proposals")
    assert in_there(browser)
    assert browser.client.get("/competitions/new").status_code == 200


def test_the_first_one_comes_with_codes_on_paper(sari: Person) -> None:
    answer = add(Browser(sari), Authenticator(HOME, "wadah.example"))
    assert len(BeautifulSoup(answer.text, "html.parser").select(".codes li")) == 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://wadah.example.evil.test"},
        {"party": "evil.test"},
        {"flags": PRESENT},
        {"credential": b"somebody else's name"},
        {"key": Authenticator("", "").key},
    ],
    ids=["origin", "party", "nobody verified", "unknown", "another key"],
)
def test_an_answer_that_is_wrong_in_one_thing_opens_nothing(
    sari: Person, wrong: dict[str, object]
) -> None:
    key, browser = key_of(sari), stranger()
    for name, value in wrong.items():
        setattr(key, name, value)
    answer = prove(browser, key)
    assert answer.status_code == 422
    assert "tidak dapat diterima" in answer.text
    assert not in_there(browser)


def test_an_answer_counts_once(sari: Person) -> None:
    key, browser = key_of(sari), stranger()
    answer = key.answers(browser.send("/signin/passkey/options").json())
    first = browser.send("/signin/passkey", {"credential": answer})
    browser.client.cookies.delete("wadah")
    again = browser.send("/signin/passkey", {"credential": answer})
    assert (first.status_code, again.status_code) == (303, 422)


def test_a_wrong_answer_spends_its_challenge_too(sari: Person) -> None:
    key, browser = key_of(sari), stranger()
    options = browser.send("/signin/passkey/options").json()
    key.origin = "https://evil.test"
    browser.send("/signin/passkey", {"credential": key.answers(options)})
    key.origin = HOME
    answer = browser.send("/signin/passkey", {"credential": key.answers(options)})
    assert answer.status_code == 422


def test_a_challenge_of_one_browser_is_none_of_another(sari: Person) -> None:
    key, mine, other = key_of(sari), stranger(), stranger()
    options = mine.send("/signin/passkey/options").json()
    other.send("/signin/passkey/options")
    answer = other.send("/signin/passkey", {"credential": key.answers(options)})
    assert answer.status_code == 422
    assert not in_there(other)


def test_a_challenge_dies_after_five_minutes(sari: Person) -> None:
    key, browser = key_of(sari), stranger()
    options = browser.send("/signin/passkey/options").json()
    with given.world(frozen=given.now() + timedelta(minutes=5, seconds=1)):
        late = browser.send("/signin/passkey", {"credential": key.answers(options)})
    assert late.status_code == 422


def test_a_counter_that_goes_back_is_a_copy(sari: Person) -> None:
    key = key_of(sari)
    for _ in range(3):
        assert prove(stranger(), key).status_code == 303
    key.uses = 1
    assert prove(stranger(), key).status_code == 422


def test_nobody_passes_the_second_step_with_another_persons_key(make: Make, sari: Person) -> None:
    key_of(sari)
    theirs = key_of(holder(make, "Joko"), credential=b"the key of joko")
    browser = stranger()
    answer = browser.post("/signin", {"username": "sari", "password": RIGHT, "next": "/proposals"})
    assert answer.headers["location"].startswith("/signin/step")
    assert prove(browser, theirs).status_code == 422
    assert not in_there(browser)


def test_the_right_key_is_the_second_step(sari: Person) -> None:
    key, browser = key_of(sari), stranger()
    browser.post("/signin", {"username": "sari", "password": RIGHT, "next": "/proposals"})
    assert not in_there(browser)
    assert prove(browser, key).status_code == 303
    with transaction(writes=False) as session:
        rows = session.exec(select(SignIn).where(SignIn.person_id == sari.id)).all()
    assert not [row for row in rows if row.waits]


def test_one_may_remove_ones_own_and_nobody_elses(make: Make, sari: Person) -> None:
    key = key_of(sari)
    with transaction(writes=False) as session:
        row = session.exec(select(Passkey)).one()
    at = f"/account/passkeys/{row.id}/removal"
    assert Browser(make.person("Joko")).post(at).status_code == 404
    assert prove(stranger(), key).status_code == 303
    assert Browser(sari).post(at).status_code == 303
    assert prove(stranger(), key).status_code == 422


def test_an_address_without_a_name_offers_none(
    monkeypatch: pytest.MonkeyPatch, sari: Person
) -> None:
    assert "passkey.js" in Browser(sari).get("/account").text
    monkeypatch.setenv("IDEAS_ADDRESS", "http://127.0.0.1:8000")
    settings.cache_clear()
    page = Browser(sari).get("/account").text
    assert "passkey.js" not in page
    assert "tidak tersedia di alamat ini" in page
