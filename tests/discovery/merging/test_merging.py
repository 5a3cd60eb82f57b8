"""Merging two proposals and taking it back: nothing is lost, nobody is counted twice."""

import random

import pytest
from sqlmodel import Session, select

from ideas.database import transaction
from ideas.discovery.merging.actions import answer_merger, carry_over, propose_merger, undo_merger
from ideas.discovery.merging.models import Carried, Merger
from ideas.discovery.merging.queries import Union, merged_into, mergers_of
from ideas.discovery.merging.rules import Answer, Voice, counted
from ideas.failures import Failure, Invalid
from ideas.road.entries.drafts import find_draft
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.talking.follows.queries import liking_of
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member, Proposal, Support
from ideas.writing.proposals.rules import Openness
from tests.bed.contents import Contents, changed, contents
from tests.browsing import Browser
from tests.factories import Make

OURS = {"merger", "carried", "event", "notice"}  # what tells that it happened


class Two:
    """Sari's and Budi's drafts in one call; Intan is in Budi's team."""

    def __init__(self, make: Make) -> None:
        call = make.competition()
        self.sari, self.budi, self.intan = (make.person(n) for n in ("Sari", "Budi", "Intan"))
        self.kept = make.proposal(self.sari, call, openness="colleagues", title="Loket terang")
        self.other = make.proposal(self.budi, call, openness="colleagues")
        make.member(self.other, self.intan)
        self.joko, self.rini = make.person("Joko"), make.person("Rini")
        for row, people in ((self.kept, [self.joko]), (self.other, [self.joko, self.rini])):
            for person in people:
                make.save(Support(proposal_id=row.id, person_id=person.id, since=make.now))

    def propose(self) -> None:
        with transaction() as session:
            sari = visitor_of(session, self.sari.id)
            kept, other = (find_draft(session, sari, row.ref) for row in (self.kept, self.other))
            propose_merger(session, sari, kept, other)

    def union(self, session: Session) -> Union:
        return mergers_of(session, self.other.id)[0]

    def answer(self, *, agrees: bool = True) -> None:
        with transaction() as session:
            budi = visitor_of(session, self.budi.id)
            draft = find_draft(session, budi, self.other.ref)
            answer_merger(session, budi, draft, self.union(session), agrees=agrees)

    def supports(self, reader: Person) -> tuple[int, int]:
        """What the pages of the kept and of the other one show."""
        with transaction(writes=False) as session:
            who = visitor_of(session, reader.id)
            kept, other = (find_draft(session, who, row.ref) for row in (self.kept, self.other))
            return liking_of(session, who, kept).supports, liking_of(session, who, other).supports

    def carry(self, person: Person, *, yes: bool, voice: Voice = Voice.MEMBER) -> None:
        with transaction() as session:
            visitor = visitor_of(session, person.id)
            draft = find_draft(session, visitor, self.other.ref)
            carry_over(session, visitor, draft, self.union(session), voice, yes=yes)

    def undo(self) -> None:
        with transaction() as session:
            sari = visitor_of(session, self.sari.id)
            draft = find_draft(session, sari, self.kept.ref)
            undo_merger(session, sari, draft, self.union(session))


def elsewhere(before: Contents) -> set[str]:
    return set(changed(before, contents())) - OURS


def team(row: Proposal) -> int:
    with transaction(writes=False) as session:
        return len(session.exec(select(Member).where(Member.proposal_id == row.id)).all())


def test_it_holds_once_both_leads_agreed(make: Make) -> None:
    two = Two(make)
    two.propose()
    with transaction() as session:
        assert merged_into(session, two.other.id) is None
    two.answer()
    with transaction() as session:
        assert merged_into(session, two.other.id) == two.kept.ref
        asked = {row.person_id for row in session.exec(select(Carried)).all()}
    assert asked == {two.budi.id, two.intan.id, two.rini.id}


def test_a_no_ends_it_and_changes_nothing_else(make: Make) -> None:
    two = Two(make)
    before = contents()
    two.propose()
    two.answer(agrees=False)
    assert elsewhere(before) == set()
    with transaction() as session:
        assert session.exec(select(Merger)).one().undone_at is not None


@pytest.mark.parametrize("seed", range(4))
def test_merging_and_taking_it_back_is_the_identity(make: Make, seed: int) -> None:
    two, chance = Two(make), random.Random(seed)
    before = contents()
    two.propose()
    two.answer()
    for person in chance.sample([two.budi, two.intan], chance.randint(0, 2)):
        two.carry(person, yes=chance.random() < 0.7)
    if chance.random() < 0.5:
        two.carry(two.rini, yes=chance.random() < 0.7, voice=Voice.SUPPORT)
    assert sum(two.supports(two.joko)) == 2  # Joko and Rini, each once
    two.undo()
    assert elsewhere(before) == set()
    assert two.supports(two.joko) == (1, 2)


def test_support_moves_only_by_the_word_of_who_gave_it(make: Make) -> None:
    two = Two(make)
    two.propose()
    assert two.supports(two.rini) == (1, 2)
    two.answer()
    assert two.supports(two.rini) == (1, 1)  # Joko supports both, and counts once
    two.carry(two.rini, yes=True, voice=Voice.SUPPORT)
    assert two.supports(two.rini) == (2, 0)
    page = Browser(two.rini).page(f"/proposals/{two.other.ref}")
    assert two.kept.title in page.text
    assert Browser(two.rini).get(f"/proposals/{two.other.ref}/merger").status_code == 200


def test_a_closed_proposal_takes_no_open_one_in_nor_is_named_by_it(make: Make) -> None:
    two = Two(make)
    two.propose()
    two.answer()
    set_openness(two.kept, Openness.TEAM)
    title = two.kept.title
    assert title not in Browser(two.rini).get(f"/proposals/{two.other.ref}").text
    assert title not in Browser(two.rini).get(f"/proposals/{two.other.ref}/merger").text
    assert title in Browser(two.intan).get(f"/proposals/{two.other.ref}/merger").text
    two.undo()
    with pytest.raises(Invalid):
        two.propose()


def test_who_liked_what_is_closed_now_is_not_told_its_title(make: Make) -> None:
    """Rini likes the other one: she hears of a merger into what she may read, of no closed one."""
    for openness, told in ((Openness.COLLEAGUES, 1), (Openness.TEAM, 0)):
        two = Two(make)
        two.propose()
        set_openness(two.kept, openness)
        two.answer()
        with transaction(writes=False) as session:
            heard = session.exec(select(Notice).where(Notice.person_id == two.rini.id)).all()
        assert len([one for one in heard if one.news is News.MERGED]) == told


def set_openness(row: Proposal, openness: Openness) -> None:
    with transaction() as session:
        session.get_one(Proposal, row.id).openness = openness


def test_who_comes_along_is_in_the_kept_team_until_it_is_undone(make: Make) -> None:
    two = Two(make)
    two.propose()
    two.answer()
    two.carry(two.intan, yes=True)
    assert (team(two.kept), team(two.other)) == (2, 2)
    two.undo()
    assert (team(two.kept), team(two.other)) == (1, 2)


def test_one_answers_once(make: Make) -> None:
    two = Two(make)
    two.propose()
    two.answer()
    two.carry(two.intan, yes=False)
    with pytest.raises(Failure):
        two.carry(two.intan, yes=True)


@pytest.mark.parametrize("seed", range(60))
def test_distinct_supporters_are_conserved(seed: int) -> None:
    """Over any sequence of merging, answering and taking back."""
    chance = random.Random(seed)
    people = range(chance.randint(1, 12))
    kept = {one for one in people if chance.random() < 0.5}
    other = {one for one in people if chance.random() < 0.5}
    answers: dict[int, Answer] = {}
    for _ in range(20):
        who = chance.choice(people)
        answers[who] = chance.choice(list(Answer))
        if chance.random() < 0.1:
            answers = {}  # taken back
        now = counted(kept, other, answers)
        assert now.kept + now.other == len(kept | other)
        assert now.kept >= len(kept)
    assert counted(kept, other, {}).kept == len(kept)
