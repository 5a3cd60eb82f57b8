"""Field visits on their pages: the plan, the report on a phone, signatures, the hosts' page."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from sqlalchemy import update
from sqlmodel import col

from ideas import given
from ideas.database import transaction
from ideas.deciding.outcomes.models import Outcome
from ideas.deciding.outcomes.queries import rules_digest_of
from ideas.jobs.worker import work_once
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.road.entries.models import Entry
from ideas.stages import OutcomeState, StepKind
from ideas.standing import Role
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.visits.trip import Trip

WIB = timedelta(hours=7)


def buttons(page: BeautifulSoup) -> list[str]:
    return [tag.get_text(strip=True) for tag in page.select("main .btn-main")]


def plan_for(trip: Trip) -> dict[str, object]:
    starts = (trip.starts + WIB).strftime("%Y-%m-%dT%H:%M")
    return {
        "starts": starts, "place": "Balai desa", "position": "-7.25, 112.75",
        "panelists": [trip.ratna.ref], "evaluators": [trip.dewi.ref],
    }  # fmt: skip


def findings(trip: Trip) -> dict[str, str]:
    filled = {"conclusion": "Semua sesuai."}
    for claim in trip.claims():
        filled |= {f"found-{claim.ref}": "partly", f"note-{claim.ref}": "Baru satu loket"}
        filled |= {f"meet-{claim.ref}": claim.finding.sign}
    page = Browser(trip.ratna).page(trip.at)
    began = page.select_one("[name=meet-conclusion]")
    assert began
    return filled | {"meet-conclusion": str(began["value"])}


def test_the_secretariat_plans_tells_and_writes_what_to_look_for(make: Make) -> None:
    trip = Trip(make, planned="nothing")
    dewi = Browser(trip.dewi)
    assert buttons(dewi.page(trip.list)) == ["Rencanakan berikutnya"]
    assert buttons(dewi.page(f"{trip.at}/plan")) == ["Simpan rencana"]
    assert dewi.post(f"{trip.at}/plan", plan_for(trip)).status_code == 303
    assert buttons(dewi.page(f"{trip.at}/plan")) == ["Kabari semua"]
    assert dewi.post(f"{trip.at}/announcement").status_code == 303
    claim = {"claimed": "Ada tiga loket", "section": "masalah"}
    assert dewi.post(f"{trip.at}/claims", claim).status_code == 303
    assert "Ada tiga loket" in Browser(trip.ratna).get(trip.at).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"starts": "2020-01-01T09:00"}, "di dalam masa tahap ini"),
        ({"starts": "besok"}, "Pilih tanggal dan jam"),
        ({"position": "di sana"}, "lintang dan bujur"),
        ({"position": "-97.1, 112.1"}, "lintang dan bujur"),
        ({"place": ""}, "perlu diisi"),
        ({"panelists": ["K7Q2-M4XF"]}, "tidak dapat ditugaskan"),
    ],
)
def test_a_plan_that_cannot_be_says_why_and_keeps_what_was_typed(
    make: Make, wrong: dict[str, object], sentence: str
) -> None:
    trip = Trip(make, planned="nothing")
    answer = Browser(trip.dewi).post(f"{trip.at}/plan", plan_for(trip) | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Balai desa" in answer.text or "place" in wrong


def test_one_person_is_not_panelist_and_evaluator_at_once(make: Make) -> None:
    trip = Trip(make, planned="nothing")
    both = plan_for(trip) | {"evaluators": [trip.ratna.ref]}
    assert "sekaligus" in Browser(trip.dewi).post(f"{trip.at}/plan", both).text


def test_a_report_is_written_signed_by_both_and_then_only_read(make: Make) -> None:
    trip = Trip(make)
    ratna, dewi = Browser(trip.ratna), Browser(trip.dewi)
    assert ratna.post(trip.at, findings(trip)).status_code == 303
    with given.world(frozen=trip.starts + timedelta(hours=1)):
        for browser in (ratna, dewi):
            assert buttons(browser.page(trip.at)) == ["Tanda tangani laporan"]
            assert browser.post(f"{trip.at}/signature").status_code == 303
        page = ratna.page(trip.at)
    assert not page.select("#report")
    assert "Baru satu loket" in page.text
    assert trip.visit().signed_at


def test_what_is_saved_along_the_way_stays_and_says_how_far_it_is(make: Make) -> None:
    trip = Trip(make)
    ratna = Browser(trip.ratna)
    first = trip.claims()[0]
    sent = {f"found-{first.ref}": "found", f"meet-{first.ref}": first.finding.sign}
    answer = ratna.post(trip.at, sent, htmx="totals")
    assert answer.status_code == 200
    assert "1 dari 2 pernyataan dijawab" in answer.text


def test_words_that_meet_are_shown_beside_each_other_and_saved_when_read(make: Make) -> None:
    trip = Trip(make)
    mine = findings(trip)
    Browser(trip.ratna).post(trip.at, mine)
    dewi, ref = Browser(trip.dewi), trip.claims()[0].ref
    answer = dewi.post(trip.at, mine | {f"note-{ref}": "Dua loket"})
    assert answer.status_code == 422
    assert "Rekan Anda menulis" in answer.text
    assert "Baru satu loket" in answer.text
    assert "Dua loket" in answer.text


def picture() -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (64, 48), "teal")
    exif = image.getexif()
    exif[0x013B] = "Sari Penggagas"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_is_checked_shown_without_hidden_data_and_kept_from_others(make: Make) -> None:
    trip = Trip(make)
    ratna = Browser(trip.ratna)
    sent = {"file-photos": ("loket.jpg", picture())}
    form = {"claim": trip.claims()[0].ref, "alt": "Loket depan"}
    assert ratna.post(f"{trip.at}/photos", form, files=sent).status_code == 303
    assert "Sedang diperiksa" in ratna.get(trip.at).text
    work_once()
    (photo,) = trip.visit().attached[trip.claims()[0].ref]
    shown = ratna.get(f"{trip.at}/photos/{photo}")
    assert shown.status_code == 200
    assert b"Sari Penggagas" not in shown.content
    assert ratna.get(f"{trip.at}/photos/{photo}/picture").status_code == 200
    for who in (trip.tono, trip.sari):
        assert Browser(who).get(f"{trip.at}/photos/{photo}").status_code == 404
    assert ratna.post(f"{trip.at}/photos/{photo}").status_code == 303
    assert trip.visit().attached == {}


def test_what_is_no_photo_is_refused_with_a_sentence(make: Make) -> None:
    trip = Trip(make)
    ratna, form = Browser(trip.ratna), {"claim": trip.claims()[0].ref}
    for name, content in (("a.pdf", b"%PDF-1.4"), ("a.jpg", b"bukan gambar")):
        answer = ratna.post(f"{trip.at}/photos", form, files={"file-photos": (name, content)})
        assert answer.status_code == 422
    assert trip.visit().attached == {}


def test_the_hosts_see_when_and_confirm_and_never_who_comes(make: Make) -> None:
    trip = Trip(make, planned="planned")
    sari = Browser(trip.sari)
    assert sari.get(f"{trip.at}/team").status_code == 404
    trip.announce()
    page = sari.page(f"{trip.at}/team")
    assert "Kantor desa" in page.text
    assert not {"Ratna", "Dewi"} & set(page.get_text(" ").split())
    assert buttons(page) == ["Ya, tim kami siap"]
    assert sari.post(f"{trip.at}/team").status_code == 303
    assert trip.visit().confirmed_at


def release(make: Make, trip: Trip) -> None:
    with transaction(writes=False) as session:
        digest = rules_digest_of(session, trip.competition)
    make.save(
        Outcome(
            competition_id=trip.competition.id, step_id=trip.step.id,
            state=OutcomeState.RELEASED, decree_number="1", decree_date=date(2026, 11, 24),
            seal_salt="0" * 64, seal_digest="0" * 64,
            rules_digest=digest, sealed_by=trip.dewi.id, sealed_at=make.now,
            release_at=make.now, released_at=make.now,
        )
    )  # fmt: skip


def test_the_hosts_read_the_report_after_the_release_and_not_before(make: Make) -> None:
    trip = Trip(make)
    trip.fill()
    trip.sign(trip.ratna, trip.dewi)
    sari = Browser(trip.sari)
    assert "Semua sesuai." not in sari.get(f"{trip.at}/team").text
    release(make, trip)
    assert "Semua sesuai." in sari.get(f"{trip.at}/team").text


def test_nobody_else_sees_plan_or_report(make: Make) -> None:
    trip = Trip(make)
    trip.fill()
    for who in (trip.tono, trip.sari, make.person("Joko")):
        for page in (trip.list, trip.at, f"{trip.at}/plan"):
            assert Browser(who).get(page).status_code == 404
    chair = Browser(make.with_role("Intan", Role.CHAIR, trip.competition))
    assert [chair.get(page).status_code for page in (trip.list, trip.at)] == [200, 200]
    assert not chair.page(trip.at).select("#report")


def test_a_chair_who_stands_close_does_not_learn_who_goes_there(make: Make) -> None:
    trip = Trip(make)
    intan = make.with_role("Intan", Role.CHAIR, trip.competition)
    chair, dewi = Browser(intan), Browser(trip.dewi)
    assert all("Ratna" in chair.get(page).text for page in (trip.list, f"{trip.at}/plan"))
    for person in (intan, trip.dewi):
        known: dict[str, Any] = {"entry_id": trip.entry.id, "person_id": person.id}
        make.save(Conflict(kind=ConflictKind.DECLARED, found_at=make.now, **known))
    assert "Ratna" not in chair.get(trip.list).text
    assert chair.get(f"{trip.at}/plan").status_code == 404
    assert dewi.get(f"{trip.at}/plan").status_code == 200  # somebody must plan it


def test_the_desk_names_the_plan_the_report_and_the_confirmation(make: Make) -> None:
    trip = Trip(make, planned="planned")
    assert "Rencanakan kunjungan" in Browser(trip.dewi).get("/").text
    trip.announce()
    assert "Kunjungan lapangan Surat dari ponsel" in Browser(trip.ratna).get("/").text
    assert "Konfirmasi kunjungan" in Browser(trip.sari).get("/").text
    with given.world(frozen=trip.step.closes_at + timedelta(minutes=1)):
        assert "Laporan kunjungan belum lengkap" in Browser(trip.dewi).get("/").text


def test_the_entrys_own_page_tells_its_team_when_and_asks_to_confirm(make: Make) -> None:
    trip = Trip(make, planned="planned")
    sari, url = Browser(trip.sari), f"/entries/{trip.entry.ref}"
    assert "Kunjungan ke tim Anda" not in sari.page(url).text
    trip.announce()
    [link] = sari.page(url).select(".kabar .ask a")
    assert link["href"] == f"{trip.at}/team"
    assert "Kantor desa" in sari.page(url).text
    sari.post(f"{trip.at}/team")
    assert not sari.page(url).select(".kabar .ask")
    assert "Kunjungan ke tim Anda" not in Browser(trip.dewi).page(url).text


def test_the_list_says_whose_report_is_awaited(make: Make) -> None:
    trip = Trip(make)
    assert "Menunggu laporan" not in Browser(trip.dewi).page(trip.list).text
    with given.world(frozen=trip.starts + timedelta(minutes=1)):
        assert "Menunggu laporan" in Browser(trip.dewi).page(trip.list).text


def test_the_report_says_what_it_waits_for_and_by_when(make: Make) -> None:
    trip = Trip(make)
    ratna = Browser(trip.ratna)

    def asked() -> list[str]:
        return [told.text for told in ratna.page(trip.at).select(".kabar .ask dd")]

    assert asked()[0].startswith("Periksa setiap pernyataan")
    ratna.post(trip.at, findings(trip))
    with given.world(frozen=trip.starts + timedelta(hours=1)):
        assert "Menunggu laporan" in ratna.page(trip.at).text
        assert asked()[0].startswith("Tanda tangani laporan")
        ratna.post(f"{trip.at}/signature")
        assert asked() == []
        assert "Menunggu tanda tangan anggota lain." in ratna.page(trip.at).text


def test_a_step_without_entries_and_a_visit_without_claims_have_words(make: Make) -> None:
    trip = Trip(make, claims=0)
    assert "Belum ada pernyataan" in Browser(trip.ratna).get(trip.at).text
    empty = Trip(make, planned="nothing")
    with transaction() as session:
        gone = update(Entry).where(col(Entry.id) == empty.entry.id)
        plenary = make.step_of(empty.competition, StepKind.PLENARY)
        session.execute(gone.values(step_id=plenary.id))
    assert "Belum ada usulan" in Browser(empty.dewi).get(empty.list).text
