"""A hidden name: known to the team and the system, to nobody else until its person agrees."""

from uuid import UUID

import pytest
from sqlmodel import Session, col, select, update

from ideas.database import transaction
from ideas.deciding.recognition.models import Recognition
from ideas.judging.conflicts.queries import conflicts_in, judges_of
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.queries import candidates_of
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.stages import StepKind
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent, Openness
from tests.browsing import Browser, masked
from tests.factories import Make
from tests.judged import DECREE, Judged


class Veiled:
    """One of two colleagues is in Sari's team without a name; Joko only reads."""

    def __init__(self, make: Make, *, at: StepKind | None = None) -> None:
        self.sari, self.joko = make.person("Sari"), make.person("Joko")
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT)
        self.veiled = (make.person("Budi"), make.person("Zainal"))
        self.proposal = make.proposal(self.sari, openness=Openness.COLLEAGUES)
        if at:
            self.entry = make.entry(self.sari, at=at)
            with transaction(writes=False) as session:
                self.proposal = session.get_one(Proposal, self.entry.proposal_id)
        member = make.member(self.proposal, self.veiled[0], share=30)
        make.member(self.proposal, make.person("Intan"), share=10)
        with transaction() as session:
            session.merge(member).hidden = True

    def swap(self) -> None:
        """The other one instead."""
        one, other = self.veiled
        with transaction() as session:
            own = col(Member.person_id) == one.id
            session.execute(update(Member).where(own).values(person_id=other.id))

    @property
    def pages(self) -> list[str]:
        entry = [f"/entries/{self.entry.ref}"] if hasattr(self, "entry") else []
        people = [f"/people/{person.ref}" for person in self.veiled]
        mine = f"/proposals/{self.proposal.ref}"
        return [mine, f"{mine}/team", *entry, *people, "/places", "/competitions"]


@pytest.mark.parametrize("at", [None, StepKind.ENDORSEMENT, StepKind.BALLOT])
def test_a_colleague_cannot_tell_who_it_is(make: Make, at: StepKind | None) -> None:
    world = Veiled(make, at=at)
    readers = (Browser(world.joko), Browser(world.dewi))
    before = [_read(who, world.pages) for who in readers]
    shown = "".join(before[1] if at else before[0])
    assert "Seorang kontributor" in shown
    world.swap()
    assert [_read(who, world.pages) for who in readers] == before


def _read(browser: Browser, urls: list[str]) -> list[str]:
    return [masked(browser.get(url).text) for url in urls]


def test_the_team_knows_and_so_does_the_one_who_hides(make: Make) -> None:
    world = Veiled(make)
    for who in (world.sari, world.veiled[0]):
        page = Browser(who).get(f"/proposals/{world.proposal.ref}").text
        assert ("Budi" in page, "Nama disembunyikan" in page) == (True, True)


def test_hiding_is_ones_own_choice_and_never_the_leads(make: Make) -> None:
    world = Veiled(make)
    team = f"/proposals/{world.proposal.ref}/team/name"
    assert Browser(world.veiled[0]).post(team, {"name": "shown"}).status_code == 303
    assert "Budi" in Browser(world.joko).get(f"/proposals/{world.proposal.ref}").text
    assert Browser(world.sari).post(team, {"name": "hidden"}).status_code == 403


def test_a_judge_who_is_the_hidden_one_stays_apart_and_nobody_reads_why(
    make: Make, session: Session
) -> None:
    world = Veiled(make, at=StepKind.PANEL)
    with transaction(writes=False) as reading:
        entry = reading.exec(select(Entry)).one()
        competition = reading.get_one(Competition, entry.competition_id)
    for person in world.veiled:
        make.grant(person, Role.JUDGE, competition)
    judges = judges_of(session, entry.competition_id)
    entries = candidates_of(session, entry.step_id)
    ids = [judge.id for judge in judges]
    found = conflicts_in(session, competition, ids, entries).kinds
    assert found == {(entry.id, world.veiled[0].id): ConflictKind.APART}


def test_an_award_waits_for_the_hidden_one_to_say(make: Make) -> None:
    judged = Judged(make)
    with transaction() as session:
        own = col(Member.person_id) == judged.budi.id
        session.execute(update(Member).where(own).values(hidden=True))
    Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
    Browser(judged.melati).post(f"{judged.at}/release")
    assert judged.budi.id not in recognised()
    page = Browser(judged.budi).get(f"/people/{judged.budi.ref}").text
    assert "Bolehkah nama Anda ditampilkan?" in page
    assert "Bolehkah" not in Browser(judged.sari).get(f"/people/{judged.budi.ref}").text
    reveal = f"/people/{judged.budi.ref}/reveal"
    fields = {"entry": judged.entries[0].ref}
    assert Browser(judged.sari).post(reveal, fields).status_code == 404
    assert Browser(judged.budi).post(reveal, fields).status_code == 303
    assert judged.budi.id in recognised()
    assert Browser(judged.budi).post(reveal, fields).status_code == 422


def test_the_dry_run_counts_who_is_named_at_once_and_everybody_once(make: Make) -> None:
    judged = Judged(make)
    (stats,) = Browser(judged.hasan).page(judged.at).select(".stats")
    with transaction() as session:
        own = col(Member.person_id) == judged.budi.id
        session.execute(update(Member).where(own).values(hidden=True))
    make.member(entry_of(judged.entries[1]), judged.budi)
    (after,) = Browser(judged.hasan).page(judged.at).select(".stats")
    assert [dd.text for dd in stats.select("dd:nth-of-type(1)")] == ["3", "2", "4", "3"]
    assert [dd.text for dd in after.select("dd:nth-of-type(1)")][2] == "4"
    assert "1 ditanya dahulu" in after.text


def entry_of(entry: Entry) -> Proposal:
    with transaction(writes=False) as session:
        return session.get_one(Proposal, entry.proposal_id)


def test_what_is_counted_is_what_is_listed(make: Make) -> None:
    world = Veiled(make)
    at = f"/proposals/{world.proposal.ref}"
    gone = make.member(world.proposal, make.person("Rini"), consent=Consent.LEFT)
    assert gone.consent is Consent.LEFT
    page = Browser(world.sari).page(f"{at}/edit")
    (count,) = page.select(f".toc a[href='{at}/team'] .num")
    listed = Browser(world.sari).page(f"{at}/team").select("#h-people ~ ul > li")
    assert count.text == f"{len(listed)} orang" == "3 orang"


def recognised() -> set[UUID]:
    with transaction(writes=False) as session:
        return set(session.exec(select(Recognition.person_id)))
