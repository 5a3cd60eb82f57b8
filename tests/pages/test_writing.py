"""Writing with care: what it will look like, and what it tells of its team, before it is sent."""

import pytest
from bs4 import BeautifulSoup

from ideas.database import transaction
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.writing.proposals.models import Proposal
from tests.browsing import Browser
from tests.factories import Make

WARNING = "Mungkin menyebut tim Anda"


@pytest.fixture
def sari(make: Make) -> Person:
    unit = make.unit("Puskesmas Sukamaju")
    return make.person("Sari Wulandari", unit=unit, superior=make.person("Wayan"))


def telling(make: Make, sari: Person, text: str) -> Proposal:
    return make.proposal(sari, answers={"masalah": "Antre lama.", "cara": text})


def test_a_preview_shows_what_was_typed_and_saves_nothing(make: Make, sari: Person) -> None:
    row = make.proposal(sari)
    typed = {"title": "Lain", "version": "0", "answer-cara": "## Satu\n\n- **dua**", "then": ""}
    page = Browser(sari).post(f"/proposals/{row.ref}/preview", typed)
    soup = BeautifulSoup(page.text, "html.parser")
    assert page.status_code == 200
    assert [tag.text for tag in soup.select(".prose h3, .prose strong")] == ["Satu", "dua"]
    kept = {tag["name"]: tag["value"] for tag in soup.select("#isi form [type=hidden]")}
    assert {**kept, "then": ""} | typed == {**kept, "then": ""}
    with transaction(writes=False) as session:
        assert session.get_one(Proposal, row.id).title == row.title


def test_the_form_gets_the_preview_of_one_text_alone(make: Make, sari: Person) -> None:
    row = make.proposal(sari)
    typed = {"answer-cara": "*satu*"}
    block = Browser(sari).post(f"/proposals/{row.ref}/preview", typed, htmx="preview").text
    assert '<article class="prose">\n<p><em>satu</em></p>' in block
    assert "<html" not in block
    assert "<h2>" not in block


def test_only_who_may_write_it_sees_a_preview(make: Make, sari: Person) -> None:
    row = make.proposal(sari)
    to = f"/proposals/{row.ref}/preview"
    assert Browser(make.person("Joko")).post(to, {"answer-cara": "a"}).status_code == 404
    late = make.proposal(sari, make.competition(at=StepKind.PANEL))
    answer = Browser(sari).post(f"/proposals/{late.ref}/preview", {"answer-cara": "a"})
    assert (answer.status_code, "sudah ditutup" in answer.text) == (422, True)


@pytest.mark.parametrize("page", ["edit", "submission"])
def test_a_team_is_told_what_names_it(make: Make, sari: Person, page: str) -> None:
    row = telling(make, sari, "Bu Sari di PKM Sukamaju, 0812-3456-7890.")
    soup = Browser(sari).page(f"/proposals/{row.ref}/{page}")
    shown = [(str(a["href"]).partition("#")[2], a.text) for a in soup.select(".notice li a")]
    assert shown == [("f-answer-cara", "Cara baru")] * 3
    assert [q.text for q in soup.select(".notice q")] == ["Sari", "PKM Sukamaju", "0812-3456-7890"]
    assert WARNING in soup.text


def test_a_warning_never_keeps_a_proposal_from_being_sent(make: Make, sari: Person) -> None:
    row = telling(make, sari, "Bu Sari di PKM Sukamaju.")
    assert Browser(sari).post(f"/proposals/{row.ref}/submission").status_code == 303


def test_nobody_is_warned_for_nothing(make: Make, sari: Person) -> None:
    row = telling(make, sari, "Warga mengirim surat dari ponsel.")
    assert WARNING not in Browser(sari).get(f"/proposals/{row.ref}/edit").text


def test_where_no_step_is_blind_names_may_stand(make: Make, sari: Person) -> None:
    competition = make.competition()
    with transaction() as session:
        session.delete(session.merge(make.step_of(competition, StepKind.PANEL)))
    row = make.proposal(sari, competition, summary="Oleh Sari Wulandari.")
    assert WARNING not in Browser(sari).get(f"/proposals/{row.ref}/edit").text
    blind = make.proposal(sari, summary="Oleh Sari Wulandari.")
    assert WARNING in Browser(sari).get(f"/proposals/{blind.ref}/edit").text


def test_a_unit_that_everybody_shares_tells_nothing(make: Make, sari: Person) -> None:
    row = telling(make, sari, "Warga Kabupaten antre. Dinas Kesehatan membantu.")
    assert WARNING not in Browser(sari).get(f"/proposals/{row.ref}/edit").text
