"""A browser without scripts and without a window: reads a page, fills in a form of it, sends it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Self

import httpx2
from bs4 import BeautifulSoup, Tag

from ideas import given
from ideas.staff.people.models import Person
from tests.browsing import OURS, sign_in

Fields = dict[str, list[str]]


class Unscripted:
    """Signed in as somebody, over the wire."""

    def __init__(self, home: str, username: str, person: Person) -> None:
        self.username = username
        secret = given.new_secret()
        sign_in(person, secret)
        self.client = httpx2.Client(
            base_url=home, cookies={"wadah": secret}, headers=OURS, follow_redirects=True
        )
        self.at, self.text, self.status = "", "", 0

    @property
    def page(self) -> BeautifulSoup:
        return _parsed(self.text)

    def opens(self, path: str) -> Self:
        return self._reads(self.client.get(path))

    def sends(self, button: str, fields: Mapping[str, str] | None = None) -> Self:
        """Press this button with these fields filled in; the others go as the page has them."""
        pressed = self._button(button)
        form = pressed.find_parent("form")
        assert form is not None
        body = _filled(form) | {name: [value] for name, value in (fields or {}).items()}
        if name := pressed.get("name"):
            body[str(name)] = [str(pressed.get("value", ""))]
        to = str(pressed.get("formaction") or form["action"])
        answer = self.client.post(to, data=body)
        assert answer.status_code == 200, (self.username, to, answer.status_code, answer.text)
        return self._reads(answer)

    def links(self, begin: str) -> list[str]:
        """Where the page's main part leads to that begins so, each once."""
        main = self.page.select_one("#isi")
        assert main is not None
        found = [str(link["href"]) for link in main.select(f'a[href^="{begin}"]')]
        return list(dict.fromkeys(found))

    def says(self, words: str) -> bool:
        return words in " ".join(self.page.get_text(" ").split())

    def _reads(self, answer: httpx2.Response) -> Self:
        self.at, self.text, self.status = answer.url.path, answer.text, answer.status_code
        return self

    def _button(self, name: str) -> Tag:
        for button in self.page.select("#isi form button"):
            if " ".join(button.get_text(" ").split()) == name:
                return button
        raise AssertionError(f"no “{name}” at {self.at}:\n{self.page.select_one('#isi')}")


@lru_cache(maxsize=1)
def _parsed(text: str) -> BeautifulSoup:
    """Only what is asked something is parsed: most pages are merely passed through."""
    return BeautifulSoup(text, "lxml")


def _filled(form: Tag) -> Fields:
    """What a browser would send of it as it stands."""
    sent: Fields = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind, name = field.get("type"), str(field["name"])
        if kind in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        sent.setdefault(name, []).append(_value(field))
    return sent


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen["value"]) if chosen else ""
    return str(field.get("value", "on" if field.get("type") in ("radio", "checkbox") else ""))
