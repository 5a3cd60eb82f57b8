"""A day of presentations: an order by lot, teams that say they come, marks while they speak."""

import re

from playwright.sync_api import expect
from sqlmodel import col, select

from ideas.database import transaction
from ideas.identity.accounts.actions import open_account
from ideas.identity.accounts.passwords import hashed
from ideas.jobs.worker import work_once
from ideas.judging.pitches.models import Slot
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from tests.stories.jury import GO_ON, KEYED, STRONG, Jury
from tests.stories.marking import NEXT, follows_main, marks, saves_and_goes_on, sends_sheet
from tests.stories.town import INSTALLER, PASSWORD
from tests.stories.unscripted import Unscripted
from tests.stories.walking import Walker
from tests.stories.world import it_is

LEAD = "penggagas"
AFTERWARDS = re.compile("Mulai paparan|Semua presentasi selesai")


def six_are_invited(jury: Jury) -> None:
    it_is("2026-03-06 08:00")
    work_once()
    dewi, at = jury.person("dewi"), pitches(jury)
    dewi.opens(f"{at}/plan", sees=f"{GO_ON} usulan menunggu giliran.")
    dewi.looks("pitches-to-plan")
    dewi.writes("Tanggal", "2026-03-09")
    dewi.writes("Ruangan", "Ruang Arjuna")
    dewi.presses("Tambah hari", sees="Hari presentasi ditambahkan.")
    dewi.presses("Undi urutan", sees="Urutan diundi.")
    dewi.looks("pitches-drawn")
    dewi.presses("Terbitkan jadwal", sees="Jadwal terbit.")
    invited = {slot.entry_id for slot in slots(jury)}
    assert invited == {jury.entries[number].id for number in STRONG}


def teams_say_that_they_come(jury: Jury) -> None:
    """One lead at the keys, the others over the wire."""
    first, *rest = slots(jury)
    lead = jury.people[LEAD] = lead_of(jury, first)
    with transaction() as session:
        open_account(session, INSTALLER, lead.id, LEAD, hashed(PASSWORD))
    person = jury.person(LEAD)
    person.desk_says("Konfirmasi presentasi", as_="with-a-slot")
    person.opens(f"{pitches(jury)}/slots/{first.ref}", sees="Konfirmasi kehadiran")
    person.looks("slot")
    person.presses("Ya, tim kami hadir", sees="Kehadiran tim Anda tercatat.")
    for number, slot in enumerate(rest):
        browser = jury.browsers[f"{LEAD}-{number}"] = Unscripted(
            jury.story.home, LEAD, lead_of(jury, slot)
        )
        browser.opens(f"{pitches(jury)}/slots/{slot.ref}").sends("Ya, tim kami hadir")
    jury.person("dewi").opens(f"{pitches(jury)}/plan", sees=f"{GO_ON} dari {GO_ON} tim")


def the_day_comes(jury: Jury) -> None:
    it_is("2026-03-09 09:00")
    surya, ratna = jury.person("surya"), jury.person(KEYED)
    for slot in slots(jury):
        surya.opens(f"{pitches(jury)}/room", sees=entry_of(jury, slot).title)
        surya.presses("Mulai paparan", sees="Paparan dimulai")
        surya.looks("pitch-room")
        scores_live(jury, ratna)
        for username in jury.others():
            judge = jury.browser(username).opens(f"{pitches(jury)}/live")
            sends_sheet(jury, judge, judge.links("/reviews/")[0], NEXT)
        surya.presses("Mulai tanya jawab", sees="Tanya jawab dimulai")
        surya.presses("Akhiri giliran")
        expect(surya.page.get_by_text(AFTERWARDS).first).to_be_visible()
    surya.sees("Semua presentasi selesai. Terima kasih.")
    it_is("2026-03-10 07:00")
    work_once()
    sheets = jury.sheets(StepKind.PITCH)
    assert len(sheets) == GO_ON * (1 + len(jury.others()))
    assert {sheet.state for sheet in sheets} == {"locked"}


def scores_live(jury: Jury, ratna: Walker) -> None:
    ratna.opens(f"{pitches(jury)}/live", sees="Nilai presentasi ini")
    ratna.looks("pitch-live")
    follows_main(ratna)
    marks(jury, ratna)
    ratna.looks("pitch-sheet")
    saves_and_goes_on(jury, ratna)


def pitches(jury: Jury) -> str:
    return jury.at(StepKind.PITCH, "pitches")


def slots(jury: Jury) -> list[Slot]:
    here = jury.make.step_of(jury.competition, StepKind.PITCH).id
    with transaction(writes=False) as session:
        rows = select(Slot).where(Slot.step_id == here)
        return list(session.exec(rows.order_by(col(Slot.starts_at))))


def entry_of(jury: Jury, slot: Slot) -> Entry:
    return next(entry for entry in jury.entries if entry.id == slot.entry_id)


def lead_of(jury: Jury, slot: Slot) -> Person:
    with transaction(writes=False) as session:
        return session.get_one(Person, entry_of(jury, slot).lead_id)
