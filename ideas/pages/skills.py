"""One's own interests and skills: a few words, shown to colleagues only if one agrees."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.deciding.recognition.actions import reveal_name
from ideas.permissions import require_visible
from ideas.protection.consents.queries import shown_of
from ideas.protection.consents.rules import Shown
from ideas.protection.privacy.queries import own_standing
from ideas.say import say
from ideas.staff.skills.actions import choose_skills
from ideas.staff.skills.queries import offered, skills_of
from ideas.staff.skills.rules import MOST, skills_in
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class SkillsForm(Form):
    skills: list[str] = Field(default_factory=list)
    own: str = Field(default="", max_length=400)
    shown: str = ""


class RevealForm(Form):
    entry: str


@pages.read("/people/{ref}/skills", Act.CHOOSE_SKILLS)
def get_skills(visit: Visit, ref: str) -> Response:
    require_visible(Act.CHOOSE_SKILLS, own_standing(visit.me, ref))
    mine = skills_of(visit.session, visit.me.id)
    return show(
        visit, "people/skills.html", mine=mine, offered=offered(), most=MOST,
        shown=Shown.SKILLS in shown_of(visit.session, visit.me.id), ref=ref,
    )  # fmt: skip


@pages.write("/people/{ref}/skills", Act.CHOOSE_SKILLS, page=get_skills)
def post_skills(visit: Visit, ref: str) -> Done:
    form = visit.filled(SkillsForm)
    skills = skills_in([*form.skills, form.own])
    standing = own_standing(visit.me, ref)
    choose_skills(visit.session, visit.me, standing, skills, shown=bool(form.shown))
    return Done(
        said=say("Keahlian tersimpan. Rekan yang mencari dapat melihatnya.")
        if form.shown
        else say("Keahlian tersimpan. Hanya Anda yang melihatnya.")
    )


@pages.write("/people/{ref}/reveal", Act.REVEAL_NAME, page=get_skills)
def post_reveal(visit: Visit, ref: str) -> Done:
    form = visit.filled(RevealForm)
    reveal_name(visit.session, visit.me, own_standing(visit.me, ref), form.entry)
    return Done(
        to=f"/people/{ref}",
        said=say("Nama Anda kini tampil. Piagam Anda sedang disiapkan."),
    )
