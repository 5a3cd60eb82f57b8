"""Talking about a proposal: comments, support, following."""

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.pages.proposals import get_proposal
from ideas.permissions import refusal, require
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.staff.people.finding import find_people
from ideas.talking.comments.actions import delete_comment, edit_comment, standing_to, write_comment
from ideas.talking.comments.queries import find_comment, said_of
from ideas.talking.comments.rules import Circle, Words
from ideas.talking.follows.actions import follow_proposal, support_proposal
from ideas.talking.moderation.actions import object_to_hiding, report_comment
from ideas.talking.moderation.queries import find_hiding
from ideas.talking.moderation.rules import Offence
from ideas.web.forms import Form, PlainForm
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.proposals.readers import readers

pages = Pages()

FEWEST_LETTERS = 2


class CommentForm(Form):
    text: str = ""
    circle: Circle = Circle.TEAM
    question: Literal["", "on"] = ""
    reply_to: str = Field(default="", max_length=9)
    mention: list[str] = Field(default=[], max_length=20)


class TextForm(Form):
    text: str = ""


class WantedForm(Form):
    wanted: Literal["yes", "no"]


class ReportForm(Form):
    offence: Offence
    note: str = ""


class ObjectionForm(Form):
    objection: str = ""


@pages.write("/proposals/{ref}/comments", Act.WRITE_COMMENT, page=get_proposal)
def post_comment(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.WRITE_COMMENT, draft.standing)
    form = visit.filled(CommentForm)
    words = Words(form.text, form.circle, bool(form.question), form.reply_to, form.mention)
    row = write_comment(visit.session, visit.me, draft, words)
    said = (
        say("Pertanyaan terkirim. Tim kami kabari.") if row.question else say("Komentar terkirim.")
    )
    return Done(to=f"{path('get_proposal', ref=ref)}#talk", said=said)


@pages.write("/proposals/{ref}/support", Act.SUPPORT_PROPOSAL, page=get_proposal)
def post_support(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.SUPPORT_PROPOSAL, draft.standing)
    wanted = visit.filled(WantedForm).wanted == "yes"
    support_proposal(visit.session, visit.me, draft, wanted=wanted)
    return Done(said=say("Dukungan Anda tercatat.") if wanted else say("Dukungan Anda ditarik."))


@pages.write("/proposals/{ref}/follow", Act.FOLLOW_PROPOSAL, page=get_proposal)
def post_follow(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.FOLLOW_PROPOSAL, draft.standing)
    wanted = visit.filled(WantedForm).wanted == "yes"
    follow_proposal(visit.session, visit.me, draft, wanted=wanted)
    hears = say("Kami kabari bila gagasan ini bergerak.")
    return Done(said=hears if wanted else say("Anda tidak mengikuti gagasan ini lagi."))


@pages.read("/proposals/{ref}/mentions", Act.SEE_PROPOSAL)
def get_mentions(visit: Visit, ref: str) -> Response:
    """Whom one may name here: only people who may read it too."""
    draft = find_draft(visit.session, visit.me, ref)
    q = visit.request.query_params.get("q", "").strip()
    found = find_people(visit.session, q) if len(q) >= FEWEST_LETTERS else []
    ids = [somebody.id for somebody in found]
    may = readers(visit.session, draft.row.id, ids, hidden=draft.standing.in_team)
    return show(visit, "talk/mentions.html", draft=draft, found=[s for s in found if s.id in may])


@pages.read("/proposals/{ref}/comments/{comment}", Act.SEE_PROPOSAL)
def get_comment(visit: Visit, ref: str, comment: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    said = said_of(visit.session, visit.me, draft, find_comment(visit.session, draft, comment))
    why = refusal(Act.REPORT_COMMENT, standing_to(visit.me, draft, said.row))
    return show(
        visit, "talk/comment.html", draft=draft, said=said, may_report=not why and not said.gone,
        offences=[(offence.value, offence) for offence in Offence],
    )  # fmt: skip


@pages.write("/proposals/{ref}/comments/{comment}", Act.CHANGE_COMMENT, page=get_comment)
def post_comment_change(visit: Visit, ref: str, comment: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    row = find_comment(visit.session, draft, comment)
    require(Act.CHANGE_COMMENT, standing_to(visit.me, draft, row))
    edit_comment(visit.session, visit.me, draft, row, visit.filled(TextForm).text)
    return Done(to=f"{path('get_proposal', ref=ref)}#talk", said=say("Komentar diubah."))


@pages.write("/proposals/{ref}/comments/{comment}/deletion", Act.CHANGE_COMMENT, page=get_comment)
def post_comment_deletion(visit: Visit, ref: str, comment: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    row = find_comment(visit.session, draft, comment)
    require(Act.CHANGE_COMMENT, standing_to(visit.me, draft, row))
    visit.filled(PlainForm)
    delete_comment(visit.session, visit.me, draft, row)
    return Done(to=f"{path('get_proposal', ref=ref)}#talk", said=say("Komentar dihapus."))


@pages.write("/proposals/{ref}/comments/{comment}/report", Act.REPORT_COMMENT, page=get_comment)
def post_report(visit: Visit, ref: str, comment: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    row = find_comment(visit.session, draft, comment)
    require(Act.REPORT_COMMENT, standing_to(visit.me, draft, row))
    form = visit.filled(ReportForm)
    report_comment(visit.session, visit.me, draft, row, (form.offence, form.note))
    said = say("Terima kasih. Moderator akan melihatnya. Nama Anda tidak ditampilkan.")
    return Done(to=f"{path('get_proposal', ref=ref)}#talk", said=said)


@pages.read("/proposals/{ref}/comments/{comment}/hiding", Act.OBJECT_TO_HIDING)
def get_hiding(visit: Visit, ref: str, comment: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    row = find_comment(visit.session, draft, comment)
    require(Act.OBJECT_TO_HIDING, standing_to(visit.me, draft, row))
    return show(
        visit, "talk/hiding.html", draft=draft, hiding=find_hiding(visit.session, row),
        said=said_of(visit.session, visit.me, draft, row),
    )  # fmt: skip


@pages.write("/proposals/{ref}/comments/{comment}/hiding", Act.OBJECT_TO_HIDING, page=get_hiding)
def post_objection(visit: Visit, ref: str, comment: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref)
    row = find_comment(visit.session, draft, comment)
    require(Act.OBJECT_TO_HIDING, standing_to(visit.me, draft, row))
    objection = visit.filled(ObjectionForm).objection
    object_to_hiding(visit.session, visit.me, draft, row, objection)
    return Done(said=say("Keberatan Anda terkirim. Orang lain yang memutuskannya."))
