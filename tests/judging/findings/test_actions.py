"""What phones write together, who signs it, and who reads it then."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Conflicting, Invalid, Missing, Refused
from ideas.judging.findings.actions import Draft
from ideas.judging.findings.claims import remove_claim
from ideas.judging.findings.queries import settled_report
from ideas.judging.findings.rules import Finding, Found
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from tests.factories import Make
from tests.judging.visits.trip import Trip


def told(news: News) -> set[object]:
    with transaction(writes=False) as session:
        return set(session.scalars(select(col(Notice.person_id)).where(col(Notice.news) == news)))


def one(trip: Trip, found: Found, note: str, hand: str, base: str) -> Draft:
    ref = trip.claims()[0].ref
    return Draft({ref: Finding(found, note)}, {ref: base}, hand)


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


def test_the_plenary_reads_signed_reports_only(make: Make) -> None:
    trip = Trip(make)
    trip.fill()
    with transaction(writes=False) as session:
        assert settled_report(session, trip.entry) is None
    trip.sign(trip.ratna, trip.dewi)
    with transaction(writes=False) as session:
        report = settled_report(session, trip.entry)
    assert report
    assert [claim.found for claim in report.claims] == [Found.FOUND, Found.FOUND]
