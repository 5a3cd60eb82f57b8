"""axe-core on a page, with and without JavaScript."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Route

from tests.bed.browser import ROOT, WATCHES

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"


def axe(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and good practice, one line per element."""
    if WATCHES[page].script:
        return inspected(page)
    with with_script(page) as copy:
        return inspected(copy)


def inspected(page: Page) -> list[str]:
    # Not add_script_tag: the page's content policy would block it.
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", list(RULES))["violations"]
    return [line(rule, node) for rule in found for node in rule["nodes"]]


def line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(map(str, node["target"]))
    why = " ".join(node["failureSummary"].split())
    return f"{rule['impact']} {rule['id']}: {where} — {why}"


@contextmanager
def with_script(page: Page) -> Iterator[Page]:
    """The same page where axe can run (its timers need script), with the page's own scripts off."""
    html = re.sub("</?noscript>", "", page.content())
    scheme: Any = "dark" if page.evaluate(DARK) else "light"
    kept: dict[str, Any] = {"storage_state": page.context.storage_state(), "color_scheme": scheme}
    browser = page.context.browser
    assert browser is not None

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    with browser.new_context(viewport=page.viewport_size, **kept) as context:
        copy = context.new_page()
        copy.route("**/*", answer)
        copy.goto(page.url)
        yield copy
