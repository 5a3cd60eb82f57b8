"""Presentations as those see them who come: the order, one's own slot, the judges' place."""

from typing import Literal
from urllib.parse import urlsplit

from fastapi.responses import Response
from pydantic import Field
from sqlmodel import col

from ideas import given
from ideas.acts import Act
from ideas.judging.pitches.calendars import Event, as_calendar
from ideas.judging.pitches.models import Swap
from ideas.judging.pitches.queries import asks_where, find_own, find_stage
from ideas.judging.pitches.rules import SwapState
from ideas.judging.pitches.showing import live_for, order_for
from ideas.judging.pitches.slots import Line, lines_of
from ideas.judging.pitches.swapping import answer_swap, ask_swap, confirm_slot
from ideas.language import told
from ideas.permissions import refusal
from ideas.say import say
from ideas.settings import settings
from ideas.web.forms import Form, PlainForm
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

ANSWERS = {
    SwapState.AGREED: say("Giliran sudah bertukar. Kedua tim kami kabari."),
    SwapState.DECLINED: say("Jawaban Anda terkirim. Giliran Anda tetap."),
    SwapState.WITHDRAWN: say("Permintaan ditarik. Giliran Anda tetap."),
}


class SwapForm(Form):
    other: str = Field(default="", max_length=9)
    note: str = Field(default="", max_length=300)


class SwapAnswerForm(Form):
    swap: str = Field(min_length=1, max_length=9)
    verdict: Literal[SwapState.AGREED, SwapState.DECLINED, SwapState.WITHDRAWN]


@pages.read("/pitches/{step}", Act.SEE_PITCHES)
def get_pitches(visit: Visit, step: str) -> Response:
    stage = find_stage(visit.session, visit.me, step)
    order = order_for(visit.session, visit.me, stage)
    return show(visit, "pitches/order.html", stage=stage, order=order)


@pages.read("/pitches/{step}/slots.ics", Act.SEE_PITCHES)
def get_slots_calendar(visit: Visit, step: str) -> Response:
    stage = find_stage(visit.session, visit.me, step)
    lines = order_for(visit.session, visit.me, stage).concerns
    content = as_calendar((_event(line, step) for line in lines), given.now())
    name = {"Content-Disposition": f'attachment; filename="presentasi-{step}.ics"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=name)


@pages.read("/pitches/{step}/live", Act.ATTEND_PITCHES)
def get_pitch_live(visit: Visit, step: str) -> Response:
    stage = find_stage(visit.session, visit.me, step, Act.ATTEND_PITCHES)
    live = live_for(visit.session, visit.me, stage)
    beside = visit.request.query_params.get("beside") == "sheet"
    return show(visit, "pitches/live.html", stage=stage, live=live, beside=beside)


@pages.read("/pitches/{step}/slots/{slot}", Act.SEE_SLOT)
def get_slot(visit: Visit, step: str, slot: str) -> Response:
    own = find_own(visit.session, visit.me, step, slot)
    here = own.line.slot.id
    others = [line for line in lines_of(visit.session, own.stage.step.id) if line.slot.id != here]
    return show(
        visit, "pitches/slot.html", own=own, line=own.line,
        asked=asks_where(visit.session, col(Swap.slot_id) == here),
        wanted=asks_where(visit.session, col(Swap.other_id) == here),
        others=[line for line in others if not line.fixed],
        refusal=refusal(Act.CONFIRM_SLOT, own.standing),
    )  # fmt: skip


@pages.write("/pitches/{step}/slots/{slot}", Act.CONFIRM_SLOT, page=get_slot)
def post_slot_confirmation(visit: Visit, step: str, slot: str) -> Done:
    visit.filled(PlainForm)
    confirm_slot(visit.session, visit.me, find_own(visit.session, visit.me, step, slot))
    return Done(said=say("Terima kasih. Kehadiran tim Anda tercatat."))


@pages.write("/pitches/{step}/slots/{slot}/swap", Act.SWAP_SLOT, page=get_slot)
def post_swap(visit: Visit, step: str, slot: str) -> Done:
    own = find_own(visit.session, visit.me, step, slot)
    form = visit.filled(SwapForm)
    ask_swap(visit.session, visit.me, own, form.other, form.note)
    return Done(said=say("Permintaan terkirim. Kami kabari begitu dijawab."))


@pages.write("/pitches/{step}/slots/{slot}/answer", Act.SWAP_SLOT, page=get_slot)
def post_swap_answer(visit: Visit, step: str, slot: str) -> Done:
    own = find_own(visit.session, visit.me, step, slot)
    form = visit.filled(SwapAnswerForm)
    answer_swap(visit.session, visit.me, own, form.swap, form.verdict)
    return Done(said=ANSWERS[form.verdict])


def _event(line: Line, step: str) -> Event:
    """One slot in a calendar, in the reader's language."""
    site = settings().address
    return Event(
        uid=f"{line.ref}@{urlsplit(site).hostname}", sequence=line.slot.sequence,
        starts_at=line.slot.starts_at, ends_at=line.ends_at,
        summary=told(say("Presentasi: {title}", title=line.entry.title)),
        location=line.day.room, description=line.day.link, url=f"{site}/pitches/{step}",
        settled=line.slot.confirmed_at is not None,
    )  # fmt: skip
