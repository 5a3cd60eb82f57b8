"""What a page says when another hand has written the same draft meanwhile."""

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup

from tests.browsing import Browser
from tests.factories import Make

ANSWERS = {"category": "layanan", "answer-masalah": "Antre lama.", "answer-cara": "Lewat ponsel."}
HIS = {"title": "Surat dari gawai", "summary": "Warga antre dua jam di loket."}
HERS = {"title": "Surat dari ponsel", "summary": "Warga antre sejak subuh di loket."}


@dataclass
class Two:
    """Sari has a draft open that Budi has saved since."""

    browser: Browser
    url: str


@pytest.fixture
def two(make: Make) -> Two:
    sari, budi = make.person("Sari"), make.person("Budi")
    row = make.proposal(sari, summary="Warga antre di loket.")
    make.member(row, budi)
    url = f"/proposals/{row.ref}/edit"
    saved = Browser(budi).post(url, {**ANSWERS, **HIS, "version": "0", "then": "save"})
    assert saved.status_code == 303
    return Two(Browser(sari), url)


def test_an_autosave_that_meets_another_hand_is_told_so_beside_the_form(two: Two) -> None:
    answer = two.browser.post(two.url, {**ANSWERS, **HERS, "version": "0"}, htmx="checks")
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert "Ada tulisan baru dari Budi." in answer.text
    assert "Gabungkan dan simpan" in answer.text


def test_what_clashes_is_shown_in_the_form_with_what_was_put_together(two: Two) -> None:
    answer = two.browser.post(two.url, {**ANSWERS, **HERS, "version": "0", "then": "save"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert page.select_one("#f-title")["value"] == HIS["title"]  # type: ignore[index]  # it must be there
    assert [link["href"] for link in page.select("#f-clash a")] == ["#meet-summary"]
    assert page.select_one("[name=meet-mine-summary]")["value"] == HERS["summary"]  # type: ignore[index]  # it must be there
    assert len(page.select("#isi [role=alert]")) == 1
