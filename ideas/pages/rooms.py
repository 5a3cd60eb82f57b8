"""The calibration room: the same entries for every judge, the spread, the words agreed on."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.judging.panels.models import Room
from ideas.judging.rooms.actions import agree_wording, close_room, open_room
from ideas.judging.rooms.queries import (
    agreed_in,
    anchors_of,
    choices_in,
    standing_in_room,
    wordings_in,
)
from ideas.judging.rooms.rules import FEWEST, MOST_WORDS, Agreed
from ideas.judging.rooms.spreads import counted_for, present_in, seen, sheets_in_room, shown_to
from ideas.permissions import Role, refusal
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step, rules_of
from ideas.say import say
from ideas.stages import RoomState, StepKind
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class AnchorsForm(Form):
    entry: list[str] = Field(default=[], max_length=5)
    do: str = ""


class WordingForm(Form):
    criterion: str = Field(max_length=40)
    text: str = Field(default="", max_length=MOST_WORDS)


class ClosingForm(Form):
    reason: str = Field(default="", max_length=600)


@pages.read("/rooms/{step}", Act.SEE_ROOM)
def get_room(visit: Visit, step: str) -> Response:
    scoped, row = _panel(visit, step)
    session, me = visit.session, visit.me
    standing = standing_in_room(session, me, scoped, row)
    rules, sheets = rules_of(session, scoped.row), sheets_in_room(session, row.id)
    leads = bool(standing.roles & {Role.CHAIR, Role.SECRETARIAT})
    waits = leads and standing.room is RoomState.WAITING
    counted = counted_for(session, me, row, sheets) if leads else ()
    shown = shown_to(me, scoped, sheets, counted)
    return show(
        visit, "rooms/show.html", comp=scoped.row, step=row, standing=standing,
        room=session.get(Room, row.id), number=rules.judging.room, criteria=rules.criteria,
        mine=anchors_of(session, me, row.id), leads=leads, fewest=FEWEST,
        judges=present_in(session, scoped.row.id, counted) if leads else (),
        seen=seen(sheets, rules.criteria, me.id, shown), shown=shown,
        choices=choices_in(session, row.id) if waits else (),
        wordings=wordings_in(session, row.id), agreed=agreed_in(session, row.id),
        refusals={act.name: refusal(act, standing) for act in LEADING},
    )  # fmt: skip


LEADING = (Act.OPEN_ROOM, Act.AGREE_WORDING, Act.CLOSE_ROOM)


@pages.write("/rooms/{step}", Act.OPEN_ROOM, page=get_room)
def post_room(visit: Visit, step: str) -> Done:
    form, (scoped, row) = visit.filled(AnchorsForm), _panel(visit, step)
    if form.do != "lot" and not form.entry:
        raise Invalid({"entry": say("Pilih usulannya, atau undi saja.")})
    open_room(visit.session, visit.me, scoped, row, () if form.do == "lot" else form.entry)
    return Done(said=say("Ruang kalibrasi dibuka. Para juri dapat mulai membaca."))


@pages.write("/rooms/{step}/wordings", Act.AGREE_WORDING, page=get_room)
def post_wording(visit: Visit, step: str) -> Done:
    form, (scoped, row) = visit.filled(WordingForm), _panel(visit, step)
    agree_wording(visit.session, visit.me, scoped, row, Agreed(form.criterion, form.text))
    return Done(said=say("Kesepakatan tersimpan. Semua juri membacanya di lembar nilai."))


@pages.write("/rooms/{step}/closing", Act.CLOSE_ROOM, page=get_room)
def post_room_closing(visit: Visit, step: str) -> Done:
    form, (scoped, row) = visit.filled(ClosingForm), _panel(visit, step)
    close_room(visit.session, visit.me, scoped, row, form.reason)
    return Done(
        to=path("get_panel", step=step),
        said=say("Ruang kalibrasi ditutup. Sekarang usulan dapat dibagi."),
    )


def _panel(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    """Who may not see a room does not find it, whatever they send."""
    scoped, step = competition_of_step(visit.session, visit.me, ref, StepKind.PANEL)
    standing_in_room(visit.session, visit.me, scoped, step)
    return scoped, step
