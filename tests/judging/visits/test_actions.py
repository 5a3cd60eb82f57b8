"""Visits on both databases: who goes, what is written, who signs, what holds the step."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid, Missing, Refused
from ideas.jobs.roads import turn_roads
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.findings.queries import settled_report
from ideas.judging.visits.actions import announce_visit, skip_visit
from ideas.judging.visits.waiting import held_visits
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from tests.factories import Make
from tests.judging.visits.trip import Trip


def told(news: News) -> set[object]:
    with transaction(writes=False) as session:
        return set(session.scalars(select(col(Notice.person_id)).where(col(Notice.news) == news)))


def apart(make: Make, trip: Trip, who: Person) -> None:
    make.save(
        Conflict(
            entry_id=trip.entry.id, person_id=who.id, kind=ConflictKind.DECLARED,
            found_at=make.now,
        )
    )  # fmt: skip


def test_nobody_is_told_before_a_panelist_and_an_evaluator_go(make: Make) -> None:
    trip = Trip(make, planned="nothing")
    for people in ((None, None), (trip.ratna, None), (None, trip.dewi)):
        trip.plan(*people)
        with pytest.raises(Invalid, match="paling sedikit satu"):
            trip.announce()
    assert told(News.VISIT_PLANNED) == told(News.VISIT_GOING) == set()
    trip.plan(trip.ratna, trip.dewi)
    trip.announce()
    assert told(News.VISIT_PLANNED) == {trip.sari.id}
    assert told(News.VISIT_GOING) == {trip.ratna.id, trip.dewi.id}


def test_a_panelist_judges_here_and_nobody_in_conflict_goes(make: Make) -> None:
    trip = Trip(make, planned="nothing")
    apart(make, trip, trip.tono)
    joko = make.person("Joko")
    for people in (
        (trip.dewi, None), (trip.tono, None), (None, trip.tono), (None, trip.sari), (None, joko),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            trip.plan(*people)
    trip.plan(trip.ratna, trip.dewi)


def test_a_conflict_that_comes_later_stops_the_telling_and_closes_the_report(make: Make) -> None:
    trip = Trip(make, planned="planned")
    with transaction(writes=False) as session:
        assert trip.going(session, trip.ratna, Act.SEE_VISIT)
    apart(make, trip, trip.ratna)
    with transaction(writes=False) as session, pytest.raises((Missing, Refused)):
        trip.going(session, trip.ratna, Act.SEE_VISIT)
    with transaction(writes=False) as session:
        assert trip.going(session, trip.dewi, Act.SEE_VISIT)
    with transaction() as session, pytest.raises(Invalid, match="benturan"):
        announce_visit(session, *trip.going(session))


def at_the_end(trip: Trip) -> object:
    """Which step the entry stands at once the step is over and the clock has run."""
    with given.world(frozen=trip.step.closes_at + timedelta(seconds=1)), transaction() as session:
        turn_roads(session, {})
    with transaction(writes=False) as session:
        return session.get_one(Entry, trip.entry.id).step_id


def test_an_entry_without_a_report_holds_the_step_until_it_is_signed(make: Make) -> None:
    trip = Trip(make)
    assert at_the_end(trip) == trip.step.id
    with given.world(frozen=trip.step.closes_at), transaction(writes=False) as session:
        assert held_visits(session) == {trip.step.id}
    trip.fill()
    trip.sign(trip.ratna, trip.dewi)
    assert at_the_end(trip) != trip.step.id


def test_a_reason_frees_the_step_too_and_is_read_in_the_plenary(make: Make) -> None:
    trip = Trip(make, planned="nothing")
    with transaction() as session, pytest.raises(Invalid, match="alasannya"):
        skip_visit(session, *trip.going(session), "Banjir.")
    with transaction() as session:
        skip_visit(session, *trip.going(session), "Jalan terputus banjir selama dua pekan.")
    assert at_the_end(trip) != trip.step.id
    with transaction(writes=False) as session:
        report = settled_report(session, trip.entry)
    assert report
    assert report.visit.skipped.startswith("Jalan terputus")
