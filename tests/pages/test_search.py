"""Searching, as people see it: the same with and without JavaScript, and never what is hidden."""

import pytest
from bs4 import BeautifulSoup

from ideas.database import transaction
from ideas.jobs.finding import index_some
from ideas.road.competitions.models import Competition
from ideas.writing.proposals.rules import Openness
from tests.browsing import Browser, masked
from tests.factories import Make

OPEN = Openness.COLLEAGUES


def indexed() -> None:
    with transaction() as session:
        index_some(session, {})


def titles(browser: Browser, address: str) -> list[str]:
    return [h3.text.strip() for h3 in browser.page(f"/search?{address}").select("#found li h3")]


class Office:
    """Sari wrote for herself and for colleagues; Budi looks."""

    def __init__(self, make: Make) -> None:
        self.competition: Competition = make.competition()
        self.sari, self.budi = make.person("Sari"), make.person("Budi")
        self.open = make.proposal(
            self.sari, self.competition, title="Antrean daring di puskesmas", openness=OPEN,
            summary="Warga tidak perlu datang pagi.",
            answers={"masalah": "Mereka mengantre sejak <b>subuh</b>.", "cara": "Lewat ponsel."},
            tags={"sdg": ["3"]},
        )  # fmt: skip
        self.closed = make.proposal(self.sari, self.competition, title="Rahasia zirkonium")
        indexed()


@pytest.fixture
def office(make: Make) -> Office:
    return Office(make)


def test_it_finds_every_form_of_a_word_and_marks_it(office: Office) -> None:
    page = Browser(office.budi).page("/search?q=mengantrekan")
    assert [m.text for m in page.select("#found mark")] == ["Antrean", "mengantre"]
    assert "<b>subuh</b>" in page.select("#found li")[0].text


def test_one_finds_what_one_may_read_and_no_more(office: Office) -> None:
    assert titles(Browser(office.sari), "mine=1&sort=newest") != []
    assert titles(Browser(office.sari), "q=zirkonium") == ["Rahasia zirkonium"]
    assert titles(Browser(office.budi), "q=zirkonium") == []


def test_a_word_in_a_hidden_draft_gives_the_same_page_as_one_that_is_nowhere(
    office: Office,
) -> None:
    budi = Browser(office.budi)
    hidden, nowhere = (
        masked(budi.get(f"/search?q=puskesmas+{word}").text).replace(word, "?")
        for word in ("zirkonium", "zarkonium")
    )
    assert hidden == nowhere


def test_with_htmx_the_same_list_comes_alone(office: Office) -> None:
    browser = Browser(office.budi)
    whole = browser.page("/search?q=ponsel").select_one("#found")
    alone = browser.get("/search?q=ponsel", htmx="found").text
    assert whole is not None
    assert masked(str(whole)).split() == masked(_plain(alone)).split()


def _plain(html: str) -> str:
    return str(BeautifulSoup(html, "html.parser").select_one("#found"))
