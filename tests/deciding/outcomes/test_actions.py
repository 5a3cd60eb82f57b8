"""Sealing and releasing below the pages: who, when, once, and nothing early."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import func, select

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.deciding.outcomes.actions import (
    approve_outcome,
    release_outcome,
    reopen_outcome,
    seal_outcome,
)
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.outcomes.queries import find_place, reopenings, waiting_outcomes
from ideas.deciding.outcomes.rules import Terms
from ideas.deciding.recognition.actions import publish_outcome
from ideas.deciding.recognition.models import Recognition
from ideas.failures import Conflicting, Invalid, Missing, Refused
from ideas.history.models import Event
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import OutcomeState
from tests.factories import WEEK, Make
from tests.judged import Judged


@pytest.fixture
def judged(make: Make) -> Judged:
    return Judged(make)


def terms(judged: Judged, away: timedelta = timedelta(hours=1)) -> Terms:
    return Terms("188/412/2026", judged.make.now.date(), judged.make.now + away)


def seal(judged: Judged, away: timedelta = timedelta(hours=1)) -> None:
    with transaction() as session:
        hasan = visitor_of(session, judged.hasan.id)
        place = find_place(session, hasan, judged.competition.ref)
        seal_outcome(session, hasan, place, terms(judged, away))


def approve(judged: Judged) -> Outcome:
    with transaction() as session:
        melati = visitor_of(session, judged.melati.id)
        return approve_outcome(session, melati, find_place(session, melati, judged.competition.ref))


def reopen(judged: Judged, person: Person, reason: str) -> None:
    with transaction() as session:
        visitor = visitor_of(session, person.id)
        place = find_place(session, visitor, judged.competition.ref)
        reopen_outcome(session, visitor, place, reason)


def desk(person: Person) -> list[str]:
    """The kinds of work that wait for this person."""
    with transaction(writes=False) as session:
        return [w.kind for w in waiting_outcomes(session, visitor_of(session, person.id))]


def published(outcome: Outcome) -> bool:
    with transaction() as session:
        return publish_outcome(session, outcome.id)


def count(model: type) -> int:
    with transaction(writes=False) as session:
        return int(session.execute(select(func.count()).select_from(model)).scalar_one())


def test_a_seal_is_a_salted_promise_that_history_does_not_repeat(judged: Judged) -> None:
    seal(judged)
    with transaction(writes=False) as session:
        outcome = session.exec(select(Outcome)).one()
        event = session.exec(select(Event).where(Event.act == Act.SEAL_OUTCOME)).one()
    assert (outcome.state, len(outcome.seal_digest)) == (OutcomeState.SEALED, 64)
    assert set(event.facts) == {"competition", "release_at"}
    assert count(Result) == 0


def test_before_the_decree_step_nobody_seals_and_late_is_not_lost(judged: Judged) -> None:
    with given.world(frozen=judged.make.now - WEEK), pytest.raises(Refused):
        seal(judged)
    with given.world(frozen=judged.make.now + WEEK):
        assert desk(judged.hasan) == ["seal"]
        seal(judged, timedelta(hours=1))
        assert desk(judged.melati) == ["release"]
        outcome = approve(judged)
    with given.world(frozen=outcome.release_at):
        assert published(outcome)


def test_a_seal_is_opened_again_with_a_reason_that_stays(judged: Judged) -> None:
    seal(judged)
    first = approve(judged)
    reopen(judged, judged.melati, "Nomor keputusan keliru.")
    assert count(Outcome) == 0
    with given.world(frozen=first.release_at):
        assert not published(first)
    seal(judged)
    outcome = approve(judged)
    assert outcome.id != first.id
    with given.world(frozen=outcome.release_at):
        assert published(outcome)
    with transaction(writes=False) as session:
        told = [opened.reason for opened in reopenings(session, judged.competition.id)]
    assert told == ["Nomor keputusan keliru."]


def test_what_is_released_or_was_never_sealed_has_no_seal_to_open(judged: Judged) -> None:
    with pytest.raises(Refused):
        reopen(judged, judged.hasan, "Terlalu dini.")
    seal(judged)
    outcome = approve(judged)
    with given.world(frozen=outcome.release_at):
        assert published(outcome)
    with pytest.raises(Refused):
        reopen(judged, judged.hasan, "Terlambat.")
    assert count(Result) == 3


def test_the_release_time_lies_within_the_step(judged: Judged) -> None:
    with pytest.raises(Invalid) as wrong:
        seal(judged, WEEK)
    assert set(wrong.value.errors) == {"release_at"}


def test_nobody_but_those_who_decide_finds_the_place(judged: Judged) -> None:
    with transaction(writes=False) as session:
        for person in (judged.sari, judged.ratna):
            with pytest.raises(Missing):
                find_place(session, visitor_of(session, person.id), judged.competition.ref)
        hasan = visitor_of(session, judged.hasan.id)
        assert find_place(session, hasan, judged.competition.ref).outcome is None


def test_an_approved_outcome_is_released_at_its_time_and_not_before(judged: Judged) -> None:
    seal(judged)
    outcome = approve(judged)
    assert not published(outcome)
    assert count(Result) == 0
    with given.world(frozen=outcome.release_at):
        assert published(outcome)
        assert not published(outcome)
    assert (count(Result), count(Recognition)) == (3, 3)


def test_a_sealed_outcome_that_nobody_approved_is_never_released(judged: Judged) -> None:
    seal(judged, timedelta())
    with transaction(writes=False) as session:
        outcome = session.exec(select(Outcome)).one()
    assert not published(outcome)


def test_a_mark_changed_before_approval_is_found(judged: Judged) -> None:
    seal(judged)
    judged.tamper()
    with pytest.raises(Conflicting):
        approve(judged)


def test_a_mark_changed_after_approval_is_found_and_nothing_is_released(judged: Judged) -> None:
    seal(judged, timedelta())
    outcome = approve(judged)
    judged.tamper()
    with pytest.raises(Conflicting), transaction() as session:
        release_outcome(session, outcome.id)
    with transaction(writes=False) as session:
        assert session.get_one(Outcome, outcome.id).state is OutcomeState.APPROVED
    assert (count(Result), count(Recognition)) == (0, 0)


def test_fifty_releases_at_once_end_in_exactly_one(judged: Judged) -> None:
    seal(judged, timedelta())
    outcome = approve(judged)
    with ThreadPoolExecutor(10) as pool:
        done = list(pool.map(lambda _: published(outcome), range(50)))
    assert done.count(True) == 1
    assert (count(Result), count(Recognition)) == (3, 3)


def test_the_desk_says_who_is_next(judged: Judged) -> None:
    assert (desk(judged.hasan), desk(judged.melati), desk(judged.sari)) == (["seal"], [], [])
    seal(judged)
    assert (desk(judged.hasan), desk(judged.melati)) == ([], ["release"])
    approve(judged)
    assert (desk(judged.hasan), desk(judged.melati)) == ([], [])
