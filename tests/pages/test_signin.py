"""Coming in and going out."""

import pytest

from ideas.identity.accounts.models import Account
from ideas.identity.accounts.passwords import hashed
from ideas.staff.people.models import Person
from tests.browsing import Browser
from tests.factories import Make

PASSWORD = hashed("rahasia-sari")


@pytest.fixture
def sari(make: Make) -> Person:
    sari = make.person("Sari Contoh")
    make.save(Account(person_id=sari.id, username="sari", password=PASSWORD))
    return sari


def test_the_right_password_opens_a_session(sari: Person) -> None:
    browser = Browser()
    answer = browser.post("/signin", {"username": "Sari", "password": "rahasia-sari", "next": "/"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert sari.name in browser.get("/").text
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


@pytest.mark.usefixtures("sari")
@pytest.mark.parametrize("username", ["sari", "nobody"])
def test_a_wrong_password_says_the_same_for_known_and_unknown(username: str) -> None:
    answer = Browser().post("/signin", {"username": username, "password": "x"})
    assert answer.status_code == 422
    assert "tidak cocok" in answer.text
    assert f'value="{username}"' in answer.text


@pytest.mark.usefixtures("sari")
def test_guessing_is_slowed_down() -> None:
    statuses = [
        Browser().post("/signin", {"username": "sari", "password": "x"}).status_code
        for _ in range(9)
    ]
    assert statuses == [422] * 8 + [429]
