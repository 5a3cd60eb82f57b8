"""Leaving: here and at the provider, and when the provider says so."""

from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response

from ideas.acts import Act
from ideas.staff.people.models import Person
from tests.bed.fake_provider import STRANGE, Fake, fake_provider
from tests.browsing import Browser
from tests.identity.identities.conftest import described, offer
from tests.identity.identities.going import comes_in, is_in, refusals, sign_ins, told

EVENT = "http://schemas.openid.net/event/backchannel-logout"

pytestmark = pytest.mark.usefixtures("sari")


def notify(token: str, key: str = "asn") -> Response:
    """The provider comes by itself: no cookie, no page of ours before it."""
    return Browser().client.post(f"/signin/{key}/logout", data={"logout_token": token})


def test_one_session_ends_and_the_others_stay(fake: Fake, sari: Person) -> None:
    here, _ = comes_in(fake)
    fake.claims["sid"] = "sid-2"
    there, _ = comes_in(fake)
    answer = notify(fake.logout_token(sub=None))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert (is_in(here), is_in(there)) == (False, True)
    assert told(Act.HEAR_NOTICE) == [{"method": "provider", "provider": "asn"}]
    assert [row.person_id for row in sign_ins()] == [sari.id]


def test_without_a_session_named_all_of_the_subject_end(fake: Fake, sari: Person) -> None:
    browsers = [comes_in(fake)[0], comes_in(fake)[0], Browser(sari)]
    assert notify(fake.logout_token(sid=None)).status_code == 200
    assert [is_in(browser) for browser in browsers] == [False, False, True]


def test_a_session_that_the_provider_never_named_ends_with_its_subject(fake: Fake) -> None:
    fake.claims["sid"] = None
    browser, _ = comes_in(fake)
    assert notify(fake.logout_token()).status_code == 200
    assert not is_in(browser)


def test_a_fresh_notice_may_leave_its_end_out(fake: Fake) -> None:
    """As providers do that were built to a draft of the standard."""
    browser, _ = comes_in(fake)
    assert notify(fake.logout_token(exp=None)).status_code == 200
    assert not is_in(browser)


def test_the_same_notice_is_heard_once(fake: Fake) -> None:
    token = fake.logout_token()
    assert notify(token).status_code == 200
    browser, _ = comes_in(fake)
    assert (notify(token).status_code, refusals(fake)) == (400, ["replayed"])
    assert is_in(browser)


LIES: dict[str, tuple[dict[str, Any], str]] = {
    "for another client": ({"aud": "somebody-else"}, "audience"),
    "of another issuer": ({"iss": "https://elsewhere.example"}, "issuer"),
    "without an event": ({"events": None}, "claims"),
    "with another event": ({"events": {"urn:other": {}}}, "claims"),
    "with a list of events": ({"events": [EVENT]}, "claims"),
    "with an event that is a word": ({"events": {EVENT: "yes"}}, "claims"),
    "with a nonce": ({"nonce": "n"}, "claims"),
    "about nobody": ({"sub": None, "sid": None}, "claims"),
    "without a number of its own": ({"jti": None}, "claims"),
    "that is over": ({"exp": -timedelta(seconds=600)}, "time"),
    "that names no end and is old": ({"exp": None, "iat": -timedelta(minutes=5)}, "time"),
    "that ends in ten years": ({"exp": timedelta(seconds=320_000_000)}, "claims"),
    "from the future": ({"iat": timedelta(seconds=3600), "exp": timedelta(seconds=3700)}, "time"),
    "without a beginning": ({"iat": None}, "claims"),
    "about a list": ({"sid": ["sid-1"], "sub": None}, "claims"),
}


def is_not_heard(fake: Fake, token: str, reason: str) -> None:
    browser, _ = comes_in(fake)
    answer = notify(token)
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert refusals(fake) == [reason]
    assert is_in(browser)


@pytest.mark.parametrize("lie", LIES)
def test_a_notice_that_says_something_wrong(fake: Fake, lie: str) -> None:
    claims, reason = LIES[lie]
    is_not_heard(fake, fake.logout_token(**claims), reason)


@pytest.mark.parametrize("typ", ["at+jwt", "JOSE", "id+jwt"])
def test_a_notice_of_another_kind(fake: Fake, typ: str) -> None:
    fake.header = {"typ": typ}
    token = fake.logout_token()
    fake.header = {}
    is_not_heard(fake, token, "claims")


def test_an_id_token_is_no_notice(fake: Fake) -> None:
    is_not_heard(fake, fake.id_token(), "claims")


@pytest.mark.parametrize(("signer", "reason"), [(None, "signature"), (STRANGE, "key")])
def test_a_notice_that_is_not_signed_by_the_provider(fake: Fake, signer: Any, reason: str) -> None:
    good, fake.signer = fake.signer, signer
    token = fake.logout_token()
    fake.signer = good
    is_not_heard(fake, token, reason)


def test_one_provider_cannot_end_what_another_began(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_provider() as other:
        both = described(fake, "asn", "ASN Digital"), described(other, "inapas", "INApas")
        offer(monkeypatch, *both)
        browser, _ = comes_in(fake)
        assert notify(other.logout_token(), "inapas").status_code == 200
        assert notify(other.logout_token(), "asn").status_code == 400
        assert is_in(browser)


@pytest.mark.parametrize("body", [b"", b"logout_token=", b"x" * 100_000, b"\xff\xfe", b"a=1&" * 99])
def test_what_is_no_notice_at_all(fake: Fake, body: bytes) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = Browser().client.post("/signin/asn/logout", content=body, headers=form)
    assert answer.status_code == 400
    assert len(refusals(fake)) == 1


def test_signing_out_here_leads_on_to_the_provider_without_a_token(fake: Fake) -> None:
    browser, _ = comes_in(fake)
    browser.secret = browser.client.cookies["wadah"]
    answer = browser.post("/signout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin/asn/leave")
    assert not is_in(browser)
    page = browser.get("/signin/asn/leave")
    to = page.headers["refresh"].removeprefix("0; url=")
    back = "http%3A%2F%2Ftestserver%2Fsignin%2Fasn%2Fleft"
    assert to == f"{fake.issuer}/end?client_id=wadah&post_logout_redirect_uri={back}"
    assert "Keluar juga dari ASN Digital" in page.text
    assert browser.get("/signin/asn/left").headers["location"] == "/"
    assert "keluar dari Wadah dan dari ASN Digital" in browser.get("/").text


def test_where_the_provider_has_no_way_out_we_say_so(fake: Fake) -> None:
    fake.about["end_session_endpoint"] = None
    page = Browser().get("/signin/asn/leave")
    assert "refresh" not in page.headers
    assert "Mungkin Anda masih masuk di ASN Digital" in page.text


def test_who_is_still_in_is_not_told_otherwise(fake: Fake) -> None:
    browser, _ = comes_in(fake)
    answer = browser.get("/signin/asn/leave")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/signin/asn/left").headers["location"] == "/"
    assert "sudah keluar" not in browser.get("/").text


def test_who_came_in_by_a_password_leaves_for_home(fake: Fake, sari: Person) -> None:
    assert fake
    assert Browser(sari).post("/signout").headers["location"] == "/"
