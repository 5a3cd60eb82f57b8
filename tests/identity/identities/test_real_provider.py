"""Coming in and going out through a real, certified OpenID provider."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest
from bs4 import BeautifulSoup

from ideas.acts import Act
from ideas.settings import settings
from ideas.staff.people.models import Person
from tests.bed.oidc import CLIENT_ID, CLIENT_SECRET, rotating_provider
from tests.browsing import Browser
from tests.identity.identities.conftest import offer
from tests.identity.identities.going import HOME, NIP, is_in, links, sign_ins, told

ACCOUNTS = {
    "sari": {"sub": "sub-of-sari", "name": "Sari", "nip": NIP},
    "unknown": {"sub": "sub-of-nobody", "name": "Nobody", "nip": "199603142020122902"},
    "bare": {"sub": "sub-without-number", "name": "Bare"},
}
Rotate = Callable[[], str]


@pytest.fixture
def real(
    ticking: None,  # noqa: ARG001 -- the world
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[str, Rotate]]:
    """The provider's address, and how to give it another key."""
    back = [f"{HOME}/signin/asn/return"]
    with rotating_provider(ACCOUNTS, redirect_uris=back) as (issuer, rotate):
        offer(
            monkeypatch,
            {
                "key": "asn", "name": "ASN Digital", "issuer": issuer, "client": CLIENT_ID,
                "secret": CLIENT_SECRET, "scopes": "openid profile personnel",
            },
        )  # fmt: skip
        yield issuer, rotate


def come_in(username: str, start: str = "/signin/asn") -> tuple[Browser, httpx2.Response]:
    """Walk from our door through the provider's and back."""
    browser = Browser()
    away = browser.client.get(f"{start}?next=/competitions").headers["location"]
    answer = browser.client.get(sign_in_at_provider(away, username))
    while "/return" in answer.headers.get("location", ""):
        answer = browser.client.get(answer.headers["location"])
    return browser, answer


def sign_in_at_provider(address: str, username: str) -> str:
    """What a person does at the provider: the address it sends them back to."""
    with httpx2.Client(follow_redirects=False) as client:
        answer = client.get(address)
        while True:
            while answer.is_redirect:
                address = urljoin(address, answer.headers["location"])
                if address.startswith(HOME):
                    return address
                answer = client.get(address)
            form = BeautifulSoup(answer.text, "html.parser").select_one("form")
            assert form, answer.text
            data = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[name]")}
            address = urljoin(address, str(form["action"]))
            answer = client.post(address, data=data | {"username": username})


@pytest.mark.usefixtures("real")
def test_a_person_of_ours_comes_in_and_is_linked_once(sari: Person) -> None:
    for greeted in (True, False):
        browser, answer = come_in("sari")
        assert (answer.status_code, answer.headers["location"]) == (303, "/competitions")
        page = browser.get("/competitions").text
        assert sari.name in page
        assert ("Akun Anda terhubung dengan ASN Digital." in page) is greeted
    assert [(link.subject, link.person_id) for link in links()] == [("sub-of-sari", sari.id)]
    assert [fact["method"] for fact in told(Act.SIGN_IN)] == ["provider", "provider"]


@pytest.mark.usefixtures("real")
def test_the_sign_in_page_offers_each_and_keeps_where_one_wanted_to_go() -> None:
    link = Browser().page("/signin?next=/competitions").select_one("a[href^='/signin/asn']")
    assert link
    assert link["href"] == "/signin/asn?next=/competitions"
    assert link.text == "Masuk dengan ASN Digital"


@pytest.mark.usefixtures("real", "sari")
@pytest.mark.parametrize(
    ("username", "says"), [("unknown", "belum terhubung"), ("bare", "tidak menyebut NIP")]
)
def test_whom_we_do_not_know_stays_outside(username: str, says: str) -> None:
    browser, answer = come_in(username)
    assert answer.status_code == 403
    assert says in answer.text
    assert "Hubungi pengelola kepegawaian di kantor Anda." in answer.text
    assert (is_in(browser), links()) == (False, [])
    assert [fact["provider"] for fact in told(Act.REFUSE_IDENTITY)] == ["asn"]


@pytest.mark.usefixtures("real", "sari")
@pytest.mark.parametrize("twist", ["state", "code", "other browser"])
def test_a_borrowed_or_bent_answer_is_refused(twist: str) -> None:
    browser = Browser()
    back = sign_in_at_provider(browser.client.get("/signin/asn").headers["location"], "sari")
    query = parse_qs(urlsplit(back).query)
    if twist == "other browser":
        browser = Browser()
    else:
        back = back.replace(query[twist][0], "x" * 20)
    answer = browser.client.get(back)
    assert answer.status_code == 422
    assert "Belum dapat masuk" in answer.text
    assert not is_in(browser)


@pytest.mark.usefixtures("sari")
def test_a_new_key_of_the_provider_is_found(real: tuple[str, Rotate]) -> None:
    assert is_in(come_in("sari")[0])
    assert real[1]() == "tests-2"
    assert is_in(come_in("sari")[0])


@pytest.mark.usefixtures("sari")
def test_the_settings_of_earlier_versions_still_lead_in(
    ticking: None,  # noqa: ARG001 -- the world
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offer(monkeypatch)
    back = [f"{HOME}/signin/return"]
    with rotating_provider(ACCOUNTS, redirect_uris=back) as (issuer, _):
        monkeypatch.setenv("IDEAS_OIDC_ISSUER", issuer)
        monkeypatch.setenv("IDEAS_OIDC_CLIENT", CLIENT_ID)
        monkeypatch.setenv("IDEAS_OIDC_SECRET", CLIENT_SECRET)
        settings.cache_clear()
        browser, answer = come_in("sari", "/signin/sso")
    assert (answer.status_code, answer.headers["location"]) == (303, "/competitions")
    assert is_in(browser)
    assert [row.strong for row in sign_ins()] == [True]
