"""Suggestions on a passage: offered by readers, taken up or turned down by the team."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.permissions import refusal, require
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.talking.suggestions.actions import (
    standing_to,
    suggest_change,
    take_up,
    turn_down,
    withdraw_suggestion,
)
from ideas.talking.suggestions.queries import find_suggestion, parts_of, suggestions_for
from ideas.talking.suggestions.rules import Proposed
from ideas.web.forms import Form, PlainForm
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.proposals.queries import Draft

pages = Pages()


class SuggestionForm(Form):
    part: str = Field(default="", max_length=60)
    passage: str = ""
    wording: str = ""
    why: str = ""


class AnswerForm(Form):
    answer: str = ""


@pages.read("/proposals/{ref}/suggestions", Act.SEE_PROPOSAL)
def get_suggestions(visit: Visit, ref: str) -> Response:
    return _shown(visit, find_draft(visit.session, visit.me, ref))


@pages.write("/proposals/{ref}/suggestions", Act.SUGGEST_CHANGE, page=get_suggestions)
def post_suggestion(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.SUGGEST_CHANGE, draft.standing)
    form = visit.filled(SuggestionForm)
    proposed = Proposed(form.part, form.passage, form.wording, form.why)
    suggest_change(visit.session, visit.me, draft, proposed)
    return Done(
        to=path("get_suggestions", ref=ref),
        said=say("Saran terkirim. Anda kami kabari bila tim menjawab."),
    )


@pages.read("/proposals/{ref}/suggestions/{suggestion}", Act.ANSWER_SUGGESTION)
def get_suggestion(visit: Visit, ref: str, suggestion: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.ANSWER_SUGGESTION, draft.standing)
    row = find_suggestion(visit.session, draft, suggestion)
    return _shown(visit, draft, row.ref)


@pages.write(
    "/proposals/{ref}/suggestions/{suggestion}/taking", Act.ANSWER_SUGGESTION, page=get_suggestion
)
def post_taking(visit: Visit, ref: str, suggestion: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    require(Act.ANSWER_SUGGESTION, draft.standing)
    visit.filled(PlainForm)
    row = find_suggestion(visit.session, draft, suggestion)
    take_up(visit.session, visit.me, draft, row)
    return Done(
        to=path("get_suggestions", ref=ref),
        said=say("Saran dipakai. Tulisan sudah berubah, dan versinya tersimpan."),
    )


@pages.write(
    "/proposals/{ref}/suggestions/{suggestion}", Act.ANSWER_SUGGESTION, page=get_suggestion
)
def post_declining(visit: Visit, ref: str, suggestion: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    require(Act.ANSWER_SUGGESTION, draft.standing)
    answer = visit.filled(AnswerForm).answer
    turn_down(
        visit.session, visit.me, draft, find_suggestion(visit.session, draft, suggestion), answer
    )
    return Done(
        to=path("get_suggestions", ref=ref),
        said=say("Jawaban terkirim. Terima kasih sudah membaca."),
    )


@pages.write(
    "/proposals/{ref}/suggestions/{suggestion}/withdrawal",
    Act.WITHDRAW_SUGGESTION,
    page=get_suggestions,
)
def post_suggestion_withdrawal(visit: Visit, ref: str, suggestion: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    row = find_suggestion(visit.session, draft, suggestion, by=visit.me)
    require(Act.WITHDRAW_SUGGESTION, standing_to(visit.me, draft, row))
    visit.filled(PlainForm)
    withdraw_suggestion(visit.session, visit.me, draft, row)
    said = say("Saran ditarik. Tim tidak melihatnya lagi.")
    return Done(to=path("get_suggestions", ref=ref), said=said)


def _shown(visit: Visit, draft: Draft, chosen: str = "") -> Response:
    """All of them, or the one that is being answered."""
    lines = suggestions_for(visit.session, visit.me, draft)
    query = visit.request.query_params
    return show(
        visit, "talk/suggestions.html", draft=draft, chosen=chosen,
        mine=draft.mate(visit.me.ref),
        lines=[line for line in lines if chosen in ("", line.row.ref)], parts=parts_of(draft),
        part=query.get("part", ""), passage=query.get("passage", "")[:4000],
        refused=refusal(Act.SUGGEST_CHANGE, draft.standing),
        may_answer=refusal(Act.ANSWER_SUGGESTION, draft.standing) is None,
    )  # fmt: skip
