"""Proving oneself again at the provider, shortly before what cannot be undone."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from ideas import given
from ideas.staff.people.models import Person
from tests.bed.fake_provider import Fake
from tests.browsing import Browser
from tests.identity.identities.going import comes_back, comes_in

AGAIN = "/signin/asn?again=1&next=/admin"


def proved(ago: timedelta) -> dict[str, int]:
    return {"auth_time": int((given.now() - ago).timestamp())}


def is_asked_again(browser: Browser) -> bool:
    """Before a grave act: changing how one comes in."""
    answer = browser.client.get("/account/step")
    assert answer.status_code in (200, 303)
    return answer.status_code == 303 and "/signin/again" in answer.headers["location"]


@pytest.fixture
def stale(fake: Fake, sari: Person) -> Browser:
    """Sari, who proved herself to the provider two hours ago and never since."""
    assert sari
    fake.claims |= proved(timedelta(hours=2))
    return comes_in(fake)[0]


def test_who_proved_it_long_ago_is_led_to_the_provider(stale: Browser) -> None:
    assert is_asked_again(stale)
    door = stale.page("/signin/again?next=/admin").select_one("a[href*='again=1']")
    assert door
    asked = parse_qs(urlsplit(stale.client.get(str(door["href"])).headers["location"]).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])


def test_who_proves_it_now_goes_on(fake: Fake, stale: Browser) -> None:
    away = stale.client.get(AGAIN).headers["location"]
    fake.claims |= proved(timedelta(0))
    assert comes_back(stale, fake, away).headers["location"] == "/admin"
    assert not is_asked_again(stale)


def test_a_provider_that_did_not_ask_again_proves_nothing(fake: Fake, stale: Browser) -> None:
    away = stale.client.get(AGAIN).headers["location"]
    comes_back(stale, fake, away)
    assert is_asked_again(stale)


def test_without_a_word_on_when_the_return_itself_counts(fake: Fake, sari: Person) -> None:
    assert sari
    assert not is_asked_again(comes_in(fake)[0])
