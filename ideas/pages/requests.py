"""What judges ask for: a locked sheet back, or a word of the team, through the secretariat."""

from typing import Annotated, Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.judging.questions.actions import answer_question, ask_team, pass_on, turn_down
from ideas.judging.questions.queries import Concern, find_concern, to_handle, to_team
from ideas.judging.questions.rules import LONGEST_ANSWER, MOST, QuestionState
from ideas.judging.reopening.actions import answer_reopening, ask_reopening
from ideas.judging.reopening.queries import asked_in, find_case
from ideas.judging.seats.queries import find_assignment
from ideas.pages.reviews import get_review
from ideas.permissions import refusal, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step, standing_in
from ideas.road.entries.queries import find_entry
from ideas.say import say
from ideas.stages import StepKind
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.anonymity.queries import team_behind
from ideas.writing.anonymity.rules import Trace, traces_in
from ideas.writing.proposals.mates import team_of

pages = Pages()

Told = Annotated[str, Field(min_length=10, max_length=600)]
HANDLED = (QuestionState.ASKED,)
OPEN = (QuestionState.FORWARDED,)


class QuestionForm(Form):
    question: str = Field(min_length=10, max_length=MOST)


class ReopeningForm(Form):
    reason: Told


class VerdictForm(Form):
    verdict: Literal["yes", "no"]
    answer: str = Field(default="", max_length=600)


class HandlingForm(Form):
    verdict: Literal["pass", "decline"]
    wording: str = Field(default="", max_length=MOST)
    reason: str = Field(default="", max_length=600)


class AnswerForm(Form):
    answer: str = Field(min_length=1, max_length=LONGEST_ANSWER)
    checked: Literal["", "on"] = ""


@pages.write("/reviews/{assignment}/questions", Act.ASK_TEAM, page=get_review)
def post_question(visit: Visit, assignment: str) -> Done:
    form = visit.filled(QuestionForm)
    seat = find_assignment(visit.session, visit.me, assignment)
    ask_team(visit.session, visit.me, seat, form.question)
    return Done(said=say("Pertanyaan terkirim ke sekretariat. Tim tidak tahu siapa yang bertanya."))


@pages.write("/reviews/{assignment}/reopening", Act.ASK_REOPENING, page=get_review)
def post_reopening_request(visit: Visit, assignment: str) -> Done:
    form = visit.filled(ReopeningForm)
    seat = find_assignment(visit.session, visit.me, assignment)
    ask_reopening(visit.session, visit.me, seat, form.reason)
    return Done(said=say("Permintaan terkirim. Ketua panel atau sekretariat memutuskannya."))


@pages.read("/panels/{step}/requests", Act.SEE_PANEL)
def get_requests(visit: Visit, step: str, question: str = "", reopening: str = "") -> Response:
    """One of each is answered at a time: the oldest, or the one that a form was sent for."""
    scoped, row = _panel(visit, step)
    standing = standing_in(visit.me, scoped, row)
    handles = refusal(Act.HANDLE_QUESTION, standing) is None
    return show(
        visit, "panels/requests.html", scoped=scoped, step=row, handles=handles,
        closed=refusal(Act.ANSWER_REOPENING, standing),
        sheets=asked_in(visit.session, visit.me, row),
        questions=to_handle(visit.session, visit.me, row) if handles else (),
        question=question, reopening=reopening,
    )  # fmt: skip


@pages.write("/panels/{step}/reopenings/{reopening}", Act.ANSWER_REOPENING, page=get_requests)
def post_reopening_answer(visit: Visit, step: str, reopening: str) -> Done:
    scoped, row = _panel(visit, step)
    case = find_case(visit.session, visit.me, scoped, row, reopening)
    form = visit.filled(VerdictForm)
    agreed = form.verdict == "yes"
    if not agreed and not form.answer:
        raise Invalid({"answer": say("Tulis alasannya, agar juri tahu.")})
    answer_reopening(visit.session, visit.me, case, agreed=agreed, answer=form.answer)
    return Done(said=say("Keputusan tercatat. Juri sudah dikabari."))


@pages.write("/panels/{step}/questions/{question}", Act.HANDLE_QUESTION, page=get_requests)
def post_question_handling(visit: Visit, step: str, question: str) -> Done:
    _panel(visit, step)
    concern = find_concern(visit.session, visit.me, question, HANDLED, step=step)
    form = visit.filled(HandlingForm)
    if form.verdict == "pass":
        if not form.wording:
            raise Invalid({"wording": say("Tulis pertanyaan yang akan dibaca tim.")})
        pass_on(visit.session, visit.me, concern, form.wording)
        return Done(said=say("Pertanyaan diteruskan kepada tim, tanpa nama juri."))
    if not form.reason:
        raise Invalid({"reason": say("Tulis alasannya, agar juri tahu.")})
    turn_down(visit.session, visit.me, concern, form.reason)
    return Done(said=say("Pertanyaan tidak diteruskan. Juri membaca alasannya."))


@pages.read("/entries/{ref}/questions", Act.SEE_QUESTIONS)
def get_questions(visit: Visit, ref: str, question: str = "") -> Response:
    seen = find_entry(visit.session, visit.me, ref)
    require_visible(Act.SEE_QUESTIONS, seen.standing)
    return show(
        visit, "entries/questions.html", seen=seen,
        questions=to_team(visit.session, seen.row.id), at=question,
        closed=refusal(Act.ANSWER_QUESTION, seen.standing),
    )  # fmt: skip


@pages.write("/entries/{ref}/questions/{question}", Act.ANSWER_QUESTION, page=get_questions)
def post_answer_to_judges(visit: Visit, ref: str, question: str) -> Done:
    concern = find_concern(visit.session, visit.me, question, OPEN, entry=ref)
    require_visible(Act.SEE_QUESTIONS, concern.seen.standing)
    form = visit.filled(AnswerForm)
    if not form.checked and (told := _traces(visit, concern, form.answer)):
        what = ", ".join(trace.shown for trace in told)
        raise Invalid({"answer": say("Jawaban ini menyebut {what}. Samarkan dahulu.", what=what)})
    answer_question(visit.session, visit.me, concern, form.answer)
    return Done(said=say("Jawaban terkirim kepada semua juri usulan ini, tanpa nama."))


def _traces(visit: Visit, concern: Concern, answer: str) -> tuple[Trace, ...]:
    """Where an answer tells whose it is."""
    entry = concern.seen.row
    mates = team_of(visit.session, entry.proposal_id)
    team = team_behind(visit.session, entry.competition_id, mates)
    return traces_in({"answer": answer}, team) if team else ()


def _panel(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    """Who may not see a panel does not find what is asked in it."""
    scoped, step = competition_of_step(visit.session, visit.me, ref, StepKind.PANEL)
    require_visible(Act.SEE_PANEL, standing_in(visit.me, scoped, step))
    return scoped, step
