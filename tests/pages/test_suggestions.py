"""Suggestions: other words for a passage, taken up as a version or turned down with a line."""

import pytest

from ideas.talking.suggestions.models import Suggestion
from ideas.talking.suggestions.rules import SuggestionState
from ideas.writing.proposals.models import Proposal, Version
from tests.browsing import Browser
from tests.factories import Make
from tests.talking.circle import Circle, rows

BETTER = {"part": "answer-masalah", "passage": "Antre lama.", "wording": "Antre tiga jam.",
          "why": "Angka meyakinkan."}  # fmt: skip


@pytest.fixture
def circle(make: Make) -> Circle:
    return Circle(make)


def suggest(circle: Circle, **other: str) -> str:
    """Joko suggests; where the team answers."""
    answer = Browser(circle.joko).post(f"{circle.at}/suggestions", {**BETTER, **other})
    assert answer.status_code == 303, answer.text[-1500:]
    return f"{circle.at}/suggestions/{rows(Suggestion)[-1].ref}"


def test_a_suggestion_taken_up_is_in_the_text_and_in_the_versions(circle: Circle) -> None:
    here = suggest(circle)
    page = Browser(circle.budi).page(f"{circle.at}/suggestions")
    assert [i.text.strip() for i in page.select("ins")] == ["tiga jam."]
    assert "Jawab saran untuk Surat dari ponsel" in Browser(circle.budi).get("/").text
    assert Browser(circle.budi).post(f"{here}/taking").status_code == 303
    assert rows(Proposal)[0].answers["masalah"] == "Antre tiga jam."
    (version,) = rows(Version)
    row = rows(Suggestion)[0]
    assert (version.answers["masalah"], version.by_id) == ("Antre tiga jam.", circle.budi.id)
    assert (row.state, row.version) == (SuggestionState.TAKEN_UP, version.number)
    assert (circle.heard(circle.sari), circle.heard(circle.joko)) == (
        ["rewritten", "suggested"], ["taken_up"],
    )  # fmt: skip
    assert Browser(circle.sari).post(f"{here}/taking").status_code == 409


def test_a_suggestion_is_turned_down_with_a_line(circle: Circle) -> None:
    here = suggest(circle)
    assert Browser(circle.sari).post(here, {"answer": ""}).status_code == 422
    assert Browser(circle.sari).post(here, {"answer": "Angkanya belum ada."}).status_code == 303
    assert rows(Proposal)[0].answers["masalah"] == "Antre lama."
    assert "Angkanya belum ada." in Browser(circle.joko).get(f"{circle.at}/suggestions").text
    assert circle.heard(circle.joko) == ["turned_down"]


def test_a_passage_that_has_changed_is_told_and_nothing_is_lost(circle: Circle) -> None:
    here = suggest(circle)
    edit = {"title": "Surat", "summary": "s", "category": "layanan", "version": "0",
            "answer-masalah": "Warga antre.", "answer-cara": "c"}  # fmt: skip
    assert Browser(circle.sari).post(f"{circle.at}/edit", edit).status_code in (200, 303)
    assert "sudah berubah" in Browser(circle.sari).get(f"{circle.at}/suggestions").text
    answer = Browser(circle.sari).post(f"{here}/taking")
    assert (answer.status_code, "“Masalah” sudah berubah" in answer.text) == (422, True)
    assert rows(Proposal)[0].answers["masalah"] == "Warga antre."
    assert rows(Suggestion)[0].state is SuggestionState.OPEN


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("passage", {"passage": "Tidak pernah ditulis."}),
        ("passage", {"passage": " "}),
        ("wording", {"wording": "Antre  lama."}),
        ("part", {"part": "answer-rahasia"}),
        ("why", {"why": "x" * 501}),
    ],
)
def test_what_cannot_be_found_or_changes_nothing_is_sent_back(
    circle: Circle, field: str, other: dict[str, str]
) -> None:
    answer = Browser(circle.joko).post(f"{circle.at}/suggestions", {**BETTER, **other})
    assert (answer.status_code, f'id="f-{field}-error"' in answer.text) == (422, True)
    assert rows(Suggestion) == []


def test_only_the_team_and_its_author_read_a_suggestion(circle: Circle) -> None:
    here, rini = suggest(circle), circle.make.person("Rini")
    reads = {"Sari": circle.sari, "Joko": circle.joko, "Rini": rini}
    pages = {n: Browser(p).get(f"{circle.at}/suggestions").text for n, p in reads.items()}
    assert {name for name, page in pages.items() if "tiga jam" in page} == {"Sari", "Joko"}
    for person in (circle.joko, rini):
        assert Browser(person).post(f"{here}/taking").status_code == 403
        assert Browser(person).get(here).status_code == 403
    assert Browser(circle.rina).get(f"{circle.at}/suggestions").status_code == 404


def test_who_suggested_withdraws_it_and_the_team_does_not_see_it_any_more(circle: Circle) -> None:
    here = suggest(circle)
    for other in (circle.budi, circle.rina, circle.make.person("Lastri")):
        assert Browser(other).post(f"{here}/withdrawal").status_code == 404
    assert "Angka meyakinkan." in Browser(circle.joko).get(f"{circle.at}/suggestions").text
    answer = Browser(circle.joko).post(f"{here}/withdrawal")
    assert answer.headers["location"] == f"{circle.at}/suggestions"
    own = Browser(circle.joko).page(f"{circle.at}/suggestions")
    assert [badge.text.strip() for badge in own.select("article .badge")] == ["Ditarik"]
    assert "withdrawal" not in str(own)
    assert "Angka meyakinkan" not in Browser(circle.budi).get(f"{circle.at}/suggestions").text
    assert "Jawab saran" not in Browser(circle.budi).get("/").text
    assert Browser(circle.sari).post(f"{here}/taking").status_code == 409
    assert rows(Proposal)[0].answers["masalah"] == "Antre lama."


def test_what_was_answered_is_not_withdrawn_any_more(circle: Circle) -> None:
    here = suggest(circle)
    assert Browser(circle.sari).post(f"{here}/taking").status_code == 303
    assert Browser(circle.joko).post(f"{here}/withdrawal").status_code == 409
    assert rows(Suggestion)[0].state is SuggestionState.TAKEN_UP
