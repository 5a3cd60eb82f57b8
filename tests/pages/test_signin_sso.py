"""Coming in through a real, certified OpenID provider."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from ideas.database import transaction
from ideas.history.models import Event
from ideas.identities.models import Identity
from ideas.people.models import Person, PersonNumber
from ideas.settings import settings
from tests.bed.oidc import CLIENT_ID, CLIENT_SECRET, provider
from tests.browsing import Browser
from tests.factories import Make

NIP = "199603142020122901"
ACCOUNTS = {
    "sari": {"sub": "sub-of-sari", "name": "Sari", "nip": NIP},
    "unknown": {"sub": "sub-of-nobody", "name": "Nobody", "nip": "199603142020122902"},
    "bare": {"sub": "sub-without-number", "name": "Bare"},
}


@pytest.fixture
def issuer(make: Make, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:  # noqa: ARG001 -- the world
    back = "http://testserver/signin/return"
    with provider(ACCOUNTS, redirect_uris=[back]) as issuer:
        monkeypatch.setenv("IDEAS_ADDRESS", "http://testserver")
        monkeypatch.setenv("IDEAS_OIDC_ISSUER", issuer)
        monkeypatch.setenv("IDEAS_OIDC_CLIENT", CLIENT_ID)
        monkeypatch.setenv("IDEAS_OIDC_SECRET", CLIENT_SECRET)
        settings.cache_clear()
        yield issuer


@pytest.fixture
def sari(make: Make) -> Person:
    sari = make.person("Sari Puspakirana")
    make.save(PersonNumber(number=NIP, person_id=sari.id, since=date(2020, 12, 1)))
    return sari


def come_in(username: str) -> tuple[Browser, httpx2.Response]:
    """Walk from our door through the provider's and back."""
    browser = Browser()
    away = browser.client.get("/signin/sso?next=/competitions").headers["location"]
    back = sign_in_at_provider(away, username)
    return browser, browser.client.get(back)


def sign_in_at_provider(address: str, username: str) -> str:
    """What a person does at the provider: the address it sends them back to."""
    with httpx2.Client(follow_redirects=False) as client:
        answer = client.get(address)
        while True:
            while answer.is_redirect:
                address = urljoin(address, answer.headers["location"])
                if address.startswith("http://testserver"):
                    return address
                answer = client.get(address)
            form = BeautifulSoup(answer.text, "html.parser").select_one("form")
            assert form, answer.text
            data = {str(i["name"]): str(i.get("value", "")) for i in form.select("input[name]")}
            address = urljoin(address, str(form["action"]))
            answer = client.post(address, data=data | {"username": username})


@pytest.mark.usefixtures("issuer")
def test_a_person_of_ours_comes_in_and_is_linked_once(sari: Person) -> None:
    for _ in range(2):
        browser, answer = come_in("sari")
        assert (answer.status_code, answer.headers["location"]) == (303, "/competitions")
        assert sari.name in browser.get("/").text
    with transaction(writes=False) as session:
        links = session.exec(select(Identity)).all()
        assert [(link.subject, link.person_id) for link in links] == [("sub-of-sari", sari.id)]
        assert len(session.exec(select(Event)).all()) == 2


@pytest.mark.usefixtures("issuer")
def test_the_sign_in_page_offers_it_and_keeps_where_one_wanted_to_go() -> None:
    link = Browser().page("/signin?next=/competitions").select_one("a[href^='/signin/sso']")
    assert link
    assert (link["href"], link.text) == (
        "/signin/sso?next=/competitions",
        "Masuk dengan ASN Digital",
    )


@pytest.mark.usefixtures("issuer", "sari")
@pytest.mark.parametrize("username", ["unknown", "bare"])
def test_whom_we_do_not_know_stays_outside(username: str) -> None:
    browser, answer = come_in(username)
    assert answer.status_code == 422
    assert "belum terhubung" in answer.text
    assert "wadah" not in browser.client.cookies


@pytest.mark.usefixtures("issuer", "sari")
@pytest.mark.parametrize("twist", ["state", "code", "other browser"])
def test_a_borrowed_or_bent_answer_is_refused(twist: str) -> None:
    browser = Browser()
    back = sign_in_at_provider(browser.client.get("/signin/sso").headers["location"], "sari")
    query = parse_qs(urlsplit(back).query)
    if twist == "other browser":
        browser = Browser()
    else:
        back = back.replace(query[twist][0], "x" * 20)
    answer = browser.client.get(back)
    assert answer.status_code == 422
    assert "tidak berhasil" in answer.text
    assert "wadah" not in browser.client.cookies


@pytest.mark.usefixtures("issuer")
def test_the_request_asks_for_a_proof_key_state_and_nonce() -> None:
    query = parse_qs(urlsplit(Browser().client.get("/signin/sso").headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(query)
    assert query["response_type"] == ["code"]
