"""One person in a window of their own, in the words of a person: opens, writes, presses, sees."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect
from pyotp import TOTP

from ideas import given
from ideas.database import transaction
from ideas.identity.signins.actions import Proof, begin_session
from ideas.identity.signins.rules import Method
from ideas.web.keys import hashed
from tests.bed.axe import axe
from tests.bed.browser import PATIENCE, WATCHES, shoot
from tests.stories.town import PASSWORD

if TYPE_CHECKING:
    from tests.stories.world import Story

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPTIONAL = r"( \(boleh dilewati\))?"


class Walker:
    def __init__(self, story: "Story", username: str, page: Page) -> None:
        self.story, self.username, self.page, self.known = story, username, page, False
        page.set_default_timeout(PATIENCE)

    @property
    def main(self) -> Locator:
        return self.page.locator("#isi")

    def opens(self, path: str, *, sees: str = "") -> None:
        """Go there; whoever is not signed in does that first, and is let in again from then on."""
        self.page.goto(path)
        if self.username and not self.page.locator("header summary").count():
            self.comes_back(path) if self.known else self.comes_in(path)
        if sees:
            self.sees(sees)

    def comes_in(self, path: str) -> None:
        self.page.goto(f"/signin?next={path}")
        self.signs_in()
        self.known = self.username != "sari"  # her agency has to remember her

    def comes_back(self, path: str) -> None:
        """As long as any other session; how one proves who one is was seen the first time."""
        secret, strong = given.new_secret(), self.username in self.story.town.apps
        with transaction() as session:
            person = self.story.town.people[self.username].id
            proof = Proof(Method.PASSWORD, browser="", strong=strong)
            begin_session(session, person, proof, token_hash=hashed(secret))
        self.page.context.add_cookies([{"name": "wadah", "value": secret, "url": self.story.home}])
        self.page.goto(path)
        self.is_in()

    def signs_in(self) -> None:
        if self.username == "sari":
            return self.signs_in_by_provider()
        self.writes("Nama akun", self.username)
        self.writes("Kata sandi", PASSWORD)
        self.presses("Masuk")
        if secret := self.story.town.apps.get(self.username):
            self.writes("Kode 6 angka", TOTP(secret).at(given.now()))
            self.looks("second-step")
            self.presses("Lanjut")
        return self.is_in()

    def signs_in_by_provider(self) -> None:
        """Her agency's own sign-in, which remembers her from the second time on."""
        self.presses("Masuk dengan ASN Digital")
        self.page.wait_for_url(lambda url: "/signin?" not in url)
        if self.page.url.startswith(self.story.issuer):
            self.page.get_by_label("Nama pengguna").fill(self.username)
            self.page.get_by_role("button", name="Masuk").click()
        self.is_in()

    def is_in(self) -> None:
        name = self.story.town.name(self.username)
        expect(self.page.locator("header summary")).to_contain_text(name)

    def reopens(self) -> None:
        """The window is lost; a new one on the same device shows the same page."""
        lost, self.page = self.page, self.page.context.new_page()
        WATCHES[self.page] = WATCHES[lost]
        lost.close()
        self.page.goto(lost.url)

    def types(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def writes(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def ticks(self, choice: str, *, of: str = "") -> None:
        """One choice by its first words, in the group of this name."""
        self.label(choice, of=of).click()

    def label(self, choice: str, *, of: str = "") -> Locator:
        scope = self.page.get_by_role("group", name=of) if of else self.page
        return scope.locator("label", has_text=re.compile(rf"^\s*{re.escape(choice)}")).first

    def presses(self, name: str, *, sees: str = "") -> None:
        """A button or a link by its name; then wait for what must be seen."""
        self.control(name).click()
        if sees:
            self.sees(sees)

    def control(self, name: str) -> Locator:
        words = re.compile(rf"^{re.escape(name).replace(':', ' ?:')}$")
        button = self.main.get_by_role("button", name=words)
        return button.or_(self.main.get_by_role("link", name=words)).first

    def unfolds(self, name: str) -> None:
        self.main.locator("summary", has_text=name).click()

    def sees(self, *texts: str) -> None:
        for text in texts:
            try:
                expect(self.main).to_contain_text(text, use_inner_text=True)
            except AssertionError as unseen:
                lines = f"{self.username} at {self.page.url} misses “{text}”"
                raise AssertionError(f"{lines}\n{self.main.inner_text()}") from unseen

    def misses(self, *texts: str) -> None:
        for text in texts:
            assert text not in self.page.content(), text

    def holds(self, label: str, text: str) -> None:
        """The field still says this."""
        expect(self.field(label)).to_have_value(text)

    def field(self, label: str) -> Locator:
        named = self.main.get_by_label(re.compile(f"^{re.escape(label)}{OPTIONAL}$"))
        return named.and_(self.page.locator("input, select, textarea"))

    def downloads(self, name: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.presses(name)
        return Path(waiting.value.path()).read_bytes()

    def finds_nothing_at(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer
        assert answer.status == 404

    def desk_says(self, *texts: str, as_: str = "") -> None:
        """Meja kerja: what waits for this person, and by when."""
        self.opens("/")
        self.sees("Perlu Anda kerjakan", *texts)
        if as_:
            self.looks(f"desk-{as_}")

    def looks(self, name: str) -> None:
        """The page is sound: nothing for axe, nothing wider than a phone. And a picture of it."""
        if name in self.story.seen:
            return
        self.story.seen.append(name)
        if (more := self.page.evaluate(TOO_WIDE)) > 0:
            self.story.faults.append(f"{name}: {more} px wider than the screen")
        if self.story.script or len(self.story.seen) % 2:  # the same pages, once with scripts
            self.story.faults += [f"{name}: {line}" for line in axe(self.page)]
        if self.story.pictures:
            self.page.evaluate("scrollTo(0, 0)")
            shoot(self.page, f"{self.story.pictures}/{len(self.story.seen):02d}-{name}")
