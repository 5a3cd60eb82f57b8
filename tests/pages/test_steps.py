"""The second step: owed by everybody with a role, and by whoever chose it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from httpx2 import Response
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.identity.accounts.rules import MOST_HERE
from ideas.identity.factors.models import RecoveryCode, Totp
from ideas.identity.signins.models import SignIn
from ideas.later import Job
from ideas.permissions import Role
from ideas.settings import settings
from ideas.staff.people.models import Person
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.entering import RIGHT, code_now, holder, recovery_codes, with_app

OFFICE = "/competitions/new"  # open to the secretariat only


@pytest.fixture
def dewi(make: Make) -> Person:
    return with_app(make, holder(make, "Dewi", role=Role.SECRETARIAT))


def signs_in(browser: Browser, to: str = "/") -> Response:
    return browser.post("/signin", {"username": "dewi", "password": RIGHT, "next": to})


def steps(browser: Browser, code: str) -> Response:
    return browser.post("/signin/step", {"code": code, "next": "/proposals"})


def letters() -> list[str]:
    with transaction(writes=False) as session:
        return [job.about["letter"] for job in session.exec(select(Job)).all()]


@pytest.mark.usefixtures("dewi")
def test_the_password_alone_lets_nobody_in_who_chose_two_steps() -> None:
    browser = Browser()
    answer = signs_in(browser, "/proposals")
    assert answer.headers["location"] == "/signin/step?next=/proposals"
    assert browser.get("/proposals").headers["location"].startswith("/signin")
    answer = steps(browser, code_now())
    assert answer.headers["location"] == "/proposals"
    assert browser.get(OFFICE).status_code == 200


@pytest.mark.usefixtures("dewi")
def test_the_cookie_of_the_first_step_is_worth_nothing_after_the_second() -> None:
    browser = Browser()
    signs_in(browser)
    half = browser.client.cookies["wadah"]
    steps(browser, code_now())
    other = Browser()
    other.client.cookies.set("wadah", half)
    assert other.get("/proposals").status_code == 303
    with given.world(frozen=given.now() + timedelta(seconds=60)):
        assert steps(other, code_now()).headers["location"] == "/signin"


@pytest.mark.usefixtures("dewi")
def test_a_code_opens_once_and_only_around_its_half_minute() -> None:
    codes = []
    for seconds in (-90, -30, 0, 30, 90):
        with given.world(frozen=given.now() + timedelta(seconds=seconds)):
            codes.append(code_now())
    statuses = []
    for code in (codes[0], codes[4], codes[2], codes[2], codes[1], codes[3]):
        browser = Browser()
        signs_in(browser)
        statuses.append(steps(browser, code).status_code)
    assert statuses == [422, 422, 303, 422, 422, 303]


def test_a_code_on_paper_opens_once_and_a_letter_tells(dewi: Person) -> None:
    codes = recovery_codes(dewi)
    statuses = []
    for code in (codes[0].lower().replace("-", " "), codes[0], codes[1], "2222-2222-2222-2222"):
        browser = Browser()
        signs_in(browser)
        statuses.append(steps(browser, code).status_code)
    assert statuses == [303, 422, 303, 422]
    assert letters() == ["recovery_used"] * 2


def test_another_persons_code_on_paper_opens_nothing(make: Make, dewi: Person) -> None:
    theirs, mine = recovery_codes(make.person("Joko")), recovery_codes(dewi)
    browser = Browser()
    signs_in(browser)
    assert steps(browser, theirs[0]).status_code == 422
    assert steps(browser, mine[0]).status_code == 303


def test_what_is_kept_tells_neither_secret_nor_codes(dewi: Person) -> None:
    codes = recovery_codes(dewi)
    with transaction(writes=False) as session:
        kept = str(session.exec(select(Totp)).all()) + str(session.exec(select(RecoveryCode)).all())
    assert "digest" in kept
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]
    assert "JBSWY3DP" not in kept


@pytest.mark.usefixtures("dewi")
def test_guessing_codes_is_slowed_down_and_the_owner_hears_of_it() -> None:
    browser = Browser()
    signs_in(browser)
    statuses = [steps(browser, "000000").status_code for _ in range(MOST_HERE + 1)]
    assert statuses == [422] * MOST_HERE + [429]
    assert steps(browser, code_now()).status_code == 429
    assert letters() == ["guessed"]
    with given.world(frozen=given.now() + timedelta(minutes=16)):
        again = Browser()
        signs_in(again)
        assert steps(again, code_now()).status_code == 303


def test_a_role_waits_until_the_second_step_is_set_up(make: Make) -> None:
    holder(make, "Dewi", role=Role.SECRETARIAT)
    browser = Browser()
    assert signs_in(browser).headers["location"].startswith("/account/step")
    assert browser.get(OFFICE).status_code == 403
    assert "Peran Anda menunggu langkah kedua" in browser.page("/").text
    browser = with_cookie(browser)
    browser.post("/account/step/secret")
    page = browser.page("/account/step")
    secret = page.select_one("b.num").text.replace(" ", "")  # type: ignore[union-attr]  # -- else it fails
    assert page.select(".qr svg")
    told = browser.post("/account/step", {"code": code_now(secret)})
    assert len(BeautifulSoup(told.text, "html.parser").select(".codes li")) == 10
    assert browser.get(OFFICE).status_code == 200
    assert letters() == ["factor_set"]


def with_cookie(browser: Browser) -> Browser:
    """The same browser, whose forms know the cookie that it was given."""
    browser.secret = browser.client.cookies["wadah"]
    return browser


def test_an_employee_needs_no_second_step(make: Make) -> None:
    holder(make, "Dewi")
    browser = Browser()
    assert signs_in(browser).headers["location"] == "/"
    assert "langkah kedua" not in browser.get("/").text


def test_the_demo_asks_for_a_password_only(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDEAS_DEMO", "1")
    settings.cache_clear()
    holder(make, "Dewi", role=Role.SECRETARIAT)
    browser = Browser()
    assert "kata sandi saja sudah cukup" in browser.get("/signin").text
    assert signs_in(browser).headers["location"] == "/"
    assert browser.get(OFFICE).status_code == 200


def test_a_secret_of_another_row_or_another_key_opens_nothing(make: Make, dewi: Person) -> None:
    other = with_app(make, make.person("Joko"))
    with transaction() as session:
        theirs = session.get_one(Totp, other.id).sealed
        session.get_one(Totp, dewi.id).sealed = theirs
    browser = Browser()
    signs_in(browser)
    assert steps(browser, code_now()).status_code == 422


def test_the_second_step_waits_ten_minutes(dewi: Person) -> None:
    browser = Browser()
    signs_in(browser)
    with given.world(frozen=given.now() + timedelta(minutes=11)):
        assert steps(browser, code_now()).headers["location"] == "/signin"
    with transaction(writes=False) as session:
        rows = session.exec(select(SignIn).where(SignIn.person_id == dewi.id)).all()
    assert [row.waits for row in rows] == [True]
