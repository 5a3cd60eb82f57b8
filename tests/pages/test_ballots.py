"""The ballot paper in a browser."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.road.ballots import paper
from ideas.road.ballots.models import Ballot
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.standing import Role
from tests.browsing import Browser
from tests.factories import Make


class Hall:
    """An open ballot with three entries, and Sari who may vote."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.BALLOT)
        with transaction() as session:
            self.step = session.get_one(Step, make.step_of(self.competition, StepKind.BALLOT).id)
            self.step.quota = 2
        self.entries = [self.entry(n) for n in range(3)]
        self.refs = [entry.ref for entry in self.entries]
        self.sari = make.person("Sari")
        self.url = f"/ballots/{self.step.ref}"

    def entry(self, n: int) -> Entry:
        lead = self.make.person(f"Penggagas {n}")
        return self.make.entry(
            lead, self.competition, at=StepKind.BALLOT, title=f"Gagasan {n}", superior=lead
        )

    def votes(self, voters: int) -> None:
        for n in range(voters):
            self.make.save(
                Ballot(
                    step_id=self.step.id, voter_id=self.make.person(f"Pemilih {n}").id, slot=1,
                    quota=2, entry_id=self.entries[0].id, cast_at=given.now(), receipt="X",
                )
            )  # fmt: skip


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def bare(html: str) -> str:
    """Without keys, nonces and receipts, which chance makes anew each time."""
    return re.sub(r"\b[0-9a-f]{32,64}\b|\b[2-9A-Z]{4}(-[2-9A-Z]{4}){3}\b", "", html)


def ticked(page: BeautifulSoup) -> list[str]:
    return [str(box["value"]) for box in page.select("input[type=checkbox][checked]")]


def offered(page: BeautifulSoup) -> list[str]:
    return [str(box["value"]) for box in page.select("[name=entry]")]


def test_the_paper_tells_how_many_by_when_and_that_it_is_secret(hall: Hall) -> None:
    page = Browser(hall.sari).page(hall.url)
    assert "Pilih paling banyak 2 usulan" in page.select(".kabar .ask")[0].text
    assert "Minggu, 29 Nov 2026, 00.00 WIB" in page.text
    assert sorted(str(b["value"]) for b in page.select("[name=entry]")) == sorted(hall.refs)
    assert len(page.select("main .btn-main")) == 1


def test_a_cast_paper_is_confirmed_and_comes_back_blank(hall: Hall) -> None:
    browser = Browser(hall.sari)
    answer = browser.post(hall.url, {"entry": hall.refs[:2]})
    assert (answer.status_code, answer.headers["location"]) == (303, hall.url)
    page = browser.page(hall.url)
    assert "Suara Anda tercatat pukul 12.00." in page.text
    assert "Pilihan tidak ditampilkan kepada siapa pun." in page.text
    assert "Isi lagi untuk mengganti" in page.text
    assert ticked(page) == []


def test_sending_the_same_form_again_changes_nothing(hall: Hall) -> None:
    browser = Browser(hall.sari)
    once = browser.once()
    for _ in range(2):
        assert browser.post(hall.url, {"entry": hall.refs[:1]}, once=once).status_code == 303
    other = browser.post(hall.url, {"entry": hall.refs[1:2]}, once=once)
    assert other.status_code == 422
    with transaction(writes=False) as session:
        assert len(session.exec(select(Ballot)).all()) == 1


def test_what_was_ticked_stays_when_the_paper_is_not_taken(hall: Hall) -> None:
    browser = Browser(hall.sari)
    answer = browser.post(hall.url, {"entry": hall.refs}, htmx="paper")
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert "Paling banyak 2 usulan. Kurangi 1." in answer.text
    assert sorted(ticked(page)) == sorted(hall.refs)
    assert "Pilih paling sedikit satu usulan." in browser.post(hall.url).text


def test_a_long_paper_has_leaves_and_what_was_ticked_goes_along(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "LEAF", 2)
    browser = Browser(hall.sari)
    first = browser.page(hall.url)
    (here, there) = (offered(first), sorted(set(hall.refs) - set(offered(first))))
    assert (len(here), len(there)) == (2, 1)
    once = browser.once()
    turned = browser.post(hall.url, {"entry": here[:1], "leaf": "1", "turn": "2"}, once=once)
    second = BeautifulSoup(turned.text, "html.parser")
    assert (turned.status_code, ticked(second), offered(second)) == (
        200,
        here[:1],
        here[:1] + there,
    )
    assert "Halaman 2 dari 2." in second.text
    refused = browser.post(hall.url, {"entry": hall.refs, "leaf": "2"}, once=once)
    assert refused.status_code == 422
    assert "Halaman 2 dari 2." in refused.text
    assert browser.post(hall.url, {"entry": here[:1] + there, "leaf": "2"}).status_code == 303
    with transaction(writes=False) as session:
        assert len(session.exec(select(Ballot)).all()) == 2
    assert ticked(browser.page(hall.url)) == []


def test_a_leaf_that_is_not_there_is_the_nearest_one(hall: Hall) -> None:
    for odd, status in (("99", 200), ("-3", 200), ("dua", 422)):
        answer = Browser(hall.sari).post(hall.url, {"entry": hall.refs[:1], "turn": odd})
        assert answer.status_code == status
        assert ticked(BeautifulSoup(answer.text, "html.parser")) == hall.refs[:1]


def test_nothing_on_the_page_depends_on_the_choice(hall: Hall) -> None:
    """Two worlds that differ in one secret only look the same, to the voter too."""
    browser = Browser(hall.sari)
    watcher = Browser(hall.make.with_role("Dewi", Role.SECRETARIAT))

    def world(refs: list[str]) -> list[str]:
        posted = browser.post(hall.url, {"entry": refs}, htmx="paper")
        pages = [browser.get(hall.url), browser.get(hall.url, htmx="paper"), watcher.get(hall.url)]
        return [bare(page.text) for page in (posted, *pages)]

    first, second, both = world(hall.refs[:1]), world(hall.refs[1:2]), world(hall.refs[1:])
    assert "Suara Anda tercatat" in first[0]
    assert first == second == both


def test_the_block_is_the_same_part_of_the_page(hall: Hall) -> None:
    browser = Browser(hall.sari)

    part = browser.page(hall.url).select_one("#paper")
    block = BeautifulSoup(browser.get(hall.url, htmx="paper").text, "html.parser")
    assert bare(str(part)) == bare(str(block).strip())


def test_a_judge_reads_that_judges_do_not_vote_and_sees_no_entry(hall: Hall) -> None:
    ratna = hall.make.with_role("Ratna", Role.JUDGE, hall.competition)
    text = Browser(ratna).page(hall.url).text
    assert "Juri kompetisi ini tidak ikut memberi suara." in text
    assert "Gagasan 0" not in text
    assert "Gagasan 0" in Browser(hall.sari).page(hall.url).text
    assert Browser(ratna).post(hall.url, {"entry": hall.refs[:1]}).status_code == 403


def test_the_own_entry_is_absent_with_a_sentence(hall: Hall) -> None:
    with transaction(writes=False) as session:
        lead = session.get_one(Person, hall.entries[0].lead_id)
    page = Browser(lead).page(hall.url)
    assert "Usulan tim Anda tidak ada di surat suara ini." in page.text
    assert hall.refs[0] not in [box["value"] for box in page.select("[name=entry]")]


def test_before_and_after_there_is_nothing_to_tick(hall: Hall) -> None:
    browser = Browser(hall.sari)
    for moment, sentence, status in (
        (hall.step.opens_at - timedelta(days=1), "Tahap ini belum dibuka.", 403),
        (hall.step.closes_at, "Tahap ini sudah ditutup.", 422),
    ):
        with given.world(frozen=moment):
            page = browser.page(hall.url)
            assert sentence in page.text
            assert page.select("[name=entry]") == []
            assert browser.post(hall.url, {"entry": hall.refs[:1]}).status_code == status


def test_the_secretariat_sees_a_total_but_not_a_small_one(hall: Hall) -> None:
    dewi = Browser(hall.make.with_role("Dewi", Role.SECRETARIAT))
    hall.votes(9)
    assert "Kurang dari 10 orang memilih." in dewi.page(hall.url).text
    hall.votes(1)
    assert "10 orang sudah memilih." in dewi.page(hall.url).text
    assert "orang sudah memilih" not in Browser(hall.sari).page(hall.url).text


def test_people_from_elsewhere_do_not_find_the_paper(hall: Hall) -> None:
    joko = hall.make.person("Joko", unit=hall.make.unit("Negeri lain", under=None))
    answer = Browser(joko).get(hall.url)
    assert answer.status_code == 404
    assert Browser(hall.sari).get(hall.url).status_code == 200
    assert Browser().get(hall.url).headers["location"].startswith("/signin")


def test_the_paper_asks_as_much_for_one_entry_as_for_many(hall: Hall, asked: list[str]) -> None:
    browser = Browser(hall.sari)
    asked.clear()
    browser.get(hall.url)
    few = len(asked)
    hall.entry(7)
    asked.clear()
    browser.get(hall.url)
    assert len(asked) == few
