"""The plenary: who is present, what to talk about first, changes with a reason, the minutes."""

from uuid import UUID

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.deciding.agendas.discussing import discussed
from ideas.deciding.agendas.queries import Agenda, agenda_of, decided_digest, find_change
from ideas.deciding.agendas.room import room_of
from ideas.deciding.minutes.actions import close_plenary, reopen_plenary, sign_minutes
from ideas.deciding.minutes.queries import find_minutes
from ideas.deciding.plenaries.actions import (
    Count,
    Wish,
    decide_change,
    discuss_entry,
    note_presence,
    propose_change,
)
from ideas.deciding.plenaries.queries import Sitting, find_entry, find_sitting
from ideas.deciding.plenaries.rules import Decision
from ideas.failures import Invalid
from ideas.outside.files import fetch
from ideas.road.entries.models import Entry
from ideas.say import say
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.sending import download
from ideas.web.visit import Done, Visit

pages = Pages()
LAST = "last"  # instead of an entry: to the end of the order
MOST = 1000


class PresenceForm(Form):
    person: str = Field(min_length=1, max_length=9)


class ChangeForm(Form):
    above: str = Field(min_length=1, max_length=9)
    reason: str = Field(min_length=1, max_length=600)


class CountForm(Form):
    change: str = Field(min_length=1, max_length=9)
    in_favour: int = Field(ge=0, le=MOST)
    against: int = Field(ge=0, le=MOST)
    abstained: int = Field(ge=0, le=MOST)


class ReasonForm(Form):
    reason: str = Field(min_length=1, max_length=600)


@pages.read("/plenaries/{step}", Act.SEE_PLENARY)
def get_plenary(visit: Visit, step: str) -> Response:
    sitting = find_sitting(visit.session, visit.me, step)
    room = room_of(visit.session, visit.me, sitting)
    return show(visit, "plenaries/show.html", room=room)


@pages.write("/plenaries/{step}/attendance", Act.NOTE_PRESENCE, page=get_plenary)
def post_attendance(visit: Visit, step: str) -> Done:
    sitting = find_sitting(visit.session, visit.me, step)
    note_presence(visit.session, visit.me, sitting, visit.filled(PresenceForm).person)
    return Done()


@pages.write("/plenaries/{step}/close", Act.CLOSE_PLENARY, page=get_plenary)
def post_plenary_close(visit: Visit, step: str) -> Done:
    sitting = find_sitting(visit.session, visit.me, step)
    close_plenary(visit.session, visit.me, sitting, decided_digest(visit.session, sitting))
    return Done(said=say("Tersimpan. Satu anggota yang hadir menandatangani juga."))


@pages.write("/plenaries/{step}/signature", Act.SIGN_MINUTES, page=get_plenary)
def post_minutes_signature(visit: Visit, step: str) -> Done:
    sitting = find_sitting(visit.session, visit.me, step)
    sign_minutes(visit.session, visit.me, sitting, decided_digest(visit.session, sitting))
    return Done(said=say("Sidang ditutup. Berita acara sedang disusun."))


@pages.write("/plenaries/{step}/reopening", Act.REOPEN_PLENARY, page=get_plenary)
def post_plenary_reopening(visit: Visit, step: str) -> Done:
    sitting = find_sitting(visit.session, visit.me, step)
    reopen_plenary(visit.session, visit.me, sitting, visit.filled(ReasonForm).reason)
    return Done(said=say("Sidang dibuka lagi. Alasannya tercatat."))


@pages.read("/plenaries/{step}/minutes.pdf", Act.TAKE_MINUTES)
def get_minutes(visit: Visit, step: str) -> Response:
    key = find_minutes(visit.session, visit.me, step)
    return download(fetch(key), "application/pdf", f"berita-acara-{step}.pdf")


@pages.read("/plenaries/{step}/entries/{entry}", Act.SEE_PLENARY)
def get_discussed(visit: Visit, step: str, entry: str) -> Response:
    sitting, row, agenda = _talk(visit, step, entry)
    one = discussed(visit.session, sitting, agenda, row)
    room = room_of(visit.session, visit.me, sitting, agenda)
    return show(visit, "plenaries/entry.html", one=one, agenda=agenda, room=room)


@pages.write("/plenaries/{step}/entries/{entry}/talk", Act.DISCUSS_ENTRY, page=get_discussed)
def post_talk(visit: Visit, step: str, entry: str) -> Done:
    sitting, row, _ = _talk(visit, step, entry)
    discuss_entry(visit.session, visit.me, sitting, row)
    return Done(said=say("Pembahasan tercatat."))


@pages.write("/plenaries/{step}/entries/{entry}/changes", Act.PROPOSE_CHANGE, page=get_discussed)
def post_change(visit: Visit, step: str, entry: str) -> Done:
    form = visit.filled(ChangeForm)
    sitting, row, agenda = _talk(visit, step, entry)
    wish = Wish(_above(agenda, form.above), form.reason)
    propose_change(visit.session, visit.me, sitting, row, wish)
    return Done(said=say("Usul tercatat. Pemimpin sidang menghitung suaranya."))


@pages.write("/plenaries/{step}/votes", Act.DECIDE_CHANGE, page=get_plenary)
def post_count(visit: Visit, step: str) -> Done:
    form = visit.filled(CountForm)
    sitting = find_sitting(visit.session, visit.me, step)
    row = find_change(visit.session, sitting, visit.me, form.change)
    count = Count(form.in_favour, form.against, form.abstained)
    decision = decide_change(visit.session, visit.me, sitting, row, count)
    if decision is Decision.ACCEPTED:
        return Done(said=say("Diterima. Urutan berubah, dan alasannya tampil bersama hasil."))
    return Done(said=say("Tidak diterima. Urutan tetap."))


def _above(agenda: Agenda, ref: str) -> UUID | None:
    """Among what this reader sees; nothing else can be named."""
    found = {item.line.ref: item.line.entry_id for item in agenda.items}
    if ref != LAST and ref not in found:
        raise Invalid({"above": say("Pilih usulan dari daftar.")})
    return found.get(ref)


def _talk(visit: Visit, step: str, ref: str) -> tuple[Sitting, Entry, Agenda]:
    """One entry of the agenda, before its step begins nobody's."""
    sitting = find_sitting(visit.session, visit.me, step)
    entry = find_entry(visit.session, sitting, visit.me, ref)
    return sitting, entry, agenda_of(visit.session, sitting, sitting.hidden_from(visit.me.id))
