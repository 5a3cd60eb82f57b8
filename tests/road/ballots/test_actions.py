"""Casting, on both databases: the rules hold even when everything happens at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.failures import Invalid, Refused
from ideas.history.models import Event
from ideas.road.ballots.actions import cast_ballot
from ideas.road.ballots.models import Ballot
from ideas.road.ballots.paper import find_paper
from ideas.road.ballots.queries import turnout, votes_per_entry, waiting_ballots
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.standing import Role
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Consent
from tests.factories import Make

SECOND = timedelta(seconds=1)


class Booth:
    """A competition whose ballot is open, with a quota of two and four entries."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.competition: Competition = make.competition(at=StepKind.BALLOT)
        with transaction() as session:
            step = session.get_one(Step, make.step_of(self.competition, StepKind.BALLOT).id)
            step.quota = 2
        self.step = step
        self.entries = [self.entry(f"Penggagas {n}") for n in range(4)]
        self.voter = make.person("Sari")

    def entry(self, lead: str) -> Entry:
        return self.make.entry(self.make.person(lead), self.competition, at=StepKind.BALLOT)

    def refs(self, *numbers: int) -> list[str]:
        return [self.entries[n].ref for n in numbers]

    def cast(self, refs: Sequence[str], voter: Person | None = None) -> str:
        with transaction() as session:
            visitor = visitor_of(session, (voter or self.voter).id)
            scoped = scoped_of(session, self.competition.id)
            return cast_ballot(session, visitor, scoped, self.step, refs)

    def box(self) -> list[tuple[str, int]]:
        """What lies in the box: reference and slot, for everyone."""
        with transaction(writes=False) as session:
            rows = session.exec(select(Ballot).order_by(col(Ballot.slot))).all()
            refs = {entry.id: entry.ref for entry in self.entries}
            return [(refs[row.entry_id], row.slot) for row in rows]


@pytest.fixture
def booth(make: Make) -> Booth:
    return Booth(make)


def test_a_paper_counts_and_tells_only_that(booth: Booth) -> None:
    receipt = booth.cast(booth.refs(0, 1))
    with transaction(writes=False) as session:
        rows = session.exec(select(Ballot)).all()
        event = session.exec(select(Event).where(Event.act == "ballot.cast")).one()
        counts = votes_per_entry(session, booth.step.id)
    assert {row.receipt for row in rows} == {receipt}
    assert {row.cast_at for row in rows} == {given.now()}
    assert event.facts == {"step": booth.step.ref}
    assert counts == {booth.entries[0].id: 1, booth.entries[1].id: 1}


def test_a_new_paper_replaces_the_old_one_in_whole(booth: Booth) -> None:
    booth.cast(booth.refs(0, 1))
    booth.cast(booth.refs(1, 2))
    assert {ref for ref, _ in booth.box()} == set(booth.refs(1, 2))
    booth.cast(booth.refs(3))
    assert booth.box() == [(booth.entries[3].ref, 1)]


def test_fifty_papers_at_once_leave_one_whole_paper(booth: Booth) -> None:
    papers = [booth.refs(0, 1), booth.refs(2, 3), booth.refs(2)]
    with ThreadPoolExecutor(16) as pool:
        receipts = list(pool.map(booth.cast, [papers[n % 3] for n in range(50)]))
    assert len(set(receipts)) == 50
    left = sorted(ref for ref, _ in booth.box())
    assert left in [sorted(paper) for paper in papers]
    with transaction(writes=False) as session:
        assert len(set(session.exec(select(Ballot.receipt)))) == 1
        assert turnout(session, booth.step.id) == 1


@pytest.mark.parametrize(("slot", "quota"), [(3, 2), (0, 2), (3, 3), (2, 9)])
def test_the_database_itself_refuses_more_marks_than_the_quota(
    booth: Booth, slot: int, quota: int
) -> None:
    row = Ballot(
        step_id=booth.step.id, voter_id=booth.voter.id, slot=slot, quota=quota,
        entry_id=booth.entries[0].id, cast_at=given.now(), receipt="",
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        booth.make.save(row)
    booth.make.save(Ballot.model_validate(row.model_dump() | {"slot": 2, "quota": 2}))


@pytest.mark.parametrize("refs", [[], [0, 1, 2], [0, 0]])
def test_a_paper_outside_the_quota_is_not_taken(booth: Booth, refs: list[int]) -> None:
    with pytest.raises(Invalid):
        booth.cast(booth.refs(*refs))
    assert booth.box() == []


def test_voting_ends_at_the_close_and_not_a_moment_later(booth: Booth) -> None:
    with given.world(frozen=booth.step.closes_at - SECOND):
        booth.cast(booth.refs(0))
    for late in (booth.step.closes_at, booth.step.closes_at + SECOND):
        with given.world(frozen=late), pytest.raises(Refused):
            booth.cast(booth.refs(1))
    assert booth.box() == [(booth.entries[0].ref, 1)]


def test_a_clock_that_runs_late_does_not_help_a_late_paper(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The friendly check is passed; the statement that writes asks the database's clock."""
    booth.cast(booth.refs(0))
    monkeypatch.setattr("ideas.road.ballots.actions.require", lambda *_: None)
    with (
        given.world(frozen=booth.step.closes_at),
        pytest.raises(Refused, match="Suara ini tidak tercatat"),
    ):
        booth.cast(booth.refs(1))
    assert booth.box() == [(booth.entries[0].ref, 1)]


def test_the_own_team_and_strange_entries_are_not_on_the_paper(booth: Booth) -> None:
    own, hidden = booth.entry("Budi"), booth.entry("Intan")
    with transaction() as session:
        session.get_one(Entry, hidden.id).shown = False
        budi = session.get_one(Person, own.lead_id)
    elsewhere = booth.make.entry(booth.make.person("Lain"), at=StepKind.BALLOT)
    for ref in (own.ref, hidden.ref, elsewhere.ref, "TIDAK-ADA"):
        with pytest.raises(Invalid):
            booth.cast([booth.entries[0].ref, ref], budi)
    booth.cast(booth.refs(0), budi)


def test_who_declined_an_invitation_may_choose_that_entry(booth: Booth) -> None:
    member = booth.make.person("Tono")
    with transaction(writes=False) as session:
        proposal = session.get_one(Proposal, booth.entries[0].proposal_id)
    booth.make.member(proposal, member, consent=Consent.DECLINED)
    booth.cast(booth.refs(0), member)


def test_judges_and_strangers_do_not_vote(booth: Booth) -> None:
    ratna = booth.make.with_role("Ratna", Role.JUDGE, booth.competition)
    joko = booth.make.person("Joko", unit=booth.make.unit("Negeri lain", under=None))
    for person in (ratna, joko):
        with pytest.raises(Refused):
            booth.cast(booth.refs(0), person)
    booth.cast(booth.refs(0))


def test_a_ballot_waits_for_voters_until_they_vote(booth: Booth) -> None:
    def waits(person: Person) -> list[str]:
        with transaction(writes=False) as session:
            visitor = visitor_of(session, person.id)
            return [waiting.ref for waiting in waiting_ballots(session, visitor)]

    judge = booth.make.with_role("Ratna", Role.JUDGE, booth.competition)
    joko = booth.make.person("Joko", unit=booth.make.unit("Negeri lain", under=None))
    assert (waits(booth.voter), waits(judge), waits(joko)) == ([booth.step.ref], [], [])
    booth.cast(booth.refs(0))
    assert waits(booth.voter) == []


def test_a_voter_keeps_the_same_order_and_others_have_theirs(booth: Booth) -> None:
    def order(person: Person) -> list[str]:
        with transaction(writes=False) as session:
            visitor, scoped = (
                visitor_of(session, person.id),
                scoped_of(session, booth.competition.id),
            )
            return [
                choice.ref for choice in find_paper(session, visitor, scoped, booth.step).choices
            ]

    people = [booth.make.person(f"Pemilih {n}") for n in range(6)]
    orders = {tuple(order(person)) for person in people}
    assert len(orders) > 1
    assert order(people[0]) == order(people[0])
