"""Open places: what teams look for, offering to come, and taking somebody in."""

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.pages.teamwork import get_team
from ideas.permissions import refusal
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.staff.skills.rules import skills_in
from ideas.teamwork.places.actions import (
    answer_place,
    choose_answer,
    close_place,
    decline_answer,
    post_place,
)
from ideas.teamwork.places.queries import Filter, places_for
from ideas.teamwork.places.rules import (
    LONGEST_LINE,
    LONGEST_TITLE,
    LONGEST_WHAT,
    MOST_SKILLS,
    Asked,
    Need,
)
from ideas.teamwork.places.spots import find_place
from ideas.teamwork.teams.rules import Wanted
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.proposals.rules import Part

pages = Pages()


class NeedForm(Form):
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    what: str = Field(min_length=1, max_length=LONGEST_WHAT)
    skills: list[str] = Field(default_factory=list)
    own: str = Field(default="", max_length=200)
    hours: Literal["", "1", "2", "4", "8", "16"] = ""


class LineForm(Form):
    line: str = Field(min_length=1, max_length=LONGEST_LINE)


class ChoiceForm(Form):
    place: str
    answer: str
    verdict: Literal["accept", "decline"]
    part: Literal["member", "contributor", "mentor"] = "member"
    share: int = Field(default=0, ge=0, le=100)


class ClosingForm(Form):
    place: str


@pages.read("/places", Act.SEE_PLACES)
def get_places(visit: Visit) -> Response:
    asked = visit.request.query_params
    wanted = Filter(
        skill=asked.get("skill", ""), unit=asked.get("unit", ""), fits=asked.get("fits") == "1",
        after=asked.get("after", ""),
    )  # fmt: skip
    shelf = places_for(visit.session, visit.me, wanted)
    return show(visit, "places/list.html", shelf=shelf, wanted=wanted)


@pages.read("/places/{ref}", Act.READ_PLACE)
def get_place(visit: Visit, ref: str) -> Response:
    spot = find_place(visit.session, visit.me, ref)
    why = refusal(Act.ANSWER_PLACE, spot.standing)
    return show(visit, "places/show.html", spot=spot, place=spot.line, why=why)


@pages.write("/places/{ref}", Act.ANSWER_PLACE, page=get_place)
def post_place_answer(visit: Visit, ref: str) -> Done:
    spot = find_place(visit.session, visit.me, ref)
    answer_place(visit.session, visit.me, spot, visit.filled(LineForm).line)
    return Done(said=say("Tawaran Anda sampai kepada ketua tim. Ia akan menjawab."))


@pages.write("/proposals/{ref}/team/places", Act.POST_PLACE, page=get_team)
def post_need(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(NeedForm)
    skills = skills_in([*form.skills, form.own], MOST_SKILLS)
    need = Need(form.title, form.what, skills, int(form.hours) if form.hours else None)
    place = post_place(visit.session, visit.me, draft, need)
    return Done(
        to=path("get_place", ref=place.ref),
        said=say("Tempat dibuka. Rekan yang boleh ikut kompetisi ini dapat menawarkan diri."),
    )


@pages.write("/proposals/{ref}/team/places/closing", Act.POST_PLACE, page=get_team)
def post_place_closing(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    close_place(visit.session, visit.me, draft, visit.filled(ClosingForm).place)
    return Done(said=say("Tempat ditutup. Yang menawarkan diri diberi tahu."))


@pages.write("/proposals/{ref}/team/places/choice", Act.CHOOSE_ANSWER, page=get_team)
def post_place_choice(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(ChoiceForm)
    asked = Asked(form.place, form.answer)
    if form.verdict == "decline":
        decline_answer(visit.session, visit.me, draft, asked)
        return Done(said=say("Kami sampaikan terima kasih Anda kepadanya."))
    choose_answer(visit.session, visit.me, draft, asked, Wanted(Part(form.part), form.share))
    return Done(said=say("Rekan diterima. Tinggal ia menyetujui peran dan bagiannya."))
