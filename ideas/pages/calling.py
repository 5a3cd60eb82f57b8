"""The day of presentations: whose turn it is, who listens, and who did not come."""

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.judging.pitches.absence import note_absence, take_back_absence
from ideas.judging.pitches.queries import find_stage
from ideas.judging.pitches.rules import Phase
from ideas.judging.pitches.running import call_phase, next_up, note_attendance, on_now
from ideas.judging.pitches.seating import listeners_for
from ideas.judging.pitches.slots import find_line, lines_of
from ideas.permissions import refusal
from ideas.say import say
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class PhaseForm(Form):
    phase: Literal[Phase.TALK, Phase.QUESTIONS, Phase.OVER]


class AbsenceForm(Form):
    do: Literal["absent", "present"]
    reason: str = Field(default="", max_length=300)


class AttendanceForm(Form):
    present: tuple[str, ...] = ()


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
    line = find_line(visit.session, stage.step.id, slot)
    note_attendance(visit.session, visit.me, stage, line, form.present)
    return Done(said=say("Kehadiran juri tercatat."))


@pages.write("/pitches/{step}/room/{slot}/absence", Act.RUN_PITCHES, page=get_pitch_room)
def post_pitch_absence(visit: Visit, step: str, slot: str) -> Done:
    stage = find_stage(visit.session, visit.me, step, Act.SEE_PITCH_PLAN)
    form = visit.filled(AbsenceForm)
    if form.do == "present":
        take_back_absence(visit.session, visit.me, stage, slot)
        return Done(said=say("Catatan dibatalkan. Tim ini menunggu dipanggil."))
    note_absence(visit.session, visit.me, stage, slot, form.reason)
    return Done(said=say("Tim tercatat tidak hadir. Kami mengabari mereka."))
