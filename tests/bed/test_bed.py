"""The bed itself: what it promises to notice, it notices."""

import re
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import psycopg
import pytest
from playwright.sync_api import Browser

from tests.bed import oidc
from tests.bed.axe import axe
from tests.bed.browser import chromium, complaints, shoot, window
from tests.bed.postgres import running

POLICY = "default-src 'self'; img-src 'self' data: http://example.com"
PARTS = {
    "/sound": "<main><h1>Baik</h1></main>",
    "/faint": "<main><h1>Pudar</h1><p><font color=#aaa>samar</font></p></main>",
    "/styled": "<main><h1 style='color: red'>Merah</h1></main>",
    "/scripted": "<main><h1>Jalan</h1></main><script>document.title = 'lain'</script>",
    "/foreign": "<main><h1>Jauh</h1><img src='http://example.com/a.png' alt='jauh'></main>",
    "/broken": "<main><h1>Hilang</h1><img src='/none.png' alt='hilang'></main>",
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        head = "<!doctype html><html lang=id><title>Uji</title><link rel=icon href='data:,'>"
        self.send_response(200 if self.path in PARTS else 404)
        self.send_header("content-type", "text/html")
        self.send_header("content-security-policy", POLICY)
        self.end_headers()
        self.wfile.write((head + PARTS.get(self.path, "")).encode())

    def log_message(self, *_words: Any) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/styled", "Content Security Policy"),
        ("/foreign", "foreign request: http://example.com/a.png"),
        ("/broken", "404: "),
    ],
)
def test_a_window_fails_for_a_fault(
    chrome: Browser, home: str, path: str, words: str, script: bool
) -> None:
    with pytest.raises(AssertionError, match=words), window(chrome, home, script=script) as page:
        page.goto(path)


def test_a_window_fails_for_a_script_in_the_page(chrome: Browser, home: str) -> None:
    with pytest.raises(AssertionError, match="script"), window(chrome, home) as page:
        page.goto("/scripted")


def test_a_refused_page_is_no_fault(chrome: Browser, home: str) -> None:
    with window(chrome, home) as page:
        answer = page.goto("/not-there")
        assert answer is not None
        assert answer.status == 404
        assert complaints(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_axe_sees_the_same_with_and_without_script(
    chrome: Browser, home: str, script: bool
) -> None:
    with window(chrome, home, script=script) as page:
        page.goto("/sound")
        assert axe(page) == []
        page.goto("/faint")
        assert [line.split(":")[0] for line in axe(page)] == ["serious color-contrast"]


def test_pictures_are_of_the_whole_page_in_two_widths(
    chrome: Browser, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WADAH_SHOTS", "1")
    with window(chrome, home) as page:
        page.goto("/sound")
        shots = shoot(page, "bed")
    widths = [int.from_bytes(shot.read_bytes()[16:20]) for shot in shots]
    assert widths == [390, 1440]


def test_the_database_is_as_durable_as_a_real_one(tmp_path: Path) -> None:
    names = ("fsync", "synchronous_commit", "full_page_writes", "max_connections")
    with running(tmp_path) as postgres:
        with psycopg.connect(host=str(postgres.home), user="postgres") as admin:
            rows = [admin.execute(f"SHOW {name}").fetchone() for name in names]
        assert rows == [("on",), ("on",), ("on",), ("300",)]
    assert not postgres.home.exists()


def test_databases_are_clones_of_one_template_and_apart(tmp_path: Path) -> None:
    called: list[str] = []

    def migrate(url: str) -> None:
        called.append(url)
        ask(url, "CREATE TABLE idea (id int)")

    with running(tmp_path) as postgres:
        for _ in range(2):
            with postgres.fresh_database(migrate) as url:
                assert ask(url, "INSERT INTO idea VALUES (1) RETURNING id") == [(1,)]
                assert ask(url, "SELECT count(*) FROM idea") == [(1,)]
    assert len(called) == 1


def ask(url: str, words: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        cursor = connection.execute(words)
        return cursor.fetchall() if cursor.description else []


BACK = "http://127.0.0.1:9/back"
SARI = {"sub": "sari-1", "name": "Sari", "nip": "198001012005012001"}


def test_a_person_signs_in_at_the_provider() -> None:
    with oidc.provider({"sari": SARI}, redirect_uris=[BACK]) as issuer, httpx.Client() as client:
        words = client.get(f"{issuer}/.well-known/openid-configuration").json()
        asked = question("a" * 50)
        login = (
            issuer + client.get(words["authorization_endpoint"], params=asked).headers["location"]
        )
        assert client.post(login, data={"username": "tono"}).status_code == 422
        on = client.post(login, data={"username": "sari"}).headers["location"]
        back = client.get(on).headers["location"]
        code = parse_qs(urlsplit(back).query)["code"][0]
        told = client.post(
            words["token_endpoint"],
            auth=(oidc.CLIENT_ID, oidc.CLIENT_SECRET),
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": BACK,
                "code_verifier": "a" * 50,
            },
        ).json()
        bearer = {"Authorization": f"Bearer {told['access_token']}"}
        assert client.get(words["userinfo_endpoint"], headers=bearer).json() == SARI


def test_the_provider_insists_on_a_proof_of_the_same_client() -> None:
    with oidc.provider({"sari": SARI}, redirect_uris=[BACK]) as issuer, httpx.Client() as client:
        asked = {k: v for k, v in question("a" * 50).items() if "challenge" not in k}
        location = client.get(f"{issuer}/auth", params=asked).headers["location"]
        assert re.search("error=invalid_request.*PKCE", location)


def question(verifier: str) -> dict[str, str]:
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return {
        "client_id": oidc.CLIENT_ID,
        "response_type": "code",
        "scope": "openid profile personnel",
        "redirect_uri": BACK,
        "state": "state",
        "nonce": "nonce",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
