"""A story for each kind of browser and database."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from ideas import given
from ideas.settings import settings
from tests.bed.browser import chromium
from tests.bed.oidc import CLIENT_ID, CLIENT_SECRET, provider
from tests.stories.town import PEOPLE, found_town
from tests.stories.world import HOST, Story, it_is, serving

SARI = next(row for row in PEOPLE if row[0] == "sari")
ACCOUNTS = {"sari": {"sub": "sub-of-sari", "name": SARI[1], "nip": SARI[-1]}}


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """Ends with the module: while it lives, no other event loop may run in this thread."""
    with chromium() as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def home(
    database: str,  # noqa: ARG001 -- it makes the world
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[str, str]]:
    """The addresses of the product and of the agency's sign-in, both alive."""
    with socket.create_server((HOST, 0)) as listener, given.world():
        home = f"http://{HOST}:{listener.getsockname()[1]}"
        with provider(ACCOUNTS, redirect_uris=[f"{home}/signin/return"]) as issuer:
            for name, value in (
                ("ADDRESS", home), ("OIDC_ISSUER", issuer), ("OIDC_CLIENT", CLIENT_ID),
                ("OIDC_SECRET", CLIENT_SECRET), ("SITE", "Kabupaten Sekar Arum"),
            ):  # fmt: skip
                monkeypatch.setenv(f"IDEAS_{name}", value)
            settings.cache_clear()
            with serving(listener):
                yield home, issuer


@pytest.fixture
def story(home: tuple[str, str], chrome: Browser, script: bool) -> Iterator[Story]:
    it_is("2026-01-05 09:00")
    pictures = "js" if script else ""
    with ExitStack() as windows:
        story = Story(found_town(), *home, chrome, script, pictures, windows)
        yield story
        story.is_sound()
