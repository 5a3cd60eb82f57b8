"""Guessing passwords is slow, and nobody can be locked out by somebody else."""

import pytest
from sqlmodel import select

from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.identity.accounts import passwords
from ideas.identity.accounts.models import Attempt
from ideas.identity.accounts.rules import MOST_ELSEWHERE, MOST_HERE, MOST_PER_ADDRESS
from ideas.pages import signin
from ideas.settings import settings
from ideas.staff.people.models import Person
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.entering import RIGHT, holder

WRONG = "salah"


@pytest.fixture
def sari(make: Make) -> Person:
    return holder(make)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """A quick check in place of the slow hash, that notes what it was asked."""
    asked: list[str | None] = []

    def fits(password: str, stored: str | None) -> bool:
        asked.append(stored)
        return stored is not None and password == RIGHT

    monkeypatch.setattr(signin, "fits", fits)
    monkeypatch.setenv("IDEAS_PROXIES", "10.0.0.0/8")
    settings.cache_clear()
    return asked


def calls_from(browser: Browser, host: str) -> None:
    """Who is at the other end of the line."""
    browser.client._transport.client = (host, 1)  # type: ignore[attr-defined]  # -- no other door


def at(address: str, browser: Browser | None = None) -> Browser:
    """A browser behind one of our proxies, which says from where it comes."""
    browser = browser or Browser()
    calls_from(browser, "10.0.0.1")
    browser.client.headers["X-Forwarded-For"] = address
    return browser


def tries(browser: Browser, password: str = WRONG, username: str = "sari") -> int:
    fields = {"username": username, "password": password}
    return browser.send("/signin", fields).status_code


@pytest.mark.usefixtures("sari", "checked")
def test_one_place_has_eight_tries_and_others_are_not_held_to_them() -> None:
    attacker = at("198.51.100.7")
    statuses = [tries(attacker) for _ in range(MOST_HERE + 1)]
    assert statuses == [422] * MOST_HERE + [429]
    assert tries(attacker, RIGHT) == 429
    assert tries(at("203.0.113.9"), RIGHT) == 303


@pytest.mark.usefixtures("sari", "checked")
def test_an_attack_from_everywhere_locks_no_owner_out_of_a_browser_they_used() -> None:
    mine = at("203.0.113.9")
    assert tries(mine, RIGHT) == 303
    mine.client.cookies.delete("wadah")
    for number in range(MOST_ELSEWHERE + 1):
        tries(at(f"198.51.100.{number}"))
    assert tries(at("192.0.2.1"), RIGHT) == 429
    assert tries(at("203.0.113.10", mine), RIGHT) == 303


@pytest.mark.usefixtures("sari", "checked")
def test_a_busy_office_locks_no_owner_out_either() -> None:
    mine = at("203.0.113.9")
    assert tries(mine, RIGHT) == 303
    mine.client.cookies.delete("wadah")
    for number in range(MOST_PER_ADDRESS + 1):
        tries(at("203.0.113.9"), username=f"guess{number}")
    assert tries(at("203.0.113.9"), RIGHT) == 429
    assert tries(mine, RIGHT) == 303


@pytest.mark.usefixtures("sari", "checked")
def test_the_mark_of_a_known_browser_is_for_one_account_and_cannot_be_made() -> None:
    mine = at("203.0.113.9")
    tries(mine, RIGHT)
    known = mine.client.cookies["known"]
    for forged in (known[:-1] + ("0" if known[-1] != "0" else "1"), "abc.", ".", "x" * 32):
        other = at("198.51.100.7")
        other.client.cookies.set("known", forged)
        tries(other)
    with transaction(writes=False) as session:
        assert [a.known for a in session.exec(select(Attempt)).all()] == [False] * 4


@pytest.mark.usefixtures("sari")
def test_known_and_unknown_cost_the_same(checked: list[str | None], asked: list[str]) -> None:
    """Not timed but counted: the same statements, and one slow check each."""
    told = []
    for username in ("sari", "nobody"):
        asked.clear()
        checked.clear()
        tries(at("198.51.100.7"), username=username)
        told.append((list(asked), len(checked)))
    assert told[0] == told[1]
    assert told[0][1] == 1


def test_the_slow_check_is_slow_for_nobody_too(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    real = passwords.HASHER

    class Noting:
        def verify(self, password: str, stored: str) -> bool:
            verified.append(stored)
            return real.verify(password, stored)

    monkeypatch.setattr(passwords, "HASHER", Noting())
    assert not passwords.fits("nobody has this password, but checking it takes just as long", None)
    assert verified == [passwords.NOBODY]


@pytest.mark.usefixtures("sari", "checked")
def test_being_refused_leaves_one_trace_without_a_name() -> None:
    for _ in range(MOST_HERE + 4):
        tries(at("198.51.100.7"))
    with transaction(writes=False) as session:
        rows = session.exec(select(Event).where(Event.act == Act.SLOW_DOWN)).all()
    assert [(row.person_id, row.facts) for row in rows] == [(None, {})]


@pytest.mark.usefixtures("sari", "checked")
def test_what_is_right_forgives_ones_own_mistakes() -> None:
    browser = at("203.0.113.9")
    for _ in range(3):
        for _ in range(MOST_HERE - 1):
            assert tries(browser) == 422
        assert tries(browser, RIGHT) == 303
        browser.client.cookies.delete("wadah")


@pytest.mark.usefixtures("sari", "checked")
def test_who_is_no_proxy_of_ours_cannot_say_where_they_are() -> None:
    statuses = []
    for number in range(MOST_HERE + 1):
        browser = Browser()
        calls_from(browser, "198.51.100.7")
        browser.client.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        statuses.append(tries(browser))
    assert statuses[-1] == 429
    through = [tries(at(f"203.0.113.{n}, 198.51.100.8")) for n in range(MOST_HERE + 1)]
    assert through[-1] == 429, "only the last hop before our proxy is told by our proxy"
