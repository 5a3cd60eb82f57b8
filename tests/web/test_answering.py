"""What comes back when a form cannot be taken: the way back to it, and all that was typed."""

import pytest
from bs4 import BeautifulSoup

from ideas.settings import settings
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import Make


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("{home}/proposals/new?competition={ref}", "/proposals/new?competition={ref}"),
        ("https://elsewhere.example/a", None), ("{home}.elsewhere.example/a", None), ("", None),
        ("{home}//elsewhere.example/a", None), ("{home}/\\elsewhere.example/a", None),
    ],
)  # fmt: skip
def test_a_refused_form_leads_back_to_its_page_and_nowhere_else(
    make: Make, came: str, back: str | None
) -> None:
    late = make.competition(at=StepKind.PANEL)
    names = {"home": settings().address, "ref": late.ref}
    sent = {"competition": late.ref, "title": "Satu", "summary": "Dua", "category": "layanan"}
    sari = Browser(make.person("Sari"))
    answer = sari.send("/proposals/new", sent, headers={"Referer": came.format(**names)})
    assert "Yang Anda tulis tidak hilang" in answer.text
    links = {a["href"] for a in BeautifulSoup(answer.text, "html.parser").select("#reason a")}
    assert links == ({back.format(**names)} if back else set())
