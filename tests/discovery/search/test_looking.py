"""Both ways of looking find the same, windows end honestly, and what opens is found at once."""

import random
from datetime import timedelta

import pytest
from sqlmodel import Session

from ideas.database import transaction
from ideas.discovery.search import queries
from ideas.discovery.search.looking import Looking
from ideas.discovery.search.queries import newest_of, window_of
from ideas.discovery.search.rules import parse
from ideas.jobs.finding import index_some
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.models import Entry
from ideas.road.entries.moving import move
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.writing.proposals.actions import open_proposal
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from tests.deciding.outcomes.test_actions import approve, published, seal
from tests.discovery.search.corpus import make_corpus, typed
from tests.factories import Make
from tests.judged import Judged

ALL = 1_000


def refs(person: Person, text: str) -> list[str]:
    with transaction(writes=False) as session:
        visitor = visitor_of(session, person.id)
        return [match.place.ref for match in newest_of(session, visitor, parse(text), ALL)]


def indexed() -> None:
    with transaction() as session:
        index_some(session, {})


def set_open(row: Proposal, lead: Person, openness: Openness) -> None:
    with transaction() as session:
        visitor = visitor_of(session, lead.id)
        open_proposal(session, visitor, find_draft(session, visitor, row.ref), openness)


def test_both_ways_find_the_same_in_the_same_order(session: Session, make: Make) -> None:
    chance = random.Random(23)
    corpus = make_corpus(make, chance, 24)
    hits = 0
    for person in (corpus.sari, corpus.budi):
        visitor = visitor_of(session, person.id)
        for text in [typed(chance) for _ in range(30)]:
            looking = Looking(session, visitor, parse(text))
            walked = [tuple(row) for row in looking.walk(ALL, ALL)]
            assert walked == [tuple(row) for row in looking.look_up(ALL)], text
            hits += len(walked)
    assert hits > 150


def test_a_walk_goes_no_further_than_its_steps(session: Session, make: Make) -> None:
    corpus = make_corpus(make, random.Random(23), 24)
    looking = Looking(session, visitor_of(session, corpus.sari.id), parse("layanan"))
    everything = [row.ref for row in looking.walk(ALL, ALL)]
    some = [row.ref for row in looking.walk(12, ALL)]
    assert 0 < len(some) < len(everything)
    assert everything[: len(some)] == some
    assert [row.ref for row in looking.walk(ALL, 3)] == everything[:3]


def test_where_matches_lie_apart_a_window_ends_after_some_and_says_so(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(make, random.Random(23), 24)
    sari = visitor_of(session, corpus.sari.id)
    whole = window_of(session, sari, parse("layanan"))
    monkeypatch.setattr(queries, "ENOUGH", 2)
    monkeypatch.setattr(queries, "FIRST_STEPS", 10)
    monkeypatch.setattr(queries, "MOST_STEPS", 14)
    window = window_of(session, sari, parse("layanan"))
    assert (whole.more, window.more) == (False, True)
    seen = Looking(session, sari, parse("layanan")).walk(14, ALL)
    assert 2 <= len(window.matches) < len(seen) < len(whole.matches), "more than so many"
    assert len(window.matches) % 2 == 0
    assert whole.matches[: len(window.matches)] == window.matches


def test_an_opened_proposal_is_found_at_once(make: Make) -> None:
    sari, budi = make.person("Sari"), make.person("Budi")
    row = make.proposal(sari)
    indexed()
    assert refs(budi, "ponsel") == []
    set_open(row, sari, Openness.COLLEAGUES)
    assert refs(budi, "ponsel") == [row.ref]
    set_open(row, sari, Openness.TEAM)
    assert refs(budi, "ponsel") == []


def test_an_entry_is_found_at_once_when_it_is_shown(make: Make) -> None:
    sari, budi = make.person("Sari"), make.person("Budi")
    entry = make.entry(sari, at=StepKind.SCREENING)
    indexed()
    assert refs(budi, "ponsel") == []
    with transaction() as session:
        move(session, session.get_one(Entry, entry.id), {"shown": True})
    assert refs(budi, "ponsel") == [entry.ref]


def test_entries_are_found_everywhere_once_their_results_are_out(make: Make) -> None:
    judged = Judged(make)
    far = make.person("Wayan", unit=make.unit("Kota lain", under=None))
    indexed()
    assert refs(far, "ponsel") == []
    seal(judged, -timedelta(minutes=1))
    assert published(approve(judged))
    assert sorted(refs(far, "ponsel")) == sorted(entry.ref for entry in judged.entries)
