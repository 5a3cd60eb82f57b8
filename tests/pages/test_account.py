"""One's own account: the password, the devices, the second step."""

import pytest
from sqlmodel import select

from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.identity.factors.models import RecoveryCode, Totp
from ideas.identity.signins.models import SignIn
from ideas.identity.signins.rules import browser_in_words
from ideas.staff.people.models import Person
from ideas.web import keys
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.entering import RIGHT, code_now, holder, recovery_codes, with_app

NEW = "tiga ekor kuda hijau"


@pytest.fixture
def sari(make: Make) -> Person:
    return holder(make)


def is_in(browser: Browser) -> bool:
    return browser.get("/account").status_code == 200


def sign_in_of(browser: Browser) -> str:
    """The key of this browser's own row."""
    with transaction(writes=False) as session:
        rows = session.exec(select(SignIn)).all()
    return str(next(row.id for row in rows if row.token_hash == keys.hashed(browser.secret)))


def acts() -> list[Act]:
    with transaction(writes=False) as session:
        return [event.act for event in session.exec(select(Event)).all()]


def test_a_new_password_ends_all_other_sign_ins(sari: Person) -> None:
    here, there = Browser(sari), Browser(sari)
    answer = here.post("/account/password", {"password": RIGHT, "fresh": NEW})
    assert answer.status_code == 303
    assert (is_in(here), is_in(there)) == (True, False)
    assert acts() == [Act.CHANGE_PASSWORD]


@pytest.mark.parametrize(
    ("password", "fresh", "field"),
    [("salah", NEW, "password"), (RIGHT, "pendek", "fresh"), (RIGHT, "sari sari sari", "fresh")],
)
def test_a_password_is_not_changed_by_others_nor_to_a_weak_one(
    sari: Person, password: str, fresh: str, field: str
) -> None:
    here, there = Browser(sari), Browser(sari)
    answer = here.post("/account/password", {"password": password, "fresh": fresh})
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.text
    assert fresh not in answer.text
    assert is_in(there)


def test_one_sees_where_one_is_signed_in_and_can_end_it(make: Make, sari: Person) -> None:
    here, there, joko = Browser(sari), Browser(sari), Browser(make.person("Joko"))
    page = here.page("/account")
    assert len(page.select("#h-signins ~ ul > li")) == 2
    ending = f"/account/signins/{sign_in_of(there)}/end"
    assert joko.post(ending).status_code == 404
    assert is_in(there)
    assert here.post(ending).status_code == 303
    assert (is_in(here), is_in(there), is_in(joko)) == (True, False, True)
    assert acts() == [Act.END_SIGN_IN]


def test_all_others_end_at_once(make: Make, sari: Person) -> None:
    here, others = Browser(sari), [Browser(sari), Browser(sari)]
    joko = Browser(make.person("Joko"))
    assert here.post("/account/signins/end").status_code == 303
    assert [is_in(b) for b in (here, *others, joko)] == [True, False, False, True]


def test_the_browser_is_told_in_words() -> None:
    agents = {
        "Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile Safari/537.36": "Chrome, Android",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Version/18.1 Safari/604.1": "Safari, iPhone",
        "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0": "Edge, Windows",
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0": "Firefox, Linux",
        "curl/8.9": "",
    }
    assert {agent: browser_in_words(agent) for agent in agents} == agents


def test_new_codes_replace_the_old_ones(sari: Person) -> None:
    old = recovery_codes(with_app_of(sari))
    browser = Browser(sari)
    told = browser.post("/account/codes").text
    assert not [code for code in old if code in told]
    with transaction(writes=False) as session:
        assert len(session.exec(select(RecoveryCode)).all()) == 10
    half = Browser()
    half.post("/signin", {"username": "sari", "password": RIGHT})
    assert half.post("/signin/step", {"code": old[0]}).status_code == 422


def with_app_of(person: Person) -> Person:
    return with_app(Make(), person)


def test_the_codes_can_be_kept_as_a_file(sari: Person) -> None:
    answer = Browser(sari).send("/account/codes.txt", {"codes": "K7Q2-M4XF-9TRA-3HHP A-B"})
    assert answer.headers["content-disposition"] == 'attachment; filename="kode-cadangan.txt"'
    assert answer.text.splitlines()[2:] == ["K7Q2-M4XF-9TRA-3HHP", "A-B"]


def test_with_the_last_second_step_go_the_codes(sari: Person) -> None:
    recovery_codes(with_app_of(sari))
    assert Browser(sari).post("/account/step/removal").status_code == 303
    with transaction(writes=False) as session:
        assert not session.exec(select(RecoveryCode)).all()
        assert not session.exec(select(Totp)).all()
    answer = Browser().post("/signin", {"username": "sari", "password": RIGHT})
    assert answer.headers["location"] == "/"


def test_an_app_in_use_is_not_replaced_in_passing(sari: Person) -> None:
    browser = Browser(with_app_of(sari))
    assert browser.post("/account/step/secret").status_code == 422
    half = Browser()
    half.post("/signin", {"username": "sari", "password": RIGHT})
    assert half.post("/signin/step", {"code": code_now()}).status_code == 303


def test_who_comes_by_a_provider_sees_no_password(make: Make) -> None:
    page = Browser(make.person("Joko")).page("/account")
    assert not page.select("input[type=password]")
    assert "Perangkat yang sedang masuk" in page.text


def test_letters_come_in_the_language_one_chose(sari: Person) -> None:
    Browser(sari).post("/settings", {"language": "en", "back": "/"})
    with transaction(writes=False) as session:
        assert session.get_one(Person, sari.id).language == "en"
