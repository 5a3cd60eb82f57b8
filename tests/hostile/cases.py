"""What a good request is made of. What is hostile is made from it by changing one thing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup, Tag

from ideas.staff.people.models import Person
from tests.browsing import Browser


@dataclass(frozen=True)
class Case:
    """Somebody, a route's address, and fields that it takes. `closes_at`: until when.

    `told`: a page or a file follows at once, since nothing of it is kept to be read later.
    """

    person: Person | None
    path: str
    fields: dict[str, Any] = field(default_factory=dict)
    closes_at: datetime | None = None
    told: bool = False
    files: dict[str, Any] = field(default_factory=dict)


def field_values(browser: Browser, page: str, action: str) -> dict[str, Any]:
    """What a page's own form would send, untouched."""
    soup = BeautifulSoup(browser.get(page).text, "html.parser")
    forms = soup.select(f'form[action="{action}"]')
    pairs = [(str(tag["name"]), _value(tag)) for tag in forms[0].select("[name]:not(button)")]
    return {name: value for name, value in pairs if name not in ("token", "once") and value}


def _value(tag: Tag) -> str | None:
    if tag.name == "textarea":
        return tag.text.removeprefix("\n")
    if tag.name == "select":
        chosen = tag.select_one("option[selected]") or tag.select_one("option")
        return str(chosen["value"]) if chosen else None
    if tag.get("type") in ("checkbox", "radio") and not tag.has_attr("checked"):
        return None
    return str(tag.get("value", "on" if tag.get("type") == "checkbox" else ""))


def sentence_in(html: str) -> str:
    """What an answer says is wrong."""
    soup = BeautifulSoup(html, "html.parser")
    return " ".join(tag.get_text(" ", strip=True) for tag in soup.select(".error, [role=alert]"))
