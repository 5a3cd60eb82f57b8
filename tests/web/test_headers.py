"""What every answer carries, and what every change must carry."""

import re

import pytest

from ideas.staff.people.models import Person
from ideas.web.headers import ALWAYS
from tests.browsing import OURS, Browser
from tests.factories import Make


@pytest.fixture
def sari(make: Make) -> Person:
    return make.person("Sari")


@pytest.mark.parametrize("path", ["/", "/signin", "/nothing-here"])
def test_every_page_is_kept_private_and_runs_nothing_foreign(sari: Person, path: str) -> None:
    answer = Browser(sari).get(path)
    policy = answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS


def test_the_nonce_of_the_policy_is_the_nonce_of_the_page(sari: Person) -> None:
    answer = Browser(sari).get("/")
    nonces = set(re.findall(r'nonce="(\w+)"', answer.text))
    assert nonces == set(re.findall(r"'nonce-(\w+)'", answer.headers["content-security-policy"]))
    assert nonces != set(re.findall(r'nonce="(\w+)"', Browser(sari).get("/").text))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({}, 403),
    ],
)
def test_a_change_must_come_from_a_page_of_ours(headers: dict[str, str], status: int) -> None:
    answer = Browser().client.post(
        "/settings", data={"theme": "dark", "back": "/"}, headers=headers
    )
    assert answer.status_code == status


@pytest.mark.parametrize(("token", "status"), [(None, 303), ("", 403), ("0" * 64, 403)])
def test_a_change_must_carry_the_token_of_its_session(
    sari: Person, token: str | None, status: int
) -> None:
    data = {"theme": "dark", "back": "/"} | ({} if token is None else {"token": token})
    assert Browser(sari).post("/settings", data).status_code == status


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "x"])
def test_no_form_leads_elsewhere(to: str) -> None:
    answer = Browser().post("/settings", {"theme": "dark", "back": to})
    assert answer.headers["location"] == "/"


def test_a_signed_out_visitor_is_shown_the_way_in() -> None:
    answer = Browser().client.post("/signout", headers=OURS)
    assert answer.status_code == 403
