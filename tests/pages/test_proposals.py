"""Writing in the browser: beginning, saving, sending; and everything odd that may be typed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from ideas import given
from ideas.competitions.models import Competition
from ideas.database import transaction
from ideas.entries.models import Entry
from ideas.people.models import Person
from ideas.proposals.models import Proposal, Version
from ideas.proposals.rules import Consent
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import Make

ODD = "<script>alert(1)</script> {{ 7*7 }} \u202e\u0000Z͑ͫ̓A 🐓 ' OR 1=1 --"


@pytest.fixture
def competition(make: Make) -> Competition:
    return make.competition()


@pytest.fixture
def sari(make: Make) -> Person:
    return make.person("Sari", superior=make.person("Wayan"))


def stored(ref: str) -> Proposal:
    with transaction(writes=False) as session:
        return session.exec(select(Proposal).where(Proposal.ref == ref)).one()


def form(row: Proposal, **changed: str) -> dict[str, str]:
    """What the form of this draft sends when nothing was changed but this."""
    fields = {"title": row.title, "summary": row.summary, "category": row.category}
    answers = {f"answer-{key}": text for key, text in row.answers.items()}
    return fields | answers | {"version": str(row.revision)} | changed


def test_one_begins_by_choosing_an_open_call(
    make: Make, sari: Person, competition: Competition
) -> None:
    browser = Browser(sari)
    assert competition.title in browser.get("/proposals/new").text
    to = f"/proposals/new?competition={competition.ref}"
    assert "Buat draf" in browser.get(to).text
    answer = browser.post(
        "/proposals/new",
        {"competition": competition.ref, "title": "Satu", "summary": "Dua", "category": "layanan"},
    )
    assert answer.status_code == 303
    page = browser.page(answer.headers["location"])
    assert page.select_one("#f-title")["value"] == "Satu"


def test_a_closed_call_takes_no_new_draft(make: Make, sari: Person) -> None:
    late = make.competition(at=StepKind.PANEL)
    answer = Browser(sari).post(
        "/proposals/new",
        {"competition": late.ref, "title": "Satu", "summary": "Dua", "category": "layanan"},
    )
    assert (answer.status_code, "Tahap ini sudah ditutup." in answer.text) == (403, True)


def test_a_beginning_without_its_core_comes_back_with_what_was_typed(
    sari: Person, competition: Competition
) -> None:
    answer = Browser(sari).post("/proposals/new", {"competition": competition.ref, "title": "Satu"})
    assert answer.status_code == 422
    assert "Kategori belum dipilih." in answer.text
    assert 'value="Satu"' in answer.text


def test_strangers_find_no_draft(make: Make, sari: Person) -> None:
    ref = make.proposal(sari).ref
    assert Browser(sari).get(f"/proposals/{ref}").status_code == 200
    assert Browser(make.person("Joko")).get(f"/proposals/{ref}").status_code == 404
