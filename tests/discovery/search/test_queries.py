"""Both databases find the same, in the same order, and only what one may find."""

import random

import pytest
from sqlmodel import Session

from ideas.database import transaction
from ideas.discovery.search import queries
from ideas.discovery.search.places import place_at
from ideas.discovery.search.queries import Window, page_of, window_of
from ideas.discovery.search.rules import BEST, NEWEST, Query, parse
from ideas.failures import Missing
from ideas.jobs.finding import index_some
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.models import Entry
from ideas.road.entries.queries import find_entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import CompetitionState, EntryState, Owner, StepKind
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from tests.discovery.search.corpus import by_hand, make_corpus, typed
from tests.factories import Make

ENDED = {"owner": Owner.NOBODY, "due_at": None, "reason": "Ditarik oleh tim."}


def found(session: Session, person: Person, text: str) -> list[str]:
    window = window_of(session, visitor_of(session, person.id), parse(text))
    return [match.place.ref for match in window.matches]


def test_it_finds_what_one_finds_by_hand(session: Session, make: Make) -> None:
    chance = random.Random(11)
    corpus = make_corpus(make, chance, 24)
    hits = 0
    for text in [typed(chance) for _ in range(60)]:
        for person, mine in ((corpus.sari, True), (corpus.budi, False)):
            expected = by_hand(corpus, parse(text), mine=mine)
            assert found(session, person, text) == expected, text
            hits += len(expected)
    assert hits > 300


@pytest.mark.parametrize("order", [BEST, NEWEST])
def test_pages_follow_each_other_without_a_gap(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    corpus = make_corpus(make, random.Random(5), 20)
    monkeypatch.setattr(queries, "PAGE", 4)
    sari = visitor_of(session, corpus.sari.id)
    window, after, seen = window_of(session, sari, parse("layanan")), None, []
    while True:
        page, after = page_of(session, sari, window, after, order)
        seen += page
        if after is None:
            break
        assert place_at(after.mark) == after
    assert sorted(m.place.ref for m in seen) == sorted(m.place.ref for m in window.matches)
    scores = [match.place.score for match in seen]
    assert len(seen) > 8
    assert (scores == sorted(scores, reverse=True)) == (order == BEST)


def test_newest_goes_on_where_counting_ends(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(make, random.Random(5), 20)
    sari = visitor_of(session, corpus.sari.id)
    whole = window_of(session, sari, Query())
    monkeypatch.setattr(queries, "MOST_RANKED", 5)
    monkeypatch.setattr(queries, "ENOUGH", 5)
    window = window_of(session, sari, Query())
    assert (len(window.matches), window.more) == (5, True)
    last = window.matches[-1].place
    rest, _ = page_of(session, sari, window, last, NEWEST)
    assert rest == list(whole.matches[5:])


class Call:
    """A call with a proposal of each openness, sent and shown or not, and people of every kind."""

    def __init__(
        self, make: Make, at: StepKind, state: CompetitionState = CompetitionState.OPEN
    ) -> None:
        self.competition: Competition = make.competition(at=at, state=state)
        self.sari = make.person("Sari", superior=make.person("Wayan"))
        self.people = {
            "Sari": self.sari,
            "Budi": make.person("Budi"),
            "Joko": make.person("Joko", unit=make.unit("Kota lain", under=None)),
            "Ratna": make.with_role("Ratna", Role.JUDGE, self.competition),
            "Dewi": make.with_role("Dewi", Role.SECRETARIAT, self.competition),
        }
        self.invited = make.person("Tari")


def readers(session: Session, call: Call, thing: Proposal | Entry) -> set[str]:
    """Whoever the page of the thing itself lets in."""
    found_by = set()
    for name, person in call.people.items():
        visitor = visitor_of(session, person.id)
        try:
            if isinstance(thing, Proposal):
                find_draft(session, visitor, thing.ref)
            else:
                find_entry(session, visitor, thing.ref)
        except Missing:
            continue
        found_by.add(name)
    return found_by


def finders(session: Session, call: Call, ref: str) -> set[str]:
    return {name for name, person in call.people.items() if ref in found(session, person, "ponsel")}


@pytest.mark.parametrize("openness", list(Openness))
def test_a_proposal_is_found_by_its_readers(
    session: Session, make: Make, openness: Openness
) -> None:
    call = Call(make, StepKind.CALL)
    proposal = make.proposal(call.sari, call.competition, openness=openness)
    index_some(session, {})
    expected = {"Sari"} if openness is Openness.TEAM else {"Sari", "Budi", "Dewi"}
    assert finders(session, call, proposal.ref) == readers(session, call, proposal) == expected


@pytest.mark.parametrize("state", [CompetitionState.OPEN, CompetitionState.DONE])
def test_an_entry_is_found_by_its_readers_once_it_is_shown(
    session: Session, make: Make, state: CompetitionState
) -> None:
    call = Call(make, StepKind.PANEL, state=state)
    entry = make.entry(call.sari, call.competition, at=StepKind.PANEL, shown=True)
    proposal = session.get(Proposal, entry.proposal_id)
    assert proposal is not None
    index_some(session, {})
    expected = {"Budi", "Dewi"} | ({"Joko", "Ratna"} if state is CompetitionState.DONE else set())
    assert finders(session, call, entry.ref) == expected
    assert readers(session, call, entry) == expected | {"Sari"}
    assert finders(session, call, proposal.ref) == {"Sari"}, "who wrote it finds what is written"


@pytest.mark.parametrize("facts", [{"shown": False}, {"state": EntryState.WITHDRAWN} | ENDED])
def test_what_is_not_listed_is_not_found(
    session: Session, make: Make, facts: dict[str, object]
) -> None:
    call = Call(make, StepKind.PANEL)
    shown = make.entry(call.sari, call.competition, at=StepKind.PANEL, shown=True)
    hidden = session.merge(make.entry(make.person("Made"), call.competition, at=StepKind.PANEL))
    for name, value in facts.items():
        setattr(hidden, name, value)
    index_some(session, {})
    assert finders(session, call, hidden.ref) == set()
    assert finders(session, call, shown.ref) == {"Budi", "Dewi"}


def test_what_is_hidden_moves_neither_rank_nor_count(make: Make) -> None:
    """The same searches by the same colleague, before and after Sari wrote in secret."""
    corpus = make_corpus(make, random.Random(3), 16)

    def windows() -> list[Window]:
        with transaction(writes=False) as session:
            budi = visitor_of(session, corpus.budi.id)
            texts = ("layanan", "antre warga", "-izin", "tag:3")
            return [window_of(session, budi, parse(text)) for text in texts]

    before = windows()
    hidden = make.proposal(corpus.sari, title="Layanan antre warga", tags={"sdg": ["3"]})
    with transaction() as session:
        index_some(session, {})
        assert hidden.ref in found(session, corpus.sari, "layanan")
    assert windows() == before
    assert all(window.matches for window in before)
