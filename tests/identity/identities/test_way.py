"""The way to a provider and back: once, in time, in one browser, at the right door."""

import socket
import threading
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from ideas import given
from ideas.identity.identities.rules import AWAY, MOST_REFUSALS
from ideas.outside import fetching
from tests.bed.fake_provider import STRANGE, Answer, Fake, fake_provider
from tests.browsing import Browser
from tests.hostile.payloads import QUERIES, REFS
from tests.identity.identities.conftest import described, offer
from tests.identity.identities.going import (
    comes_back,
    comes_in,
    goes,
    is_in,
    links,
    refusals,
    sign_ins,
)
from tests.stories.world import HOST, serving

pytestmark = pytest.mark.usefixtures("sari")


def test_the_request_carries_state_nonce_and_the_challenge_of_a_proof_key(fake: Fake) -> None:
    browser = Browser()
    asked = parse_qs(urlsplit(goes(browser)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert (asked["response_type"], asked["scope"]) == (["code"], ["openid profile"])
    assert asked["redirect_uri"] == ["http://testserver/signin/asn/return"]
    secret = browser.client.cookies["wadah_sso"]
    told = {asked[name][0] for name in ("state", "nonce", "code_challenge")}
    assert len(told) == 3
    assert secret not in str(told)
    assert fake.asked == ["/.well-known/openid-configuration", "/keys"]


def test_the_cookie_of_the_way_is_kept_from_scripts_and_other_pages(fake: Fake) -> None:
    assert fake
    cookie = Browser().client.get("/signin/asn").headers["set-cookie"]
    assert all(w in cookie for w in ("HttpOnly", "SameSite=lax", "Path=/signin", "Max-Age=600"))


def test_an_answer_serves_once(fake: Fake) -> None:
    browser = Browser()
    back = fake.send_back(goes(browser))
    assert browser.client.get(back).status_code == 303
    assert fake.asked.count("/token") == 1
    again = browser.client.get(back)
    assert again.status_code == 422
    assert "sudah tidak berlaku" in again.text
    assert (fake.asked.count("/token"), len(sign_ins()), refusals(fake)) == (1, 1, ["state"])


def test_an_answer_serves_only_the_browser_that_left(fake: Fake) -> None:
    back = fake.send_back(goes(Browser()))
    for thief in (Browser(), Browser()):
        goes(thief)  # who is on the way themselves
        assert thief.client.get(back).status_code == 422
        assert not is_in(thief)
    assert (fake.asked.count("/token"), refusals(fake)) == (0, ["state", "state"])


def test_an_answer_comes_in_time(fake: Fake) -> None:
    late, early = Browser(), Browser()
    gone, left = fake.send_back(goes(late)), given.now()
    with given.world(frozen=left + AWAY + timedelta(seconds=5)):
        assert late.client.get(gone).status_code == 422
    gone = fake.send_back(goes(early))
    with given.world(frozen=given.now() + AWAY - timedelta(seconds=5)):
        assert early.client.get(gone).status_code == 303


def test_the_answer_of_one_provider_does_not_open_the_door_of_another(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_provider() as other:
        other.claims = fake.claims
        both = described(fake, "asn", "ASN Digital"), described(other, "inapas", "INApas")
        offer(monkeypatch, *both)
        browser = Browser()
        back = other.send_back(goes(browser, key="inapas"))
        turned = browser.client.get(back.replace("/inapas/", "/asn/"))
        assert (turned.status_code, refusals(fake)) == (422, ["state"])
        mixed = fake.send_back(goes(browser, key="inapas"))  # the other's client, our answer
        assert browser.client.get(mixed).status_code == 422
        assert not is_in(browser)
        assert fake.asked.count("/token") + other.asked.count("/token") == 0
        browser, answer = comes_in(other, key="inapas")
        assert (answer.status_code, is_in(browser)) == (303, True)


def test_two_doors_open_in_two_windows_of_one_browser(fake: Fake) -> None:
    browser = Browser()
    first, second = goes(browser, to="/competitions"), goes(browser, to="/proposals")
    wants = [comes_back(browser, fake, away).headers["location"] for away in (second, first)]
    assert wants == ["/proposals", "/competitions"]


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_a_foreign_place_afterwards(fake: Fake, to: str) -> None:
    _, answer = comes_in(fake, to=to)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_an_answer_that_says_a_thing_twice_is_no_answer(fake: Fake) -> None:
    browser = Browser()
    back = fake.send_back(goes(browser))
    assert browser.client.get(f"{back}&code=another").status_code == 422
    assert browser.client.get(back).status_code == 303


def test_a_new_key_is_looked_for_once_a_minute_and_not_more(fake: Fake) -> None:
    assert comes_in(fake)[1].status_code == 303
    fake.signer = STRANGE
    for _ in range(3):
        assert comes_in(fake)[1].status_code == 422
    assert (fake.asked.count("/keys"), refusals(fake)) == (2, ["key"] * 3)
    fake.published = [STRANGE]
    with given.world(shift=timedelta(minutes=2)):
        assert comes_in(fake)[1].status_code == 303
    assert fake.asked.count("/keys") == 3


def test_what_a_provider_says_of_itself_is_kept_for_an_hour(fake: Fake) -> None:
    for minutes in (0, 59, 61):
        with given.world(shift=timedelta(minutes=minutes)):
            goes(Browser())
    assert fake.asked.count("/.well-known/openid-configuration") == 2


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
def test_nobody_waits_for_a_slow_provider(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    awake = threading.Event()

    def slow() -> Answer:
        awake.wait(20)
        return 200, {}, b"{}"

    fake.answers[path] = slow
    browser = Browser()
    answer = browser.client.get("/signin/asn")
    if path == "/token":
        answer = browser.client.get(fake.send_back(answer.headers["location"]))
    awake.set()
    assert answer.status_code == 503
    assert "sedang tidak dapat dihubungi" in answer.text
    assert refusals(fake) == ["unreachable"]


def test_those_who_wait_for_a_provider_keep_nobody_else_waiting(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More of them than there are threads."""
    monkeypatch.setattr(fetching, "SECONDS", 60)
    arrived, awake = threading.Semaphore(0), threading.Event()

    def slow() -> Answer:
        arrived.release()
        awake.wait(60)
        return 200, {}, b"{}"

    fake.answers["/.well-known/openid-configuration"] = slow
    with socket.create_server((HOST, 0), backlog=99) as listener, serving(listener):
        port = listener.getsockname()[1]
        waiting = [socket.create_connection((HOST, port)) for _ in range(50)]
        for line in waiting:
            line.sendall(b"GET /signin/asn HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert all(arrived.acquire(timeout=30) for _ in waiting)
        assert httpx2.get(f"http://{HOST}:{port}/signin", timeout=30).status_code == 200
        awake.set()
        assert {line.recv(12) for line in waiting} == {b"HTTP/1.1 502"}
        for line in waiting:
            line.close()


def test_a_provider_that_is_down_is_told_plainly_and_the_own_door_stays_open(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = described(fake, "asn", "ASN Digital") | {"issuer": "http://127.0.0.1:9"}
    offer(monkeypatch, gone)
    browser = Browser()
    answer = browser.get("/signin/asn")
    assert answer.status_code == 503
    assert "ASN Digital sedang tidak dapat dihubungi" in answer.text
    assert 'name="password"' in browser.get("/signin").text


def test_a_flood_of_wrong_answers_does_not_fill_the_history(fake: Fake) -> None:
    browser = Browser()
    for _ in range(MOST_REFUSALS + 5):
        assert browser.client.get("/signin/asn/return?state=x&code=y").status_code == 422
    assert len(refusals(fake)) == MOST_REFUSALS
    fake.claims = {"nip": None}
    assert comes_in(fake)[1].status_code == 403
    assert refusals(fake).count("number") == 1
    assert links() == []


@pytest.mark.parametrize("address", ["/signin/nobody", "/signin/nobody/return", "/signin/a%00"])
def test_a_provider_that_is_not_ours_is_not_there(fake: Fake, address: str) -> None:
    assert fake
    assert Browser().get(address).status_code == 404


def test_a_way_back_that_says_nonsense_leads_nowhere(fake: Fake) -> None:
    browser = Browser()
    for said, ref in zip(QUERIES, REFS, strict=False):
        goes(browser)
        back = browser.client.get(f"/signin/asn/return?state={said}&code={said}")
        assert back.status_code in (422, 404), said[:40]
        assert browser.client.get(f"/signin/{ref}/return?state=x").status_code == 404, ref[:40]
    assert fake.asked.count("/token") == 0
