"""Writing proposals: one's own list, beginning, reading, editing, versions, sending."""

from typing import Any, Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.discovery.kinship.lineage import kinship_of
from ideas.failures import Invalid, Missing
from ideas.pages.drafting import joined, met_again, typed_writing
from ideas.permissions import Relation, refusal, require
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import (
    Scoped,
    find_competition,
    rules_of,
    standing_in,
    steps_of,
)
from ideas.road.competitions.rules import Rules
from ideas.road.entries.drafts import find_draft, my_proposals
from ideas.say import say
from ideas.stages import StepKind
from ideas.talking.comments.queries import talk_of
from ideas.talking.follows.queries import liking_of
from ideas.teamwork.places.needed import open_needs
from ideas.web.forms import Form
from ideas.web.places import place_in
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.anonymity.queries import traces_of
from ideas.writing.attachments.queries import attached_in
from ideas.writing.drafting.actions import save_draft
from ideas.writing.drafting.queries import Opened, scribe_of
from ideas.writing.drafting.rules import prechecks
from ideas.writing.proposals.actions import open_proposal, start_proposal
from ideas.writing.proposals.queries import Draft, open_calls
from ideas.writing.proposals.rules import (
    SUMMARY_WORDS,
    TITLE_WORDS,
    Openness,
    Writing,
    over_limit,
)
from ideas.writing.reminders.queries import is_aside

pages = Pages()

LARGEST = 2**31 - 1


class StartForm(Form):
    competition: str
    title: str = ""
    summary: str = ""
    category: str = ""


class EditForm(Form):
    """`version`: the revision this form was opened with; `then`: the button that was pressed."""

    title: str = ""
    summary: str = ""
    category: str = ""
    version: int = Field(ge=0, le=LARGEST)
    then: Literal["", "save", "later", "check"] = ""


class OpennessForm(Form):
    openness: Openness


@pages.read("/proposals", Act.SEE_DESK)
def get_proposals(visit: Visit) -> Response:
    return show(visit, "proposals/mine.html", mine=my_proposals(visit.session, visit.me))


@pages.read("/proposals/new", Act.WRITE_PROPOSAL)
def get_new(visit: Visit) -> Response:
    ref = visit.kept("competition", visit.request.query_params.get("competition", ""))
    if not ref:
        return show(visit, "proposals/choose.html", calls=open_calls(visit.session, visit.me))
    scoped, call = find_call(visit, ref)
    require(Act.WRITE_PROPOSAL, standing_in(visit.me, scoped, call))
    rules = rules_of(visit.session, scoped.row)
    return show(visit, "proposals/new.html", competition=scoped.row, call=call, **_choices(rules))


@pages.write("/proposals/new", Act.WRITE_PROPOSAL, page=get_new)
def post_new(visit: Visit) -> Done:
    form = visit.filled(StartForm)
    scoped, call = find_call(visit, form.competition)
    writing = Writing(form.title, form.summary, form.category)
    proposal = start_proposal(visit.session, visit.me, scoped, call, writing)
    return Done(
        to=path("get_edit", ref=proposal.ref),
        said=say("Draf dibuat. Semua yang Anda tulis tersimpan sendiri."),
    )


@pages.read("/proposals/{ref}", Act.SEE_PROPOSAL)
def get_proposal(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    named = Relation.NAMED in draft.standing.relations
    before = place_in(visit.request.query_params.get("before", ""))
    mine = draft.mate(visit.me.ref)
    return show(
        visit, "proposals/read.html", draft=draft, mine=mine,
        scribe=scribe_of(visit.session, draft) if named else None,
        aside=is_aside(visit.session, visit.me, draft),
        files=attached_in(visit.session, draft.row.id, draft.row.attached),
        **kinship_of(visit.session, visit.me, draft),
        asked_away=refusal(Act.ASK_TO_JOIN, draft.standing),
        needed=[] if mine or draft.entry else open_needs(visit.session, draft.row.id),
        talk=talk_of(visit.session, visit.me, draft, before),
        liking=liking_of(visit.session, visit.me, draft),
        named=[(m.ref, m.name) for m in draft.team if m.name and m.relation and m != mine],
    )  # fmt: skip


@pages.write("/proposals/{ref}/openness", Act.OPEN_PROPOSAL, page=get_proposal)
def post_openness(visit: Visit, ref: str) -> Done:
    form = visit.filled(OpennessForm)
    open_proposal(visit.session, visit.me, find_draft(visit.session, visit.me, ref), form.openness)
    opened = form.openness is Openness.COLLEAGUES
    return Done(
        said=say("Rekan sekarang dapat membaca gagasan ini.")
        if opened
        else say("Gagasan ini hanya untuk tim lagi.")
    )


@pages.read("/proposals/{ref}/edit", Act.CHANGE_PROPOSAL)
def get_edit(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.CHANGE_PROPOSAL, draft.standing)
    met = met_again(visit, draft)
    return show(
        visit, "proposals/edit.html", draft=draft, met=met,
        traces=traces_of(visit.session, draft),
        prechecks=prechecks(draft.rules.checklist, draft.lacks),
        **_choices(draft.rules),
    )  # fmt: skip


@pages.write("/proposals/{ref}/edit", Act.CHANGE_PROPOSAL, page=get_edit, keeps=True)
def post_edit(visit: Visit, ref: str) -> Done:
    """Checking is held to the limits; what is only saved may be too long for now."""
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(EditForm, ignore=("answer-", "meet-", "tag-"))
    writing = typed_writing(visit)
    if form.then == "check" and (errors := over_limit(draft.merged(writing), draft.sections)):
        raise Invalid(errors)
    opened = Opened(form.version, visit.hand)
    found = save_draft(visit.session, visit.me, draft, writing, opened, joins=bool(form.then))
    return joined(found) if found else _after(form.then, draft)


def _after(then: str, draft: Draft) -> Done:
    """Where the pressed button leads."""
    if then == "later":
        return Done(to="/proposals", said=say("Draf tersimpan. Lanjutkan kapan saja."))
    if then != "check":
        return Done(said=say("Draf tersimpan.") if then else None)
    leads = Relation.LEAD in draft.standing.relations
    if draft.completing and leads:
        return Done(to=path("get_completion", ref=draft.row.ref))
    if draft.entry:
        return Done(to=path("get_entry", ref=draft.entry), said=say("Perbaikan tersimpan."))
    return Done(to=path("get_submission" if leads else "get_proposal", ref=draft.row.ref))


def find_call(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    """A competition that the person may see, and its call."""
    scoped = find_competition(visit.session, visit.me, ref)
    call = [s for s in steps_of(visit.session, scoped.row.id) if s.kind is StepKind.CALL]
    if not call:
        raise Missing
    return scoped, call[0]


def _choices(rules: Rules) -> dict[str, Any]:
    """What the fields of a form need to know."""
    return {
        "title_words": TITLE_WORDS, "summary_words": SUMMARY_WORDS,
        "categories": [(category.key, category.name) for category in rules.categories],
    }  # fmt: skip
