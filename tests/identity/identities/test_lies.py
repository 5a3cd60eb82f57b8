"""A provider that lies: nobody comes in, the reason is told plainly and written down."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ideas.staff.people.models import Person
from tests.bed.fake_provider import CLIENT, GOOD, STRANGE, Answer, Fake, key, packed
from tests.browsing import Browser
from tests.identity.identities.going import comes_in, is_in, links, refusals, sign_ins

DISCOVERY = "/.well-known/openid-configuration"
WEAK = GOOD.as_pem(private=False)
MINUTE = timedelta(minutes=1)
ELSEWHERE = "http://127.0.0.1:9"  # nobody answers there

# What is wrong with a token is found before any database is asked.
pytestmark = [
    pytest.mark.usefixtures("sari"),
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]


def swapped(token: str) -> str:
    """The signature of another payload."""
    head, _, signature = token.split(".")
    return f"{head}.{packed({'iss': 'x', 'sub': 'boss', 'aud': CLIENT})}.{signature}"


def moved() -> Answer:
    return 302, {"Location": "http://127.0.0.1:1/elsewhere"}, b""


def huge() -> Answer:
    return 200, {"Content-Type": "application/json"}, b'{"a": "' + b"x" * (1 << 20) + b'"}'


def packed_tight() -> Answer:
    return 200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08"


def not_json() -> Answer:
    return 200, {}, b"<html>"


def a_list() -> Answer:
    return 200, {}, b"[]"


def broken() -> Answer:
    return 500, {}, b"Traceback: secret insides"


CLAIMS: dict[str, tuple[dict[str, Any], str]] = {
    "a wrong audience": ({"aud": "somebody-else"}, "audience"),
    "a list without us": ({"aud": ["a", "b"]}, "audience"),
    "a list without us, though we are the party": ({"aud": ["a"], "azp": CLIENT}, "audience"),
    "a list with others and no party": ({"aud": [CLIENT, "b"]}, "audience"),
    "a list with another party": ({"aud": [CLIENT, "b"], "azp": "b"}, "audience"),
    "another party": ({"azp": "b"}, "audience"),
    "no audience": ({"aud": None}, "audience"),
    "an audience that is a number": ({"aud": 7}, "audience"),
    "another issuer": ({"iss": "https://elsewhere.example"}, "issuer"),
    "an issuer with one more slash": ({"iss": "{issuer}/"}, "issuer"),
    "no issuer": ({"iss": None}, "issuer"),
    "another nonce": ({"nonce": "0" * 64}, "nonce"),
    "no nonce": ({"nonce": None}, "nonce"),
    "expired": ({"exp": -timedelta(seconds=600)}, "time"),
    "never expiring": ({"exp": None}, "time"),
    "an end that is no time": ({"exp": "tomorrow"}, "time"),
    "not yet valid": ({"nbf": timedelta(seconds=3600)}, "time"),
    "from the future": ({"iat": timedelta(seconds=3600)}, "time"),
    "without a beginning": ({"iat": None}, "time"),
    "no subject": ({"sub": None}, "claims"),
    "a subject that is a number": ({"sub": 7}, "claims"),
    "an empty subject": ({"sub": ""}, "claims"),
    "an endless subject": ({"sub": "s" * 300}, "claims"),
    "another access token": ({"at_hash": "AAAA"}, "claims"),
    "a session that is no text": ({"sid": ["x"]}, "claims"),
}
LIES: dict[str, tuple[Callable[[Fake], Any], str]] = {
    "no signature": (lambda f: vars(f).update(signer=None), "signature"),
    "no signature in capitals": (
        lambda f: vars(f).update(signer=None, header={"alg": "nOnE"}), "signature"),
    "the public key as a secret": (lambda f: vars(f).update(signer=WEAK), "signature"),
    "a key that nobody published": (lambda f: vars(f).update(signer=STRANGE), "key"),
    "another key of the same name": (
        lambda f: vars(f).update(signer=key("good")), "signature"),
    "a signature over another payload": (lambda f: vars(f).update(bend=swapped), "signature"),
    "a token that is none": (lambda f: vars(f).update(bend=lambda _: "a.b"), "signature"),
    "a critical header": (
        lambda f: vars(f).update(header={"crit": ["x"], "x": 1}), "signature"),
    "no issuer in the answer": (lambda f: f.back.update(iss=None), "issuer"),
    "another issuer in the answer": (lambda f: f.back.update(iss=ELSEWHERE), "issuer"),
    "another state": (lambda f: f.back.update(state="x"), "state"),
    "no state": (lambda f: f.back.update(state=None), "state"),
    "no code": (lambda f: f.back.update(code=None), "declined"),
    "an error": (
        lambda f: f.back.update(code=None, error="access_denied", error_description="<b>"),
        "declined"),
    "a detour for the token": (lambda f: f.answers.update({"/token": moved}), "answer"),
    "a huge token": (lambda f: f.answers.update({"/token": huge}), "answer"),
    "a packed token": (lambda f: f.answers.update({"/token": packed_tight}), "answer"),
    "a token that is a page": (lambda f: f.answers.update({"/token": not_json}), "answer"),
    "a token that is a list": (lambda f: f.answers.update({"/token": a_list}), "answer"),
    "keys elsewhere by a detour": (lambda f: f.answers.update({"/keys": moved}), "answer"),
    "huge keys": (lambda f: f.answers.update({"/keys": huge}), "answer"),
    "someone else's personal data": (
        lambda f: (f.claims.update(nip=None), f.userinfo.update(sub="boss", nip="1")), "claims"),
}  # fmt: skip
AT_THE_DOOR: dict[str, tuple[Callable[[Fake], Any], str]] = {
    "another issuer": (lambda f: f.about.update(issuer="https://elsewhere.example"), "metadata"),
    "a token place without protection": (
        lambda f: f.about.update(token_endpoint="http://elsewhere.example/token"), "metadata"),
    "a place that is no address": (
        lambda f: f.about.update(authorization_endpoint="javascript:alert(1)"), "metadata"),
    "no keys": (lambda f: f.about.update(jwks_uri=None), "metadata"),
    "no key for us": (lambda f: vars(f).update(published=[]), "metadata"),
    "a detour": (lambda f: f.answers.update({DISCOVERY: moved}), "answer"),
    "a huge description": (lambda f: f.answers.update({DISCOVERY: huge}), "answer"),
    "a description that is a page": (lambda f: f.answers.update({DISCOVERY: not_json}), "answer"),
    "a breakdown": (lambda f: f.answers.update({DISCOVERY: broken}), "unreachable"),
}  # fmt: skip


def stays_outside(fake: Fake, reason: str) -> None:
    browser, answer = comes_in(fake)
    assert answer.status_code in (422, 502), answer.text
    assert "Belum dapat masuk" in answer.text
    assert "ASN Digital" in answer.text
    assert "joserfc" not in answer.text + "".join(refusals(fake))
    assert refusals(fake) == [reason]
    assert (is_in(browser), "wadah" in browser.client.cookies) == (False, False)
    assert (links(), sign_ins()) == ([], [])


def test_the_same_provider_telling_the_truth_lets_in(fake: Fake) -> None:
    browser, answer = comes_in(fake)
    assert (answer.status_code, answer.headers["location"]) == (303, "/competitions")
    assert is_in(browser)
    assert refusals(fake) == []


@pytest.mark.parametrize("lie", CLAIMS)
def test_a_token_that_says_something_wrong(fake: Fake, lie: str) -> None:
    claims, reason = CLAIMS[lie]
    right = {"issuer": fake.issuer}
    fake.claims |= {
        n: v.format(**right) if isinstance(v, str) and "{" in v else v for n, v in claims.items()
    }
    stays_outside(fake, reason)


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_the_providers_own(fake: Fake, lie: str) -> None:
    change, reason = LIES[lie]
    change(fake)
    if "keys" in lie:
        assert_closed(fake, reason)
    else:
        stays_outside(fake, reason)


@pytest.mark.parametrize("lie", AT_THE_DOOR)
def test_a_provider_that_describes_itself_wrongly_is_not_gone_to(fake: Fake, lie: str) -> None:
    change, reason = AT_THE_DOOR[lie]
    change(fake)
    assert_closed(fake, reason)


def assert_closed(fake: Fake, reason: str) -> None:
    answer = Browser().get("/signin/asn")
    assert answer.status_code in (502, 503)
    assert "Belum dapat masuk" in answer.text
    assert "Traceback" not in answer.text
    assert refusals(fake) == [reason]


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": [CLIENT]}, {"aud": [CLIENT, "b"], "azp": CLIENT}, {"azp": CLIENT},
        {"iat": MINUTE, "nbf": MINUTE}, {"exp": -MINUTE}, {"sid": None}, {"amr": ["pwd"]},
    ],
    ids=["a list of one", "a list with us as party", "us as party", "a clock ahead",
         "a clock behind", "no session", "one factor"],
)  # fmt: skip
def test_what_looks_odd_and_is_right_lets_in(
    fake: Fake, sari: Person, claims: dict[str, Any]
) -> None:
    fake.claims |= claims
    browser, _ = comes_in(fake)
    assert is_in(browser)
    assert [link.person_id for link in links()] == [sari.id]
