"""Proving once more who one is, before what cannot be undone."""

from datetime import timedelta

import pytest

from ideas import given
from ideas.acts import Act
from ideas.identity.signins.rules import RECENT
from ideas.pages import PAGES
from ideas.permissions import FRESH, Role
from tests.bed.contents import changed, contents
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.bodies import CEREMONIES, ROUTES
from tests.hostile.entering import RIGHT, code_now, holder, with_app
from tests.judged import DECREE, Judged

LATER = RECENT + timedelta(seconds=1)
ASKING = sorted(
    route.name
    for pages in PAGES
    for route in pages.routes
    if route.act in FRESH and route.method == "POST" and route.name not in CEREMONIES
)


def test_what_cannot_be_undone_asks_for_it() -> None:
    assert {Act.SEAL_OUTCOME, Act.RELEASE_OUTCOME, Act.REOPEN_OUTCOME, Act.GRANT_ROLE} < FRESH
    assert {"post_seal", "post_release", "post_reopening", "post_officer"} < set(ASKING)


@pytest.mark.parametrize("name", ASKING)
def test_nothing_happens_on_a_proof_of_long_ago(make: Make, name: str) -> None:
    case = ROUTES[name](make)
    browser, before = Browser(case.person), contents()
    with given.world(frozen=given.now() + LATER):
        answer = browser.post(case.path, case.fields)
        assert answer.status_code == 403
        assert 'href="/signin/again?next=' in answer.text
        assert changed(before, contents()) == {}
    taken = Browser(case.person).post(case.path, case.fields)
    assert taken.status_code == (200 if case.told else 303)


def test_what_was_typed_is_still_there_and_the_way_leads_back(make: Make) -> None:
    judged = Judged(make)
    browser = Browser(judged.hasan)
    with given.world(frozen=given.now() + LATER):
        page = browser.page(judged.at)
        assert "Sebelum menyegel, buktikan diri sekali lagi." in page.text
        answer = browser.post(f"{judged.at}/seal", DECREE | {"release_at": judged.soon})
    assert DECREE["decree_number"] in answer.text
    assert f"/signin/again?next={judged.at}" in answer.text


def test_a_fresh_proof_hides_the_question(make: Make) -> None:
    judged = Judged(make)
    assert "buktikan diri" not in Browser(judged.hasan).page(judged.at).text


def test_password_and_code_prove_it_again(make: Make) -> None:
    dewi = with_app(make, holder(make, "Dewi", role=Role.ADMINISTRATOR))
    browser = Browser(dewi)
    with given.world(frozen=given.now() + LATER):
        again = "/signin/again?next=/account/step"
        assert browser.get("/account/step").headers["location"] == again
        alone = browser.post("/signin/again", {"password": RIGHT, "next": "/account/step"})
        wrong = browser.post("/signin/again", {"password": "salah", "code": code_now()})
        assert (alone.status_code, wrong.status_code) == (422, 422)
        assert browser.get("/account/step").status_code == 303
        both = {"password": RIGHT, "code": code_now(), "next": "/account/step"}
        assert browser.post("/signin/again", both).headers["location"] == "/account/step"
        assert browser.get("/account/step").status_code == 200


@pytest.mark.parametrize("to", ["https://evil.test", "//evil.test", "/\\evil.test"])
def test_the_way_back_stays_within(make: Make, to: str) -> None:
    browser = Browser(holder(make))
    answer = browser.post("/signin/again", {"password": RIGHT, "next": to})
    assert answer.headers["location"] == "/"


def test_a_proof_raises_nobody_who_owes_a_second_step(make: Make) -> None:
    """A password twice is still one factor."""
    holder(make, "Dewi", role=Role.SECRETARIAT)
    browser = Browser()
    browser.post("/signin", {"username": "dewi", "password": RIGHT})
    browser.secret = browser.client.cookies["wadah"]
    assert browser.post("/signin/again", {"password": RIGHT}).status_code == 303
    assert browser.get("/competitions/new").status_code == 403
