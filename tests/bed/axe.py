"""axe-core on a page, with and without JavaScript."""

import re
from typing import Any

from playwright.sync_api import Page, Route

from tests.bed.browser import PHONE, ROOT, WATCHES

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Only what is wrong is written out: most of the time goes into describing what is right.
# No rule of these asks for the style sheets, so they are not fetched once more.
RUN = """rules => axe.run({runOnly: rules, resultTypes: ["violations"],
    preload: {assets: ["media"]}})
    .then(found => found.violations)"""
COPIES: dict[Page, Page] = {}
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"


def axe(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and good practice, one line per element."""
    if WATCHES[page].script:
        return inspected(page)
    return inspected(with_script(page))


def inspected(page: Page) -> list[str]:
    # Not add_script_tag: the page's content policy would block it.
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN, list(RULES))
    return [line(rule, node) for rule in found for node in rule["nodes"]]


def line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    where = " ".join(map(str, node["target"]))
    why = " ".join(node["failureSummary"].split())
    return f"{rule['impact']} {rule['id']}: {where} — {why}"


def with_script(page: Page) -> Page:
    """The same page where axe can run (its timers need script), with the page's own scripts off."""
    html = re.sub("</?noscript>", "", page.content())
    copy = copy_for(page)
    copy.emulate_media(color_scheme="dark" if page.evaluate(DARK) else "light")

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    copy.unroute_all()
    copy.route("**/*", answer)
    copy.goto(page.url)
    return copy


def copy_for(page: Page) -> Page:
    """One window for the copies of one window's pages: a new one for each would take long."""
    if page not in COPIES:
        browser = page.context.browser
        assert browser is not None
        COPIES[page] = browser.new_context().new_page()
        page.on("close", lambda closed: COPIES.pop(closed).context.close())
    copy = COPIES[page]
    copy.set_viewport_size(page.viewport_size or PHONE)
    return copy
