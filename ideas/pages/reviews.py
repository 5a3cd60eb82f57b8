"""Judging: one's own queue, one entry without names, one's own sheet."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.competitions.queries import rules_of
from ideas.failures import Invalid
from ideas.panels.queries import Seat, find_assignment
from ideas.panels.rules import blind_label
from ideas.reviews.actions import declare_conflict, lock_sheet, save_sheet
from ideas.reviews.queries import batches, next_ref, sheet_of
from ideas.reviews.rules import Draft, read_marks, strange
from ideas.say import Sentence, say
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

MARKS = "mark-"


class SheetForm(Form):
    """The marks are a family of fields: mark-<criterion> and mark-<criterion>-reason."""

    note: str = Field(default="", max_length=4000)
    version: int = Field(default=0, ge=0, lt=2**31)
    go: str = ""


class ConflictForm(Form):
    why: str = Field(default="", max_length=600)


@pages.read("/reviews", Act.SEE_DESK)
def get_reviews(visit: Visit) -> Response:
    return show(visit, "reviews/queue.html", batches=batches(visit.session, visit.me))


@pages.read("/reviews/{assignment}", Act.SEE_SHEET)
def get_review(visit: Visit, assignment: str) -> Response:
    seat = find_assignment(visit.session, visit.me, assignment)
    sheet = sheet_of(visit.session, visit.me, seat)
    return show(visit, "reviews/sheet.html", sheet=sheet)


@pages.write("/reviews/{assignment}", Act.SCORE_ENTRY, page=get_review, keeps=True)
def post_review(visit: Visit, assignment: str) -> Done:
    seat = find_assignment(visit.session, visit.me, assignment)
    save_sheet(visit.session, visit.me, seat, _draft(visit, seat))
    if visit.typed.text("go") != "next":
        return Done()  # saved along the way: the sheet says so itself
    return _on(visit, seat, say("Nilai sementara tersimpan."))


@pages.write("/reviews/{assignment}/lock", Act.LOCK_SHEET, page=get_review)
def post_review_lock(visit: Visit, assignment: str) -> Done:
    seat = find_assignment(visit.session, visit.me, assignment)
    criteria = rules_of(visit.session, seat.scoped.row).criteria
    lock_sheet(visit.session, visit.me, seat, _draft(visit, seat), criteria)
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


def _draft(visit: Visit, seat: Seat) -> Draft:
    form = visit.filled(SheetForm, ignore=MARKS)
    fields = visit.typed.starting(MARKS)
    criteria = rules_of(visit.session, seat.scoped.row).criteria
    if wrong := strange(fields, criteria):
        raise Invalid(wrong)
    return Draft(read_marks(fields, criteria), form.note, seen=form.version, hand=visit.hand)


def _on(visit: Visit, seat: Seat, said: Sentence) -> Done:
    """To the next open sheet, or back to the queue."""
    ref = next_ref(visit.session, visit.me, seat)
    to = path("get_review", assignment=ref) if ref else path("get_reviews")
    return Done(to=to, said=said)
