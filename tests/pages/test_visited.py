"""What a visit found: before the room, on the chair's page, and to whoever sent a bad photo."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from ideas.database import transaction
from ideas.jobs.worker import work_once
from ideas.judging.findings.models import Claim
from ideas.judging.findings.rules import Found
from ideas.judging.visits.models import FieldVisit
from ideas.outside.files import keep
from ideas.stages import StepKind
from ideas.standing import Role
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.writing.attachments.models import Attachment
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileKind, FileState
from tests.browsing import Browser
from tests.deciding.plenaries.hall import Hall
from tests.factories import Make
from tests.judging.visits.trip import Trip
from tests.pages.test_visits import picture

ROAD = tuple(kind for kind in StepKind if kind is not StepKind.PITCH)


class Visited(Hall):
    """The second entry was visited: one claim holds, one does not, and there is a photo."""

    def __init__(self, make: Make, **facts: Any) -> None:
        super().__init__(make, road=ROAD)
        step = make.step_of(self.competition, StepKind.VISIT)
        self.entry = self.entries[1]
        signed = {"signed_at": make.now, "conclusion": "Loketnya ramai."}
        self.trip = make.save(
            FieldVisit(
                step_id=step.id, entry_id=self.entry.id, starts_at=make.now, told_at=make.now,
                place="Balai desa", **(facts or signed),
            )
        )  # fmt: skip
        self.claims = [
            make.save(Claim(visit_id=self.trip.id, place=n, claimed=f"Ada {n} loket", found=found))
            for n, found in enumerate((Found.FOUND, Found.MISSING), 1)
        ]
        self.photo = self._photo()
        self.report = f"/visits/{step.ref}/{self.entry.ref}"

    def _photo(self) -> str:
        key, now = keep(picture(), ".jpg"), self.make.now
        file = self.make.save(
            File(
                key=key, kind=FileKind.JPEG, size=1, state=FileState.READY, blind=key,
                blind_size=len(picture()), thumb=key, asked_at=now,
            )
        )  # fmt: skip
        row = self.make.save(
            Attachment(
                proposal_id=self.entry.proposal_id, section="x", file_id=file.id, name="a.jpg",
                alt="Loket depan", by_id=self.dewi.id, added_at=now,
            )
        )  # fmt: skip
        with transaction() as session:
            shown = session.get_one(FieldVisit, self.trip.id)
            shown.attached = {self.claims[0].ref: [row.ref]}
        return f"{self.at(self.entry)}/photos/{row.ref}"


@pytest.fixture
def visited(make: Make) -> Visited:
    return Visited(make)


def test_the_room_reads_what_was_claimed_and_found(visited: Visited) -> None:
    ratna = Browser(visited.judges[0])
    page = ratna.page(visited.at(visited.entry))
    assert "1 dari 2 pernyataan ditemukan di tempat." in page.text
    found = [item.get_text(" ", strip=True) for item in page.select("[aria-labelledby=h-found] li")]
    assert found[0].startswith("Ada 1 loket Ditemukan")
    assert "Loketnya ramai." in page.text
    assert [img["src"] for img in page.select("img.file-thumb")] == [f"{visited.photo}/picture"]
    for path in (visited.photo, f"{visited.photo}/picture"):
        assert ratna.get(path).status_code == 200
    assert "ditemukan di tempat" not in ratna.get(visited.at(visited.entries[0])).text


def test_who_leaves_the_room_sees_neither_report_nor_photo(visited: Visited) -> None:
    visited.apart(visited.entry, visited.judges[1])
    joko = visited.make.person("Joko")
    for person in (visited.judges[1], visited.hasan, joko):
        for path in (visited.at(visited.entry), visited.photo, f"{visited.photo}/picture"):
            assert Browser(person).get(path).status_code == 404
    assert Browser(visited.judges[0]).get(visited.photo).status_code == 200


def test_a_report_that_nobody_signed_is_not_read(make: Make) -> None:
    visited = Visited(make, conclusion="Belum selesai.")
    surya = Browser(visited.surya)
    assert "Belum selesai." not in surya.get(visited.at(visited.entry)).text
    assert surya.get(visited.photo).status_code == 404


def test_the_room_reads_why_nobody_went(make: Make) -> None:
    visited = Visited(make, skipped="Jalan terputus banjir.", skipped_at=make.now)
    page = Browser(visited.surya).page(visited.at(visited.entry))
    assert "Jalan terputus banjir." in page.text
    assert not page.select("[aria-labelledby=h-found]")


def test_the_chair_comes_from_the_scores_to_the_report(visited: Visited) -> None:
    auditor = visited.make.with_role("Audit", Role.AUDITOR)
    scores = f"/panels/{visited.make.step_of(visited.competition, StepKind.PANEL).ref}/scores"
    links = [a["href"] for a in Browser(visited.surya).page(scores).select("#peringkat a")]
    assert links.count(visited.report) == 1
    assert Browser(visited.surya).get(visited.report).status_code == 200
    assert "/visits/" not in Browser(auditor).page(scores).decode()


def test_a_photo_that_is_refused_leads_back_to_its_visit(make: Make) -> None:
    trip = Trip(make)
    form = {"claim": trip.claims()[0].ref, "alt": "Loket"}
    torn = {"file-photos": ("loket.jpg", picture()[:300] + picture()[-2:])}
    assert Browser(trip.ratna).post(f"{trip.at}/photos", form, files=torn).status_code == 303
    work_once()
    with transaction(writes=False) as session:
        told = session.scalars(select(Notice).where(col(Notice.news) == News.FILE_REFUSED)).one()
    assert (told.person_id, told.path) == (trip.ratna.id, trip.at)
    assert Browser(trip.ratna).get(told.path).status_code == 200


def test_a_team_finds_its_visit_on_the_page_of_its_entry(make: Make) -> None:
    trip = Trip(make, planned="planned")
    sari, at = Browser(trip.sari), f"/entries/{trip.entry.ref}"
    assert not sari.page(at).select("[aria-labelledby=h-hosting]")
    trip.announce()
    (card,) = sari.page(at).select("[aria-labelledby=h-hosting]")
    words = card.get_text(" ", strip=True)
    for told in ("Kantor desa", "1 panelis dan 1 evaluator", "Siapkan bukti", "Belum dikonfirmasi"):
        assert told in words
    assert "Ratna" not in words
    assert [a["href"] for a in card.select("a")] == [f"/people/{trip.dewi.ref}", f"{trip.at}/team"]
    assert sari.get(f"{trip.at}/team").status_code == 200
    assert "h-hosting" not in Browser(trip.ratna).get(at).text
