"""Judging: one's own queue, one entry without names, one's own sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.judging.panels.rules import blind_label
from ideas.judging.questions.models import Question
from ideas.judging.questions.queries import on_sheet
from ideas.judging.queues.queries import batches
from ideas.judging.queues.rules import Shelf
from ideas.judging.reopening.models import Reopening
from ideas.judging.reopening.queries import last_asked
from ideas.judging.reviews.actions import declare_conflict, lock_sheet, save_sheet
from ideas.judging.reviews.queries import next_ref, sheet_of, totals_of
from ideas.judging.reviews.rules import Draft, read_marks, strange
from ideas.judging.rooms.queries import agreed_in, rooms_open_to
from ideas.judging.rubrics.rules import Criterion
from ideas.judging.seats.queries import Seat, Undeclared, find_assignment
from ideas.leaves import leaf_of, number_in
from ideas.permissions import refusal
from ideas.say import Sentence, say
from ideas.web.forms import Form
from ideas.web.render import path, show, wanted_block
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.web.visiting import dressed

pages = Pages()

SHEET = "reviews/sheet.html"
MARKS = "mark-"
SHOWN = 40


@dataclass(frozen=True)
class Asked:
    """What this judge asked for on this sheet, and what may be asked now."""

    questions: Sequence[Question]
    unasking: Sentence | None
    reopening: Reopening | None
    locked_for_good: Sentence | None


class SheetForm(Form):
    """The marks are a family of fields: mark-<criterion> and mark-<criterion>-reason."""

    note: str = Field(default="", max_length=4000)
    note_team: str = Field(default="", max_length=4000)
    opened: int = Field(default=0, ge=0, lt=2**40)
    version: int = Field(default=0, ge=0, lt=2**31)
    go: str = ""


class ConflictForm(Form):
    why: str = Field(default="", max_length=600)


@pages.read("/reviews", Act.SEE_DESK)
def get_reviews(visit: Visit) -> Response:
    asked = visit.request.query_params
    shelf = next((s for s in Shelf if s == asked.get("show")), Shelf.ALL)
    leaf = number_in(asked.get("leaf", ""))
    piles = [
        (batch, leaf_of(batch.on(shelf), leaf, SHOWN)) for batch in batches(visit.session, visit.me)
    ]
    return show(
        visit, "reviews/queue.html", piles=piles, shelf=shelf, shelves=Shelf,
        rooms=rooms_open_to(visit.session, visit.me),
    )  # fmt: skip


@pages.read("/reviews/{assignment}", Act.SEE_SHEET)
def get_review(visit: Visit, assignment: str) -> Response:
    try:
        seat = find_assignment(visit.session, visit.me, assignment)
    except Undeclared as first:
        return RedirectResponse(path("get_declaration", step=first.step_ref), 303)
    asked = Asked(
        on_sheet(visit.session, seat), refusal(Act.ASK_TEAM, seat.standing),
        last_asked(visit.session, seat) if seat.row.locked_at else None,
        refusal(Act.ASK_REOPENING, seat.standing),
    )  # fmt: skip
    sheet = sheet_of(visit.session, visit.me, seat)
    return show(
        visit, SHEET, sheet=sheet, totals=sheet.totals, asked=asked, anchor=seat.row.anchor,
        agreed=agreed_in(visit.session, seat.step.id),
    )  # fmt: skip


@pages.write("/reviews/{assignment}", Act.SCORE_ENTRY, page=get_review, keeps=True)
def post_review(visit: Visit, assignment: str) -> Done | Response:
    """Along the way only the totals change; they are told from what was sent."""
    seat = find_assignment(visit.session, visit.me, assignment)
    draft = _draft(visit, seat.criteria)
    save_sheet(visit.session, visit.me, seat, draft)
    if visit.typed.text("go") == "next":
        return _on(visit, seat, say("Nilai sementara tersimpan."))
    if wanted_block(visit.request, SHEET) == "totals":
        return dressed(visit, show(visit, SHEET, totals=totals_of(visit.me, draft, seat.criteria)))
    return Done()


@pages.write("/reviews/{assignment}/lock", Act.LOCK_SHEET, page=get_review)
def post_review_lock(visit: Visit, assignment: str) -> Done:
    seat = find_assignment(visit.session, visit.me, assignment)
    lock_sheet(visit.session, visit.me, seat, _draft(visit, seat.criteria))
    return _on(visit, seat, say("Nilai usulan {label} terkunci.", label=blind_label(assignment)))


@pages.write("/reviews/{assignment}/conflict", Act.DECLARE_CONFLICT, page=get_review)
def post_review_conflict(visit: Visit, assignment: str) -> Done:
    form = visit.filled(ConflictForm)
    seat = find_assignment(visit.session, visit.me, assignment)
    declare_conflict(visit.session, visit.me, seat, form.why)
    return Done(
        to=path("get_reviews"),
        said=say("Anda mundur dari usulan itu. Juri lain akan menggantikan."),
    )


def _draft(visit: Visit, criteria: Sequence[Criterion]) -> Draft:
    form = visit.filled(SheetForm, ignore=MARKS)
    fields = visit.typed.starting(MARKS)
    if wrong := strange(fields, criteria):
        raise Invalid(wrong)
    return Draft(
        read_marks(fields, criteria), form.note, seen=form.version, hand=visit.hand,
        note_team=form.note_team, opened=form.opened,
    )  # fmt: skip


def _on(visit: Visit, seat: Seat, said: Sentence) -> Done:
    """To the next open sheet, or back to the queue."""
    ref = next_ref(visit.session, seat)
    done = path("get_room", step=seat.step.ref) if seat.row.anchor else path("get_reviews")
    to = path("get_review", assignment=ref) if ref else done
    return Done(to=to, said=said)
