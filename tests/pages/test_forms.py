"""Forms in the browser: drawn up, seen as writers will, written by category, mended, completed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.competitions.queries import rules_of
from ideas.road.competitions.rules import Category
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import CompetitionState, StepKind
from ideas.writing.forms.rules import Option, Section, SectionKind, Stage, Tagging
from ideas.writing.proposals.models import Proposal
from tests.browsing import Browser
from tests.factories import RULES, Make
from tests.hostile.cases import field_values

AB = (Option(key="a", text="Alfa"), Option(key="b", text="Beta"))
EVERY = RULES.model_copy(
    update={
        "categories": (*RULES.categories, Category(key="dalam", name="Tata kelola dalam")),
        "sections": (
            *RULES.sections,
            Section(key="satu", title="Satu saja", kind=SectionKind.CHOICE, options=AB),
            Section(
                key="banyak", title="Beberapa", kind=SectionKind.CHOICES, options=AB, most=2,
                example="Pilih Alfa bila baru.",
            ),
            Section(key="khusus", title="Khusus dalam", words=30, categories=("dalam",)),
            Section(key="rencana", title="Rencana lengkap", words=30, stage=Stage.FULL),
        ),
        "tags": (Tagging(family="sdg", most=2), Tagging(family="jenis", most=1, required=True)),
    }
)  # fmt: skip


@pytest.fixture
def dewi(make: Make) -> Person:
    return make.with_role("Dewi", Role.SECRETARIAT)


@pytest.fixture
def sari(make: Make) -> Person:
    return make.person("Sari", superior=make.person("Wayan"))


def stored(ref: str) -> Proposal:
    with transaction(writes=False) as session:
        return session.exec(select(Proposal).where(Proposal.ref == ref)).one()


def sections_of(competition: Competition) -> tuple[Section, ...]:
    with transaction(writes=False) as session:
        return rules_of(session, session.merge(competition)).sections


class Writer:
    """Sari's draft in a competition that asks for everything there is."""

    def __init__(self, make: Make, sari: Person) -> None:
        self.row = make.proposal(sari, make.competition(rules=EVERY))
        self.browser, self.at = Browser(sari), f"/proposals/{self.row.ref}/edit"

    def page(self) -> BeautifulSoup:
        return self.browser.page(self.at)

    def save(self, **typed: Any) -> int:
        sent = field_values(self.browser, self.at, self.at) | typed
        return self.browser.post(self.at, sent).status_code

    @property
    def asked(self) -> set[str]:
        return {str(tag["name"]) for tag in self.page().select("[name^=answer-]")}


def test_every_kind_of_section_is_written_read_and_kept(make: Make, sari: Person) -> None:
    writer = Writer(make, sari)
    choices = {"answer-satu": "b", "answer-banyak": ["", "a", "b"]}
    tags = {"tag-sdg": ["", "sdg-03", "sdg-04"], "tag-jenis": ["", "digital"]}
    assert writer.save(**choices, **tags) == 303
    row = stored(writer.row.ref)
    assert (row.answers["satu"], row.answers["banyak"]) == ("b", "a,b")
    assert row.tags == {"sdg": ["sdg-03", "sdg-04"], "jenis": ["digital"]}
    checked = {tag["value"] for tag in writer.page().select("[name=answer-banyak][checked]")}
    assert checked == {"a", "b"}
    told = writer.browser.page(f"/proposals/{writer.row.ref}").text
    assert [word in told for word in ("Beta", "Pendidikan berkualitas", "Digital")] == [True] * 3


def test_what_was_chosen_can_be_taken_back(make: Make, sari: Person) -> None:
    writer = Writer(make, sari)
    writer.save(**{"answer-banyak": ["", "a"], "tag-sdg": ["", "sdg-03"]})
    writer.save(**{"answer-banyak": [""], "tag-sdg": [""]})
    row = stored(writer.row.ref)
    assert (row.answers["banyak"], row.tags["sdg"]) == ("", [])


@pytest.mark.parametrize(
    "typed",
    [{"answer-satu": "z"}, {"answer-banyak": ["a", "z"]}, {"tag-sdg": "z"}, {"tag-urusan": "food"}],
)
def test_nobody_chooses_what_is_not_offered(
    make: Make, sari: Person, typed: dict[str, Any]
) -> None:
    writer = Writer(make, sari)
    assert writer.save(**typed) == 422
    assert stored(writer.row.ref).revision == 0


def test_too_many_choices_are_kept_and_told_before_sending(make: Make, sari: Person) -> None:
    writer = Writer(make, sari)
    assert writer.save(**{"tag-jenis": ["digital", "non-digital"]}) == 303
    told = [str(why) for why in writer.page().select("#checks")[0].stripped_strings]
    assert "Pilih paling banyak 1." in told
    assert "Bagian “Satu saja” belum diisi." in told


def test_the_category_decides_what_is_asked_and_nothing_is_lost(make: Make, sari: Person) -> None:
    writer = Writer(make, sari)
    assert "answer-khusus" not in writer.asked
    writer.save(category="dalam", then="save")
    assert "answer-khusus" in writer.asked
    writer.save(**{"answer-khusus": "Hanya di sini."})
    writer.save(category="layanan")
    assert "answer-khusus" not in writer.asked
    page = writer.browser.page(f"/proposals/{writer.row.ref}")
    assert "Hanya di sini." in page.select("article details")[0].text
    writer.save(category="dalam")
    assert writer.page().select("#f-answer-khusus")[0].text.strip() == "Hanya di sini."


def test_what_is_for_the_shortlisted_is_not_asked_before(make: Make, sari: Person) -> None:
    writer = Writer(make, sari)
    assert "answer-rencana" not in writer.asked
    assert "answer-satu" in writer.asked


def test_an_example_opens_beside_its_section(make: Make, sari: Person) -> None:
    examples = [d.text for d in Writer(make, sari).page().select("form details.more")]
    assert [text for text in examples if "Pilih Alfa bila baru." in text] != []


def test_the_shortlisted_complete_and_send_it(make: Make, sari: Person) -> None:
    competition = make.competition(at=StepKind.BALLOT, rules=EVERY)
    answers = {"masalah": "A", "cara": "B", "satu": "a", "banyak": "a"}
    entry = make.entry(
        sari, competition, at=StepKind.BALLOT, answers=answers, tags={"jenis": ["digital"]}
    )
    with transaction() as session:
        session.get_one(Entry, entry.id).asks_more = True
        at = f"/proposals/{session.get_one(Proposal, entry.proposal_id).ref}"
    browser = Browser(sari)
    assert "Lengkapi usulan" in browser.get(f"/entries/{entry.ref}").text
    page = browser.page(f"{at}/edit")
    assert [tag["name"] for tag in page.select("[name^=answer-]")] == ["answer-rencana"]
    typed = {"answer-rencana": "Dua desa.", "version": "0", "then": "check"}
    assert browser.post(f"{at}/edit", typed).headers["location"] == f"{at}/completion"
    assert browser.post(f"{at}/completion").headers["location"] == f"/entries/{entry.ref}"
    assert "Tim melengkapi usulan." in browser.get(f"/entries/{entry.ref}").text


def test_a_section_is_drawn_up_with_all_that_it_knows(make: Make, dewi: Person) -> None:
    draft = make.competition(state=CompetitionState.DRAFT)
    browser, at = Browser(dewi), f"/competitions/{draft.ref}/road"
    to = f"{at}/rules/sections"
    typed = {
        "sections-0-kind": "choices", "sections-0-options": "Satu\nDua \n\nTiga",
        "sections-0-most": "2", "sections-0-stage": "full", "sections-0-cat-layanan": "on",
        "sections-0-example": "Pilih dua.", "do": "save",
    }  # fmt: skip
    assert browser.post(to, field_values(browser, at, to) | typed).status_code == 303
    first = sections_of(draft)[0]
    assert [option.text for option in first.options] == ["Satu", "Dua", "Tiga"]
    assert (first.kind, first.most, first.stage) == (SectionKind.CHOICES, 2, Stage.FULL)
    assert (first.categories, first.example) == (("layanan",), "Pilih dua.")
    before = field_values(browser, at, to)
    browser.post(to, before)
    assert (sections_of(draft)[0], field_values(browser, at, to)) == (first, before)


def test_tags_are_asked_for_by_ticking_them(make: Make, dewi: Person) -> None:
    draft = make.competition(state=CompetitionState.DRAFT)
    browser, at = Browser(dewi), f"/competitions/{draft.ref}/road"
    to = f"{at}/rules/tags"
    fields = field_values(browser, at, to)
    place = next(n.split("-")[1] for n, v in fields.items() if v == "sdg")
    browser.post(to, fields | {f"tags-{place}-ask": "on", f"tags-{place}-most": "3"})
    with transaction(writes=False) as session:
        assert rules_of(session, session.merge(draft)).tags == (Tagging(family="sdg", most=3),)


def test_the_preview_shows_what_each_writer_will_see(make: Make, dewi: Person) -> None:
    draft = make.competition(state=CompetitionState.DRAFT, rules=EVERY)
    at = f"/competitions/{draft.ref}/form/preview"
    shown = {
        query: {str(tag["name"]) for tag in Browser(dewi).page(at + query).select("[name^=answer]")}
        for query in ("", "?category=dalam", "?category=dalam&stage=full")
    }
    first = {f"answer-{key}" for key in ("masalah", "cara", "anggaran", "satu", "banyak")}
    assert list(shown.values()) == [first, first | {"answer-khusus"}, {"answer-rencana"}]
    assert Browser(make.person("Joko")).get(at).status_code == 404


def test_a_form_in_use_is_mended_with_a_reason_that_everybody_reads(
    make: Make, dewi: Person
) -> None:
    competition = make.competition(rules=EVERY)
    browser, at = Browser(dewi), f"/competitions/{competition.ref}/form"
    typed = {
        "reason": "Banyak yang bertanya.", "sections-0-words": "90", "sections-3-option-a": "Awal",
        "sections-3-more": "Cita", "new_title": "Catatan",
    }  # fmt: skip
    assert browser.post(at, field_values(browser, at, at) | typed).status_code == 303
    with transaction(writes=False) as session:
        sections = rules_of(session, session.get_one(Competition, competition.id)).sections
    assert (sections[0].words, sections[-1].title, sections[-1].required) == (90, "Catatan", False)
    options = [(option.key, option.text) for option in sections[3].options]
    assert options == [("a", "Awal"), ("b", "Beta"), ("cita", "Cita")]
    told = Browser().get(f"/competitions/{competition.ref}/rules").text
    assert "Versi 2: Banyak yang bertanya." in told


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"sections-0-words": "59"}, "Tidak boleh lebih kecil dari 60"),
        ({"sections-0-words": "banyak"}, "Isi dengan angka bulat."),
        ({"sections-0-key": "cara"}, "tidak dapat dihapus atau dipindah"),
        ({"sections-0-key": "asing"}, "Ada isian yang tidak dikenal formulir ini."),
        ({"reason": ""}, "Bagian ini perlu diisi."),
    ],
)
def test_a_mending_that_cannot_be_comes_back_with_its_sentence(
    make: Make, dewi: Person, typed: dict[str, str], sentence: str
) -> None:
    competition = make.competition()
    browser, at = Browser(dewi), f"/competitions/{competition.ref}/form"
    sent = field_values(browser, at, at) | {"reason": "Alasan.", "new_title": "Ditulis"} | typed
    answer = browser.post(at, sent)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "Ditulis" in answer.text
