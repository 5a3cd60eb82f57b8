"""A real Chromium for tests: windows that complain, and pictures of pages.

    with chromium() as browser, window(browser, "http://127.0.0.1:8000", view=PHONE) as page:
        page.goto("/")

A window fails at its end when the page broke something on the way: an error on the console, a
violation of the content policy, a resource that is missing, a request to a foreign host.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "var" / "shots"
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1440, height=900)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-pings",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    # Pages live for seconds: putting scripts in order for longer costs more than it ever saves.
    "--js-flags=--no-opt --no-maglev --no-flush-bytecode --single-threaded",
    "--lang=id",  # so that fields for dates look as they do here
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PATIENCE = 15_000  # milliseconds; the machine may be busy
ANSWERS = ("document", "fetch", "xhr")  # what may be refused with a 4xx on purpose

expect.set_options(timeout=PATIENCE)


def program() -> str:
    """Where Chromium is: WADAH_CHROMIUM, or the first known name on the PATH."""
    named = os.environ.get("WADAH_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise FileNotFoundError("no Chromium: run `make test`, or name one in WADAH_CHROMIUM")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for a whole session; every window in it is a person of its own."""
    as_root = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=[*QUIET, *as_root])
        yield browser
        browser.close()


@contextmanager
def window(
    browser: Browser,
    home: str,
    *,
    view: ViewportSize = PHONE,
    script: bool = True,
    scheme: Literal["light", "dark"] = "light",
    **context: Any,
) -> Iterator[Page]:
    """A page of a new person: no cookies, Indonesian, Jakarta time, no animations.

    `friends` names other origins that may be asked, such as a sign-in provider. Anything else goes
    to Playwright's `new_context`.
    """
    watch = Watch(home, context.pop("friends", ()), script=script)
    place: dict[str, Any] = {"locale": "id-ID", "timezone_id": "Asia/Jakarta"}
    look: dict[str, Any] = {"viewport": view, "color_scheme": scheme, "reduced_motion": "reduce"}
    settings = place | look | {"base_url": home, "java_script_enabled": script} | context
    with browser.new_context(**settings) as person:
        person.on("console", watch.console)
        person.on("request", watch.request)
        person.on("response", watch.response)
        person.on("requestfailed", watch.failed)
        person.on("weberror", lambda error: watch.complaints.append(f"uncaught: {error.error}"))
        page = person.new_page()
        WATCHES[page] = watch
        try:
            yield page
        finally:
            del WATCHES[page]
    if watch.complaints:
        raise AssertionError("\n".join(watch.complaints))


@dataclass
class Watch:
    """What went wrong on the way, in words."""

    home: str
    friends: Sequence[str] = ()
    complaints: list[str] = field(default_factory=list)
    script: bool = True

    def console(self, message: ConsoleMessage) -> None:
        missing = message.text.startswith("Failed to load resource")  # told by the response itself
        if message.type in ("error", "warning") and not missing:
            self.complaints.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        if origin(request.url) not in {origin(self.home), *map(origin, self.friends), None}:
            self.complaints.append(f"foreign request: {request.url}")

    def response(self, response: Response) -> None:
        on_purpose = response.request.resource_type in ANSWERS and response.status < 500
        if response.status >= 400 and not on_purpose:
            self.complaints.append(f"{response.status}: {response.url}")

    def failed(self, request: Request) -> None:
        if request.failure not in (None, "net::ERR_ABORTED"):  # the page itself went on
            self.complaints.append(f"{request.failure}: {request.url}")


WATCHES: dict[Page, Watch] = {}


def complaints(page: Page) -> list[str]:
    """What the window has to complain about so far; clear it when the fault was asked for."""
    return WATCHES[page].complaints


def origin(url: str) -> str | None:
    """Scheme, host and port; None for what never leaves the browser."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def shoot(page: Page, name: str) -> list[Path]:
    """The whole page on a phone and on a desk, as var/shots/NAME-390.png and NAME-1440.png, if
    WADAH_SHOTS asks for pictures: they cost more than the walk."""
    if not os.environ.get("WADAH_SHOTS"):
        return []
    (SHOTS / name).parent.mkdir(parents=True, exist_ok=True)
    before, shots = page.viewport_size or PHONE, []
    for view in (PHONE, DESK):
        page.set_viewport_size(view)
        shots.append(SHOTS / f"{name}-{view['width']}.png")
        page.screenshot(path=shots[-1], full_page=True, animations="disabled")
    page.set_viewport_size(before)
    return shots
