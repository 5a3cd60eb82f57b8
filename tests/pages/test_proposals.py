"""Writing in the browser: beginning, saving, sending; and everything odd that may be typed."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.web import keys
from ideas.writing.proposals.models import Proposal
from tests.browsing import OURS, Browser, masked
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


def test_one_begins_by_choosing_an_open_call(sari: Person, competition: Competition) -> None:
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
    assert page.select("#f-title")[0]["value"] == "Satu"


def test_a_closed_call_takes_no_new_draft(make: Make, sari: Person) -> None:
    late = make.competition(at=StepKind.PANEL)
    answer = Browser(sari).post(
        "/proposals/new",
        {"competition": late.ref, "title": "Satu", "summary": "Dua", "category": "layanan"},
    )
    assert (answer.status_code, "Tahap ini sudah ditutup." in answer.text) == (422, True)


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


@pytest.mark.parametrize("button", [{}, {"then": "later"}])
def test_what_is_typed_is_saved(sari: Person, make: Make, button: dict[str, str]) -> None:
    row = make.proposal(sari)
    sent = form(row, title="Baru", **{"answer-cara": "Satu\r\ndua"}, **button)
    assert Browser(sari).post(f"/proposals/{row.ref}/edit", sent).status_code == 303
    assert (stored(row.ref).title, stored(row.ref).answers["cara"]) == ("Baru", "Satu\ndua")


def test_saving_along_the_way_answers_with_the_checks(sari: Person, make: Make) -> None:
    row = make.proposal(sari, answers={})
    browser = Browser(sari)
    block = browser.post(
        f"/proposals/{row.ref}/edit", form(row, **{"answer-masalah": "x"}), htmx="checks"
    )
    page = browser.page(f"/proposals/{row.ref}/edit")
    assert block.status_code == 200
    roots = BeautifulSoup(block.text, "html.parser").find_all(recursive=False)
    assert [str(root) for root in roots] == [str(page.select("#checks")[0])]
    assert "Bagian “Cara baru” belum diisi." in block.text
    assert "Bagian “Masalah” belum diisi." not in block.text


def test_one_open_form_saves_again_and_again(sari: Person, make: Make) -> None:
    row = make.proposal(sari)
    browser = Browser(sari)
    once = browser.once()
    for title in ("Satu", "Dua", "Tiga"):
        answer = browser.post(
            f"/proposals/{row.ref}/edit", form(row, title=title), once=once, htmx="checks"
        )
        assert answer.status_code == 200
    assert (stored(row.ref).title, stored(row.ref).revision) == ("Tiga", 3)


def test_a_second_tab_is_told_and_both_texts_are_kept(sari: Person, make: Make) -> None:
    row = make.proposal(sari)
    browser = Browser(sari)
    browser.post(f"/proposals/{row.ref}/edit", form(row, summary="Dari jendela pertama"))
    answer = browser.post(f"/proposals/{row.ref}/edit", form(row, summary="Dari jendela kedua"))
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert "Draf ini sudah diubah dari jendela lain." in page.select(".errors")[0].text
    both = "Dari jendela kedua Dari jendela pertama"
    assert page.select("#f-summary")[0].text.strip() == both
    kept = [tag["value"] for tag in page.select("#meet-summary input[type=hidden]")]
    assert kept[:2] == ["Dari jendela kedua", "Dari jendela pertama"]
    assert stored(row.ref).summary == "Dari jendela pertama"
    again = form(row, summary="Digabung", version=str(page.select("[name=version]")[0]["value"]))
    assert browser.post(f"/proposals/{row.ref}/edit", again).status_code == 303
    assert stored(row.ref).summary == "Digabung"


def test_word_201_of_200_is_told_beside_the_field_and_kept(sari: Person, make: Make) -> None:
    row = make.proposal(sari)
    long = "kata " * 60 + "lebih"
    answer = Browser(sari).post(
        f"/proposals/{row.ref}/edit", form(row, then="check", **{"answer-masalah": long})
    )
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert "Kelebihan 1 kata." in page.select("#f-answer-masalah-error")[0].text
    assert page.select("#f-answer-masalah")[0].text.strip() == long
    assert page.select(".errors a[href='#f-answer-masalah']")[0]


def test_what_saves_itself_may_be_too_long_for_now(sari: Person, make: Make) -> None:
    row = make.proposal(sari)
    sent = form(row, **{"answer-masalah": "kata " * 61})
    block = Browser(sari).post(f"/proposals/{row.ref}/edit", sent, htmx="checks")
    assert (block.status_code, "kelebihan 1 kata" in block.text) == (200, True)


def test_ten_megabytes_are_refused_beside_the_field_and_kept(sari: Person, make: Make) -> None:
    row, text = make.proposal(sari), "gagasan " * 1_250_000
    browser = Browser(sari)
    answer = browser.client.post(
        f"/proposals/{row.ref}/edit",
        data=form(row, **{"answer-masalah": text})
        | {"token": keys.form_token(browser.secret), "once": browser.once()},
        headers=OURS,
    )
    assert answer.status_code == 422
    assert answer.text.count("Terlalu panjang. Paling banyak 40.000 huruf.") == 2
    assert text.strip() in answer.text


def test_odd_text_is_shown_literally(sari: Person, make: Make) -> None:
    row = make.proposal(sari)
    fields = dict.fromkeys(("title", "summary", "answer-masalah", "answer-cara"), ODD)
    browser = Browser(sari)
    assert browser.post(f"/proposals/{row.ref}/edit", form(row, **fields)).status_code == 303
    for page in ("", "/edit", "/team", "/versions", "/submission"):
        text = browser.page(f"/proposals/{row.ref}{page}").get_text()
        assert "<script>alert(1)</script> {{ 7*7 }}" in text
        assert "49" not in text.replace("4949", "")
    assert "\u202e" not in stored(row.ref).title


@pytest.mark.parametrize("extra", [{"lead": "x"}, {"answer-asing": "x"}, {"version": "9" * 30}])
def test_fields_that_are_not_on_the_form_change_nothing(
    sari: Person, make: Make, extra: dict[str, str]
) -> None:
    row = make.proposal(sari)
    answer = Browser(sari).post(f"/proposals/{row.ref}/edit", form(row, title="Baru") | extra)
    assert (answer.status_code, stored(row.ref).title) == (422, row.title)


def test_sending_leads_to_the_entry_and_says_who_is_next(sari: Person, make: Make) -> None:
    row = make.proposal(sari)
    browser = Browser(sari)
    answer = browser.post(f"/proposals/{row.ref}/submission")
    assert answer.status_code == 303
    page = browser.page(answer.headers["location"])
    flash = page.select("#flash")[0].text
    assert "Usulan terkirim. Keputusan berikutnya paling lambat Jumat, 4 Des 2026" in flash
    assert "menunggu atasan langsung" in page.select(".kabar")[0].text


def test_what_is_missing_keeps_it_at_home_with_the_way_to_mend_it(sari: Person, make: Make) -> None:
    row = make.proposal(sari, answers={"masalah": "x"})
    answer = Browser(sari).post(f"/proposals/{row.ref}/submission")
    assert answer.status_code == 422
    link = BeautifulSoup(answer.text, "html.parser").select(".check a")[0]
    assert (link.text, link["href"]) == (
        "Bagian “Cara baru” belum diisi.", f"/proposals/{row.ref}/edit#f-answer-cara",
    )  # fmt: skip


def test_late_by_one_second_is_told_and_loses_nothing(sari: Person, make: Make) -> None:
    competition = make.competition()
    row, browser = make.proposal(sari, competition), Browser(sari)
    close = make.step_of(competition, StepKind.CALL).closes_at
    with given.world(frozen=close + timedelta(seconds=1)):
        answer = browser.post(f"/proposals/{row.ref}/submission")
        assert (answer.status_code, "Tahap ini sudah ditutup." in answer.text) == (422, True)
        assert "Draf Anda tetap tersimpan di sini." in browser.get(f"/proposals/{row.ref}").text
    with given.world(frozen=close - timedelta(seconds=1)):
        assert browser.post(f"/proposals/{row.ref}/submission").status_code == 303


def entries() -> int:
    with transaction(writes=False) as session:
        return len(session.exec(select(Entry)).all())


def test_a_repeated_key_sends_once_with_the_same_answer(sari: Person, make: Make) -> None:
    row = make.proposal(sari)
    browser = Browser(sari)
    once = browser.once()
    answers = [browser.post(f"/proposals/{row.ref}/submission", once=once) for _ in range(3)]
    assert len({(answer.status_code, answer.headers["location"]) for answer in answers}) == 1
    assert (answers[0].status_code, entries()) == (303, 1)


@pytest.mark.parametrize("key", ["", "x" * 64, "0" * 64])
def test_a_forged_key_sends_nothing(sari: Person, make: Make, key: str) -> None:
    row = make.proposal(sari)
    assert Browser(sari).post(f"/proposals/{row.ref}/submission", once=key).status_code == 422
    assert entries() == 0


@pytest.mark.parametrize("page", ["", "/edit", "/team", "/versions", "/submission"])
def test_hidden_and_missing_are_the_same(make: Make, sari: Person, page: str) -> None:
    row, joko = make.proposal(sari), Browser(make.person("Joko"))
    assert Browser(sari).get(f"/proposals/{row.ref}{page}").status_code == 200
    hidden, missing = joko.get(f"/proposals/{row.ref}{page}"), joko.get(f"/proposals/X{page}")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert masked(hidden.text) == masked(missing.text)


@pytest.mark.parametrize(
    ("page", "statements"),
    [("", 8), ("/edit", 5), ("/team", 9), ("/versions", 4), ("/submission", 6)],
)
def test_pages_ask_the_same_for_one_section_and_a_bigger_team(
    make: Make, sari: Person, page: str, statements: int, asked: list[str]
) -> None:
    row, browser = make.proposal(sari), Browser(sari)
    counts = []
    for name in ("Budi", "Intan", "Tono"):
        asked.clear()
        browser.get(f"/proposals/{row.ref}{page}")
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
        make.member(row, make.person(name))
    assert counts == [statements] * 3


def test_ones_own_list_asks_the_same_for_one_and_three(
    make: Make, sari: Person, asked: list[str]
) -> None:
    browser, counts = Browser(sari), []
    assert "Wadah Anda masih kosong" in browser.get("/proposals").text
    for _ in range(3):
        make.proposal(sari)
        make.entry(sari)
        asked.clear()
        page = browser.get("/proposals")
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts == [3, 3, 3]
    assert page.text.count("Lanjutkan") == 3


def test_versions_tell_who_changed_what(make: Make, sari: Person) -> None:
    row, browser = make.proposal(sari), Browser(sari)
    browser.post(f"/proposals/{row.ref}/edit", form(row))
    with given.world(frozen=make.now + timedelta(minutes=11)):
        browser.post(f"/proposals/{row.ref}/edit", form(stored(row.ref), title="Surat dari kantor"))
        page = browser.page(f"/proposals/{row.ref}/versions")
    assert (page.select("del")[0].text, page.select("ins")[0].text) == ("ponsel", "kantor")
    assert "Versi 2" in page.text
