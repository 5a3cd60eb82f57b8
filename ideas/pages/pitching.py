"""Presentations as those see them who hold them: the plan, the lot, and the day itself."""

import re
from datetime import date, datetime, time
from typing import Annotated, Literal

from fastapi.responses import Response
from pydantic import AfterValidator, BeforeValidator, Field

from ideas.acts import Act
from ideas.failures import Invalid, Missing
from ideas.language.forms import ZONES
from ideas.permissions import refusal
from ideas.pitches.actions import (
    Room,
    Terms,
    add_day,
    change_room,
    draw_order,
    publish_plan,
    remove_day,
)
from ideas.pitches.queries import find_stage
from ideas.pitches.rules import Phase, Span
from ideas.pitches.running import call_phase, next_up, note_attendance, on_now
from ideas.pitches.seating import listeners_for
from ideas.pitches.showing import planning
from ideas.pitches.slots import lines_of
from ideas.pitches.swapping import Move, move_slot
from ideas.say import say
from ideas.web.forms import Day, Form, PlainForm
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _safe(link: str) -> str:
    if link and not (link.startswith("https://") and " " not in link):
        raise ValueError(say("Tautan dimulai dengan https://"))
    return link


def _time(text: object) -> object:
    """As a browser sends it: 09:00, or nothing."""
    if text in ("", None):
        return None
    if not (isinstance(text, str) and CLOCK.fullmatch(text)):
        raise ValueError(say("Pilih jam, misalnya 09.00."))
    return text


Clock = Annotated[time, BeforeValidator(_time)]
Pause = Annotated[time | None, BeforeValidator(_time)]
Link = Annotated[str, Field(default="", max_length=300), AfterValidator(_safe)]


class RoomForm(Form):
    room: str = Field(min_length=1, max_length=120)
    link: Link = ""
    do: str = Field(default="keep", pattern="^(keep|remove)$")


class DayForm(Form):
    """A day on the organiser's wall clock, with at most two breaks."""

    day: Day
    starts: Clock
    ends: Clock
    break_from: Pause = None
    break_until: Pause = None
    rest_from: Pause = None
    rest_until: Pause = None
    room: str = Field(min_length=1, max_length=120)
    link: Link = ""

    def terms(self, zone: str) -> Terms:
        first = self._break("break_from", self.break_from, self.break_until, zone)
        second = self._break("rest_from", self.rest_from, self.rest_until, zone)
        starts, ends = _at(self.day, self.starts, zone), _at(self.day, self.ends, zone)
        return Terms(starts, ends, (*first, *second), Room(self.room, self.link))

    def _break(
        self, name: str, begin: time | None, end: time | None, zone: str
    ) -> tuple[Span, ...]:
        """Both its times, or none."""
        if (begin is None) is not (end is None):
            raise Invalid({name: say("Isi mulai dan selesai istirahat, atau kosongkan.")})
        return ((_at(self.day, begin, zone), _at(self.day, end, zone)),) if begin and end else ()


class MoveForm(Form):
    slot: str = Field(min_length=1, max_length=9)
    other: str = Field(default="", max_length=9)
    reason: str = Field(min_length=1, max_length=300)


class PhaseForm(Form):
    phase: Literal[Phase.TALK, Phase.QUESTIONS, Phase.OVER]


class AttendanceForm(Form):
    present: tuple[str, ...] = ()


@pages.read("/pitches/{step}/plan", Act.SEE_PITCH_PLAN)
def get_pitch_plan(visit: Visit, step: str, day: str = "") -> Response:  # noqa: ARG001 -- the form of one comes back here
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    plan = planning(visit.session, stage)
    return show(visit, "pitches/plan.html", stage=stage, planning=plan, refusal=plan.refusal)


@pages.write("/pitches/{step}/days", Act.PLAN_PITCHES, page=get_pitch_plan)
def post_pitch_day(visit: Visit, step: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    terms = visit.filled(DayForm).terms(visit.me.zone)
    add_day(visit.session, visit.me, stage, terms)
    return Done(said=say("Hari presentasi ditambahkan."))


@pages.write("/pitches/{step}/days/{day}", Act.PLAN_PITCHES, page=get_pitch_plan)
def post_pitch_day_change(visit: Visit, step: str, day: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    form = visit.filled(RoomForm)
    if form.do == "remove":
        remove_day(visit.session, visit.me, stage, day)
        return Done(said=say("Hari presentasi dihapus."))
    change_room(visit.session, visit.me, stage, day, Room(form.room, form.link))
    return Done(said=say("Tempat tersimpan."))


@pages.write("/pitches/{step}/drawing", Act.PLAN_PITCHES, page=get_pitch_plan)
def post_pitch_drawing(visit: Visit, step: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    visit.filled(PlainForm)
    draw_order(visit.session, visit.me, stage)
    return Done(said=say("Urutan diundi. Belum ada tim yang tahu."))


@pages.write("/pitches/{step}/publication", Act.PLAN_PITCHES, page=get_pitch_plan)
def post_pitch_publication(visit: Visit, step: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    visit.filled(PlainForm)
    publish_plan(visit.session, visit.me, stage)
    return Done(said=say("Jadwal terbit. Setiap tim dan juri kami kabari."))


@pages.write("/pitches/{step}/exchange", Act.MOVE_PITCH, page=get_pitch_plan)
def post_pitch_exchange(visit: Visit, step: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    form = visit.filled(MoveForm)
    move_slot(visit.session, visit.me, stage, Move(form.slot, form.other, form.reason))
    return Done(said=say("Keputusan tersimpan. Tim yang terkait kami kabari."))


@pages.read("/pitches/{step}/room", Act.SEE_PITCH_PLAN)
def get_pitch_room(visit: Visit, step: str, slot: str = "") -> Response:  # noqa: ARG001 -- the form of one comes back here
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    lines = lines_of(visit.session, stage.step.id)
    now = on_now(lines)
    there = listeners_for(visit.session, visit.me, now) if now else ()
    return show(
        visit, "pitches/room.html", stage=stage, lines=lines, now=now, next=next_up(lines),
        listeners=there,
        refusal=refusal(Act.RUN_PITCHES, stage.standing),
    )  # fmt: skip


@pages.write("/pitches/{step}/room/{slot}", Act.RUN_PITCHES, page=get_pitch_room)
def post_pitch_phase(visit: Visit, step: str, slot: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    form = visit.filled(PhaseForm)
    call_phase(visit.session, visit.me, stage, slot, form.phase)
    return Done()


@pages.write("/pitches/{step}/room/{slot}/attendance", Act.RUN_PITCHES, page=get_pitch_room)
def post_pitch_attendance(visit: Visit, step: str, slot: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    form = visit.filled(AttendanceForm)
    line = next((one for one in lines_of(visit.session, stage.step.id) if one.ref == slot), None)
    if line is None:
        raise Missing
    note_attendance(visit.session, visit.me, stage, line, form.present)
    return Done(said=say("Kehadiran juri tercatat."))


def _at(day: date, moment: time, zone: str) -> datetime:
    return datetime.combine(day, moment.replace(tzinfo=None), ZONES[zone])
