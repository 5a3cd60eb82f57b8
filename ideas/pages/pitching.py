"""Presentations as those see them who hold them: the plan, the lot, and slots that move."""

import re
from datetime import date, datetime, time
from typing import Annotated

from fastapi.responses import Response
from pydantic import AfterValidator, BeforeValidator, Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.judging.pitches.actions import (
    Room,
    Terms,
    add_day,
    change_room,
    draw_order,
    publish_plan,
    remove_day,
)
from ideas.judging.pitches.queries import find_stage
from ideas.judging.pitches.rules import Span
from ideas.judging.pitches.showing import planning
from ideas.judging.pitches.swapping import Move, move_slot
from ideas.language.forms import ZONES
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


def _at(day: date, moment: time, zone: str) -> datetime:
    return datetime.combine(day, moment.replace(tzinfo=None), ZONES[zone])
