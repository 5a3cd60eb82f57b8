"""A good body for every route of field visits, named after its route."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import col

from ideas.database import transaction
from ideas.judging.visits.models import FieldVisit
from ideas.staff.people.models import Person
from ideas.writing.attachments.models import Attachment
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileKind
from tests.factories import Make
from tests.hostile.cases import Case
from tests.judging.visits.trip import Trip
from tests.writing.files.building import picture

WIB = timedelta(hours=7)


def _case(trip: Trip, who: Person, tail: str, fields: dict[str, Any], **more: Any) -> Case:
    return Case(who, trip.at + tail, fields, trip.step.closes_at, **more)


def _starts(trip: Trip, far: timedelta) -> None:
    """Long gone, or long after everything that is tried."""
    with transaction() as session:
        moved = update(FieldVisit).where(col(FieldVisit.entry_id) == trip.entry.id)
        session.execute(moved.values(starts_at=trip.make.now + far))


def post_visit_plan(make: Make) -> Case:
    trip = Trip(make, planned="nothing")
    starts = (trip.starts + WIB).strftime("%Y-%m-%dT%H:%M")
    people = {"panelists": [trip.ratna.ref], "evaluators": [trip.dewi.ref]}
    place = {"starts": starts, "place": "Balai desa", "position": "-7.25, 112.75"}
    return _case(trip, trip.dewi, "/plan", place | people)


def post_visit_announcement(make: Make) -> Case:
    trip = Trip(make, planned="planned")
    _starts(trip, timedelta(days=30))
    return _case(trip, trip.dewi, "/announcement", {})


def post_visit_skip(make: Make) -> Case:
    trip = Trip(make, planned="nothing")
    why = {"reason": "Jalan terputus banjir selama dua pekan."}
    return _case(trip, trip.dewi, "/skip", why)


def post_claim(make: Make) -> Case:
    trip = Trip(make)
    return _case(trip, trip.ratna, "/claims", {"claimed": "Ada loket", "section": "masalah"})


def post_claim_removal(make: Make) -> Case:
    trip = Trip(make)
    return _case(trip, trip.ratna, f"/claims/{trip.claims()[0].ref}", {})


def post_visit_report(make: Make) -> Case:
    trip = Trip(make)
    claim = trip.claims()[0]
    words = {f"note-{claim.ref}": "Satu loket", f"spot-{claim.ref}": "Lantai satu"}
    fields = {f"found-{claim.ref}": "partly", f"meet-{claim.ref}": claim.finding.sign}
    return _case(trip, trip.ratna, "", words | fields)


def post_visit_signature(make: Make) -> Case:
    trip = Trip(make)
    trip.fill()
    _starts(trip, -timedelta(hours=1))
    return _case(trip, trip.ratna, "/signature", {})


def post_visit_photo(make: Make) -> Case:
    trip = Trip(make)
    fields = {"claim": trip.claims()[0].ref, "alt": "Loket depan"}
    sent = {"file-photos": ("loket.jpg", picture("JPEG"))}
    return _case(trip, trip.ratna, "/photos", fields, files=sent)


def post_visit_photo_removal(make: Make) -> Case:
    trip = Trip(make)
    claim = trip.claims()[0].ref
    file = make.save(File(key=f"{'a' * 64}.jpg", kind=FileKind.JPEG, size=6, asked_at=make.now))
    photo = make.save(
        Attachment(
            proposal_id=trip.entry.proposal_id, section=claim, name="foto.jpg", file_id=file.id,
            by_id=trip.ratna.id, added_at=make.now,
        )
    )  # fmt: skip
    with transaction() as session:
        session.get_one(FieldVisit, trip.visit().id).attached = {claim: [photo.ref]}
    return _case(trip, trip.ratna, f"/photos/{photo.ref}", {})


def post_team_visit(make: Make) -> Case:
    trip = Trip(make)
    return _case(trip, trip.sari, "/team", {})
