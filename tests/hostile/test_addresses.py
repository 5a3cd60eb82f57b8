"""Addresses that nobody was given: unknown, mangled, endless. Hidden and missing look alike."""

import base64
import json
import re
from itertools import product

import pytest

from ideas.pages import PAGES
from ideas.permissions import Role
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.payloads import QUERIES, REFS

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # the stricter one
ROUTES = [route for pages in PAGES for route in pages.routes]
# A link by letter that no longer opens says so on a page of its own.
REFERRING = [route for route in ROUTES if "{" in route.path and route.name != "get_link"]
READ = [route for route in ROUTES if route.method == "GET"]
ASKED = ("after", "show", "category", "part", "number", "competition", "q", "next", "code")
COOKIES = ("wadah", "theme", "text", "language", "wadah_sso")
EVERYTHING = (Role.SECRETARIAT, Role.JUDGE, Role.LEADER, Role.PUBLISHER)


@pytest.fixture
def browser(make: Make) -> Browser:
    """Somebody with every role, so that nothing stops at the door."""
    dewi = make.person("Dewi", unit=make.regency)
    for role in EVERYTHING:
        make.grant(dewi, role)
    return Browser(dewi)


def test_an_address_with_a_strange_reference_is_not_there(browser: Browser) -> None:
    assert len(REFERRING) > 30
    for route, ref in product(REFERRING, REFS):
        address = "/".join(ref if "{" in part else part for part in route.path.split("/"))
        read = route.method == "GET"
        answer = browser.client.get(address) if read else browser.send(address)
        assert answer.status_code in (404, 422), (address[:80], answer.status_code)
        assert "a=b" not in answer.headers.get("set-cookie", "")


def test_a_page_that_is_asked_for_nonsense_still_answers(make: Make, browser: Browser) -> None:
    ref = make.competition().ref
    for route, said in product(READ, QUERIES):
        query = "&".join(f"{name}={said}" for name in ASKED)
        answer = browser.client.get(f"{route.path.replace('{ref}', ref)}?{query}")
        told = (route.path, said[:40], answer.status_code)
        assert answer.status_code in (200, 303, 403, 404), told
        assert re.match(r"/(?![/\\])", answer.headers.get("location", "/")), told


def packed(said: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode()


FORGED = (
    "", "x", "%00", "A" * 3000, packed([]), packed({"a": 1}), packed([1, 2]), packed(["{0}", {}]),
    packed(["{a.__class__.__mro__}", {"a": "b"}]), packed(["\ud800", {}]), packed([["a"], []]),
    packed(["{a:>9999999999}", {"a": "b"}]), packed(["<script>alert(1)</script>", {}]),
)  # fmt: skip


def test_a_forged_message_does_no_harm(browser: Browser) -> None:
    for said in FORGED:
        browser.client.cookies.set("said", said)
        answer = browser.get("/")
        assert answer.status_code == 200, said
        assert "&lt;class" not in answer.text, said


@pytest.mark.usefixtures("make")
def test_a_forged_cookie_is_a_stranger() -> None:
    for value in ("\u00e9", "x" * 5000, "'\"<script>", "a b", "\\", "0" * 64, "%00"):
        forged = "; ".join(f"{name}={value}" for name in COOKIES).encode("latin-1")
        answer = Browser().client.get("/proposals", headers={b"Cookie": forged})
        assert answer.status_code == 303, value
        assert answer.headers["location"].startswith("/signin"), value


def test_headers_that_htmx_never_sent_change_nothing(browser: Browser) -> None:
    for block in ("", "#", "#main", "section#nothing", "#" + "x" * 5000, "#../../etc", "{{ 7*7 }}"):
        answer = browser.client.get("/", headers={"HX-Request": "true", "HX-Target": block})
        assert answer.status_code == 200, block[:40]
