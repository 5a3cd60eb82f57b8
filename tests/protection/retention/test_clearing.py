"""Passing things pass: each kind at its own time, and not a day sooner."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, true, update
from sqlmodel import Session, SQLModel, col

from ideas import given
from ideas.database import transaction
from ideas.deciding.outcomes.models import Outcome
from ideas.identity.accounts.models import Attempt
from ideas.identity.signins.models import SignIn
from ideas.later import Job, Task
from ideas.protection.copies.models import DataCopy
from ideas.protection.retention.actions import clear_out
from ideas.protection.retention.queries import what_is_kept
from ideas.protection.retention.rules import TERMS, Kind
from ideas.road.ballots.models import Ballot
from ideas.road.competitions.models import Competition, Step
from ideas.staff.people.models import Person
from ideas.stages import CompetitionState, OutcomeState, StepKind
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.web.models import Once
from ideas.writing.proposals.models import DraftChange
from tests.factories import Make

MINUTE = timedelta(minutes=1)


def passing(make: Make, kind: Kind, person: Person) -> None:
    """One thing of each kind whose time begins to count now."""
    now, own = make.now, person.id
    rows: dict[Kind, SQLModel] = {
        Kind.SIGN_INS: SignIn(
            token_hash="t", person_id=own, began_at=now, proved_at=now, ends_at=now
        ),
        Kind.ATTEMPTS: Attempt(account_hash="a", address="b", at=now),
        Kind.ONCE_KEYS: Once(key="k", person_id=own, path="/", digest="d", at=now),
        Kind.JOBS: Job(task=Task.TURN_ROADS, due_at=now, done_at=now),
        Kind.COPIES: DataCopy(language="id", person_id=own, asked_at=now, ends_at=now),
        Kind.NOTICES: Notice(person_id=own, news=News.OPENED, path="/", made_at=now),
    }
    if kind in rows:
        make.save(rows[kind])
    elif kind is Kind.DRAFTS:
        _abandoned(make, person)
    elif kind is Kind.DRAFT_CHANGES:
        written = make.proposal(person).id
        make.save(DraftChange(proposal_id=written, revision=0, before={}, by_id=own, made_at=now))
    else:
        _voted(make, person)


def _abandoned(make: Make, person: Person) -> None:
    competition = make.competition(at=StepKind.DECREE, state=CompetitionState.DONE)
    make.proposal(person, competition)
    with transaction() as session:
        last = col(Step.competition_id) == competition.id
        begun = make.now - timedelta(days=99)
        session.execute(update(Step).where(last).values(opens_at=begun, closes_at=make.now))


def _voted(make: Make, person: Person) -> None:
    entry = make.entry(make.person("Rini"), make.competition(at=StepKind.BALLOT))
    with transaction(writes=False) as session:
        competition = session.get_one(Competition, entry.competition_id)
    step, decree = (make.step_of(competition, k) for k in (StepKind.BALLOT, StepKind.DECREE))
    make.save(
        Ballot(
            step_id=step.id, voter_id=person.id, slot=1, quota=1, entry_id=entry.id,
            cast_at=make.now, receipt="r",
        )
    )  # fmt: skip
    make.save(
        Outcome(
            competition_id=competition.id, step_id=decree.id, state=OutcomeState.RELEASED,
            decree_number="1", decree_date=make.now.date(), release_at=make.now,
            sealed_by=person.id, sealed_at=make.now, seal_salt="", seal_digest="",
            rules_digest="", released_at=make.now,
        )
    )  # fmt: skip


def left(session: Session, table: str, person: Person) -> int:
    rows = SQLModel.metadata.tables[table]
    voters = rows.c.voter_id == person.id if table == "ballot" else true()
    return int(session.execute(select(func.count()).select_from(rows).where(voters)).scalar_one())


TABLES = {
    Kind.SIGN_INS: "sign_in", Kind.ATTEMPTS: "attempt", Kind.ONCE_KEYS: "once", Kind.JOBS: "job",
    Kind.COPIES: "data_copy", Kind.DRAFTS: "proposal", Kind.BALLOT_LINKS: "ballot",
    Kind.NOTICES: "notice", Kind.DRAFT_CHANGES: "draft_change",
}  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_goes_after_its_days_and_not_before(make: Make, kind: Kind) -> None:
    person = make.person("Sari")
    passing(make, kind, person)
    end = make.now + timedelta(days=TERMS[kind].usual)
    for moment, kept in ((end - MINUTE, 1), (end + MINUTE, 0)):
        with given.world(frozen=moment), transaction() as session:
            foretold = {line.kind: line.past for line in what_is_kept(session)}
            assert foretold[kind] == 1 - kept
            assert clear_out(session, given.new_id())[kind.value] == 1 - kept
            assert left(session, TABLES[kind], person) == kept


def test_an_unlinked_paper_still_counts_once(make: Make) -> None:
    sari = make.person("Sari")
    passing(make, Kind.BALLOT_LINKS, sari)
    with given.world(frozen=make.now + timedelta(days=400)), transaction() as session:
        clear_out(session, given.new_id())
        (voter,) = session.execute(select(col(Ballot.voter_id))).scalars()
        assert voter != sari.id
        assert session.get(Person, voter) is None
        assert clear_out(session, given.new_id())[Kind.BALLOT_LINKS] == 0


def test_what_runs_or_was_submitted_is_no_abandoned_draft(make: Make) -> None:
    make.proposal(make.person("Sari"))
    make.entry(
        make.person("Budi"), make.competition(at=StepKind.DECREE, state=CompetitionState.DONE)
    )
    with given.world(frozen=make.now + timedelta(days=999)), transaction() as session:
        assert clear_out(session, given.new_id())[Kind.DRAFTS] == 0
