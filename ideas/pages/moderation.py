"""Moderation: what was reported, and what becomes of it."""

from typing import Literal

from fastapi.responses import Response

from ideas.acts import Act
from ideas.permissions import require, require_visible
from ideas.say import say
from ideas.talking.moderation.actions import decide_objection, hide_comment, keep_comment
from ideas.talking.moderation.queries import find_case, moderation_queue
from ideas.web.forms import Form
from ideas.web.places import place_in
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class VerdictForm(Form):
    verdict: Literal["hide", "keep"]
    why: str = ""


class SecondForm(Form):
    verdict: Literal["restore", "uphold"]
    why: str = ""


@pages.read("/moderation", Act.SEE_MODERATION)
def get_moderation(visit: Visit) -> Response:
    require_visible(Act.SEE_MODERATION, visit.standing)
    place = place_in(visit.request.query_params.get("after", ""))
    return show(
        visit, "moderation/list.html", queue=moderation_queue(visit.session, visit.me, place)
    )


@pages.read("/moderation/{ref}", Act.SEE_MODERATION)
def get_case(visit: Visit, ref: str) -> Response:
    return show(visit, "moderation/show.html", case=find_case(visit.session, visit.me, ref))


@pages.write("/moderation/{ref}", Act.MODERATE_COMMENT, page=get_case)
def post_verdict(visit: Visit, ref: str) -> Done:
    case = find_case(visit.session, visit.me, ref)
    require(Act.MODERATE_COMMENT, case.standing)
    form = visit.filled(VerdictForm)
    if form.verdict == "keep":
        keep_comment(visit.session, visit.me, case)
        return Done(to="/moderation", said=say("Komentar tetap tampil."))
    hide_comment(visit.session, visit.me, case, form.why)
    return Done(to="/moderation", said=say("Komentar disembunyikan. Penulisnya membaca alasannya."))


@pages.write("/moderation/{ref}/objection", Act.DECIDE_OBJECTION, page=get_case)
def post_second_verdict(visit: Visit, ref: str) -> Done:
    case = find_case(visit.session, visit.me, ref)
    require(Act.DECIDE_OBJECTION, case.standing)
    form = visit.filled(SecondForm)
    restores = form.verdict == "restore"
    decide_objection(visit.session, visit.me, case, restores=restores, answer=form.why)
    return Done(
        to="/moderation",
        said=say("Komentar tampil kembali.") if restores else say("Komentar tetap disembunyikan."),
    )
