"""Two proposals becoming one: suggested, agreed by both leads, followed by each, taken back."""

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.discovery.merging.actions import answer_merger, carry_over, propose_merger, undo_merger
from ideas.discovery.merging.queries import Union, mergers_shown
from ideas.discovery.merging.rules import Voice
from ideas.failures import Invalid, Missing
from ideas.permissions import refusal, require
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.proposals.queries import Draft

pages = Pages()


class ProposeForm(Form):
    """`other`: the proposal that goes on within this one."""

    other: str = Field(min_length=1, max_length=9)


class AnswerForm(Form):
    merger: str
    answer: Literal["yes", "no"]


class CarryForm(AnswerForm):
    voice: Voice


class UndoForm(Form):
    merger: str


@pages.read("/proposals/{ref}/merger", Act.SEE_PROPOSAL)
def get_merger(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    return show(
        visit, "similar/merger.html", draft=draft,
        mergers=mergers_shown(visit.session, visit.me, draft),
        may={act.name: refusal(act, draft.standing) is None for act in
             (Act.PROPOSE_MERGER, Act.ANSWER_MERGER, Act.UNDO_MERGER, Act.CARRY_OVER)},
    )  # fmt: skip


@pages.write("/proposals/{ref}/merger", Act.PROPOSE_MERGER, page=get_merger)
def post_merger(visit: Visit, ref: str) -> Done:
    form = visit.filled(ProposeForm)
    kept = find_draft(visit.session, visit.me, ref, hold=True)
    require(Act.PROPOSE_MERGER, kept.standing)
    other = _other(visit, form.other)
    propose_merger(visit.session, visit.me, kept, other)
    return Done(said=say("Usul terkirim. Kedua ketua tim perlu setuju."))


@pages.write("/proposals/{ref}/merger/answer", Act.ANSWER_MERGER, page=get_merger)
def post_merger_answer(visit: Visit, ref: str) -> Done:
    form = visit.filled(AnswerForm)
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    union, agrees = _union(visit, draft, Act.ANSWER_MERGER, form.merger), form.answer == "yes"
    answer_merger(visit.session, visit.me, draft, union, agrees=agrees)
    return Done(said=say("Jawaban Anda tercatat."))


@pages.write("/proposals/{ref}/merger/voice", Act.CARRY_OVER, page=get_merger)
def post_voice(visit: Visit, ref: str) -> Done:
    form = visit.filled(CarryForm)
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    union, yes = _union(visit, draft, Act.CARRY_OVER, form.merger), form.answer == "yes"
    carry_over(visit.session, visit.me, draft, union, form.voice, yes=yes)
    return Done(said=say("Jawaban Anda tercatat."))


@pages.write("/proposals/{ref}/merger/undoing", Act.UNDO_MERGER, page=get_merger)
def post_undoing(visit: Visit, ref: str) -> Done:
    form = visit.filled(UndoForm)
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    union = _union(visit, draft, Act.UNDO_MERGER, form.merger)
    undo_merger(visit.session, visit.me, draft, union)
    return Done(said=say("Penggabungan dibatalkan. Keduanya kembali seperti semula."))


def _other(visit: Visit, ref: str) -> Draft:
    """What one may not read is not told from what is not there."""
    try:
        return find_draft(visit.session, visit.me, ref.upper())
    except Missing:
        raise Invalid({"other": say("Tidak ada gagasan bernomor itu.")}) from None


def _union(visit: Visit, draft: Draft, act: Act, ref: str) -> Union:
    """One of the running mergers of this proposal, for whom the act is open at all."""
    require(act, draft.standing)
    running = mergers_shown(visit.session, visit.me, draft)
    union = next((one for one in running if one.row.ref == ref), None)
    if union is None:
        raise Invalid(say("Penggabungan ini sudah berubah. Muat ulang halaman."))
    return union
