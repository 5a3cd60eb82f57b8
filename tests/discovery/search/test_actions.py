"""Searches that are kept, what is told of them, and an index that keeps step."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from ideas import given
from ideas.database import transaction
from ideas.discovery.finding.models import Findable
from ideas.discovery.search.actions import drop_search, find_search, keep_search, searches_of
from ideas.discovery.search.models import SavedSearch
from ideas.discovery.search.queries import window_of
from ideas.discovery.search.rules import MOST_SAVED, parse
from ideas.failures import Invalid, Missing
from ideas.jobs import finding
from ideas.jobs.finding import begin_looking, index_some, look_daily
from ideas.later import Job, Task
from ideas.protection.retention.actions import delete_drafts
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.talking.notices.models import Notice
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from tests.browsing import Browser
from tests.factories import Make

DAY = timedelta(days=1, seconds=1)


def kept_by(person: Person, name: str = "Antre", address: str = "q=antre") -> SavedSearch:
    with transaction() as session:
        return keep_search(session, visitor_of(session, person.id), name, address, tells=True)


def tell_on(days: int) -> list[dict[str, object]]:
    """Look again so many days later; everything that was told until then."""
    with given.world(frozen=given.now() + days * DAY), transaction() as session:
        index_some(session, {})
        look_daily(session, {})
        return [notice.facts for notice in session.exec(select(Notice))]


def test_who_keeps_a_search_hears_of_what_is_new_once(make: Make) -> None:
    competition = make.competition()
    sari, budi = make.person("Sari"), make.person("Budi")
    opened = {"title": "Antrean", "openness": Openness.COLLEAGUES}
    make.proposal(sari, competition, **opened)
    tell_on(0)
    kept_by(budi)
    assert tell_on(1) == []
    make.proposal(sari, competition, title="Antre di loket")
    assert tell_on(2) == [], "it is hers alone"
    make.proposal(sari, competition, **opened)
    assert tell_on(3) == [{"name": "Antre", "n": 1}]
    assert len(tell_on(4)) == 1


def test_nobody_is_told_twice_a_day_nor_without_asking(make: Make) -> None:
    sari = make.person("Sari")
    kept = kept_by(sari)
    make.proposal(sari, title="Antrean")
    assert tell_on(0) == []
    with transaction() as session:
        session.merge(kept).tells = False
    assert tell_on(2) == []


def test_a_search_is_ones_own(session: Session, make: Make) -> None:
    people = [make.person(name) for name in ("Sari", "Budi")]
    sari, budi = (visitor_of(session, person.id) for person in people)
    kept = keep_search(session, sari, "Antre", "q=antre&tipu=1", tells=False)
    assert (kept.query, searches_of(session, budi)) == ("q=antre", [])
    for act in (find_search, drop_search):
        with pytest.raises(Missing):
            act(session, budi, kept.ref)
    drop_search(session, sari, kept.ref)
    assert searches_of(session, sari) == []


@pytest.mark.parametrize(
    ("name", "address"),
    [("", "q=antre"), ("x" * 81, "q=antre"), ("Semua", "q=yang"), ("Ada", "q=a")],
)
def test_a_search_needs_a_name_of_its_own_and_something_to_look_for(
    session: Session, make: Make, name: str, address: str
) -> None:
    sari = visitor_of(session, make.person("Sari").id)
    keep_search(session, sari, "Ada", "q=antre", tells=False)
    with pytest.raises(Invalid):
        keep_search(session, sari, name, address, tells=False)


def test_there_is_room_for_twenty(session: Session, make: Make) -> None:
    sari = visitor_of(session, make.person("Sari").id)
    for n in range(MOST_SAVED):
        keep_search(session, sari, f"Nama {n}", "q=antre", tells=False)
    with pytest.raises(Invalid):
        keep_search(session, sari, "Satu lagi", "q=antre", tells=False)


def found(person: Person, text: str) -> list[str]:
    with transaction(writes=False) as session:
        window = window_of(session, visitor_of(session, person.id), parse(text))
        return [match.place.ref for match in window.matches]


def test_what_is_written_is_found_at_once_and_what_is_rewritten_no_more(make: Make) -> None:
    sari, competition = make.person("Sari", superior=make.person("Wayan")), make.competition()
    draft = {"title": "Antrean", "summary": "Tanpa loket.", "category": "layanan"}
    browser = Browser(sari)
    browser.post("/proposals/new", {"competition": competition.ref, **draft})
    [ref] = found(sari, "antre")
    answers = {"answer-masalah": "Zirkonium.", "answer-cara": "Lewat ponsel.", "version": "0"}
    saved = {**draft, "title": "Surat", **answers, "answer-anggaran": ""}
    browser.post(f"/proposals/{ref}/edit", saved)
    assert (found(sari, "antre"), found(sari, "zirkonium")) == ([], [ref])
    assert browser.post(f"/proposals/{ref}/submission").status_code == 303
    with transaction(writes=False) as session:
        assert [f.kind for f in session.exec(select(Findable).order_by(col(Findable.kind)))] == [
            "entry", "proposal",
        ]  # fmt: skip


def test_a_draft_that_goes_takes_its_words_along(make: Make) -> None:
    sari = make.person("Sari")
    proposal = make.proposal(sari, title="Zirkonium")
    with transaction() as session:
        index_some(session, {})
    assert found(sari, "zirkonium") == [proposal.ref]
    with transaction() as session:
        delete_drafts(session, [proposal.id])
        assert session.exec(select(Findable)).first() is None
    make.proposal(sari, title="Lain")  # a row that may take the place of the one that went
    with transaction() as session:
        index_some(session, {})
    assert found(sari, "zirkonium") == []


def test_what_is_older_than_the_index_comes_in_step_by_step(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    sari, competition = make.person("Sari"), make.competition()
    refs = {make.proposal(sari, competition).ref for _ in range(5)}
    about: dict[str, str] | None = {}
    while about is not None:
        with transaction() as session:
            index_some(session, about)
            jobs = session.exec(select(Job).where(Job.task == Task.INDEX)).all()
            about = jobs[0].about if jobs else None
            for job in jobs:
                session.delete(job)
    assert set(found(sari, "ponsel")) == refs


def test_somebody_looks_every_day_and_only_one(make: Make) -> None:
    del make
    begin_looking()
    begin_looking()
    with transaction(writes=False) as session:
        assert len(session.exec(select(Job).where(Job.task == Task.LOOK_AGAIN)).all()) == 1
        assert session.exec(select(Proposal)).first() is None
