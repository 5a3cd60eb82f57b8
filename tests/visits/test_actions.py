"""Visits on both databases: who goes, what is written, who signs, what holds the step."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from ideas import given
from ideas.acts import Act
from ideas.competitions.queries import scoped_of
from ideas.conflicts.models import Conflict
from ideas.conflicts.rules import ConflictKind
from ideas.database import transaction
from ideas.entries.models import Entry
from ideas.failures import Conflicting, Invalid, Missing, Refused
from ideas.jobs.roads import turn_roads
from ideas.notices.models import Notice
from ideas.notices.rules import News
from ideas.people.models import Person
from ideas.visits.actions import announce_visit, remove_claim, skip_visit
from ideas.visits.queries import reports_of
from ideas.visits.reporting import Draft
from ideas.visits.rules import Finding, Found
from ideas.visits.waiting import held_visits
from tests.factories import Make
from tests.visits.trip import Trip


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


def one(trip: Trip, found: Found, note: str, hand: str, base: str) -> Draft:
    ref = trip.claims()[0].ref
    return Draft({ref: Finding(found, note)}, {ref: base}, hand)


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


def test_two_phones_write_different_claims_and_neither_loses_a_word(make: Make) -> None:
    trip = Trip(make)
    first, second = trip.claims()
    bases = {claim.ref: claim.finding.sign for claim in (first, second)}
    empty = Finding()
    trip.save(trip.ratna, Draft({first.ref: Finding(Found.FOUND), second.ref: empty}, bases, "a"))
    trip.save(
        trip.dewi,
        Draft({first.ref: empty, second.ref: Finding(Found.PARTLY, "Sebagian")}, bases, "b"),
    )
    assert [claim.found for claim in trip.claims()] == [Found.FOUND, Found.PARTLY]


def test_two_phones_on_one_claim_meet_and_the_first_is_not_overwritten(make: Make) -> None:
    trip = Trip(make)
    base = trip.claims()[0].finding.sign
    trip.save(trip.ratna, one(trip, Found.FOUND, "Ada", "a", base))
    with pytest.raises(Invalid, match="Rekan Anda"):
        trip.save(trip.dewi, one(trip, Found.MISSING, "Tidak ada", "b", base))
    assert trip.claims()[0].note == "Ada"
    seen = trip.claims()[0].finding.sign
    trip.save(trip.dewi, one(trip, Found.PARTLY, "Ada, sebagian", "b", seen))
    assert trip.claims()[0].note == "Ada, sebagian"


def test_one_phone_saves_on_and_on_from_where_it_began(make: Make) -> None:
    trip = Trip(make)
    base = trip.claims()[0].finding.sign
    for note in ("A", "Ada", "Ada loket"):
        trip.save(trip.ratna, one(trip, Found.FOUND, note, "a", base))
    assert trip.claims()[0].note == "Ada loket"
    assert trip.visit().revision == 3
    trip.save(trip.ratna, one(trip, Found.FOUND, "Ada loket", "a", base))
    assert trip.visit().revision == 3


def test_only_who_goes_writes_and_signs(make: Make) -> None:
    trip = Trip(make)
    for who in (trip.tono, trip.sari, make.person("Joko")):
        with pytest.raises((Missing, Refused)):
            trip.fill(who)
    trip.fill(trip.ratna)
    trip.fill(trip.dewi, "tablet")


def test_the_last_signature_closes_the_report_and_a_change_before_it_asks_again(make: Make) -> None:
    trip = Trip(make)
    with pytest.raises(Invalid, match="kesimpulan"):
        trip.sign(trip.ratna)
    trip.fill()
    trip.sign(trip.ratna)
    assert (trip.signed(), trip.visit().signed_at) == (1, None)
    seen = trip.claims()[0].finding.sign
    trip.save(trip.dewi, one(trip, Found.PARTLY, "Satu loket", "b", seen))
    assert trip.signed() == 0
    trip.sign(trip.ratna, trip.dewi)
    assert trip.visit().signed_at
    with pytest.raises((Invalid, Refused)):
        trip.fill(hand="b")
    assert trip.claims()[0].note == "Satu loket"


def test_a_report_is_signed_only_once_the_visit_has_begun(make: Make) -> None:
    trip = Trip(make)
    trip.fill()
    trip.starts = make.now - timedelta(hours=3)
    with pytest.raises(Invalid, match="setelah kunjungan"):
        trip.sign(trip.ratna)


def test_what_was_looked_at_is_not_taken_away(make: Make) -> None:
    trip = Trip(make)
    first, second = trip.claims()
    trip.save(trip.ratna, one(trip, Found.FOUND, "Ada", "a", first.finding.sign))
    with transaction() as session, pytest.raises(Conflicting):
        remove_claim(session, *trip.going(session, trip.ratna, Act.SEE_VISIT), first.ref)
    with transaction() as session:
        remove_claim(session, *trip.going(session, trip.ratna, Act.SEE_VISIT), second.ref)
    assert [claim.ref for claim in trip.claims()] == [first.ref]


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
        reports = reports_of(session, scoped_of(session, trip.competition.id))
    assert reports[trip.entry.id].visit.skipped.startswith("Jalan terputus")


def test_the_plenary_reads_signed_reports_only(make: Make) -> None:
    trip = Trip(make)
    trip.fill()
    with transaction(writes=False) as session:
        assert reports_of(session, scoped_of(session, trip.competition.id)) == {}
    trip.sign(trip.ratna, trip.dewi)
    with transaction(writes=False) as session:
        report = reports_of(session, scoped_of(session, trip.competition.id))[trip.entry.id]
    assert [claim.found for claim in report.claims] == [Found.FOUND, Found.FOUND]
