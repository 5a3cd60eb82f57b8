"""The road designer: a draft competition, block by block, until its rules are locked."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.failures import Missing
from ideas.judging.rubrics.rules import Correction, Judging, TieRule
from ideas.judging.rubrics.scales import Scale
from ideas.pages.competitions import BasicsForm
from ideas.pages.drawing import FRESH, drawn, moved_steps
from ideas.permissions import Relation, Role, Standing, refusal, require
from ideas.road.competitions.actions import (
    change_basics,
    change_part,
    change_steps,
    open_competition,
)
from ideas.road.competitions.judging import AFTER_PANEL
from ideas.road.competitions.queries import (
    Scoped,
    defects_in,
    find_competition,
    find_rules,
    standing_in,
    steps_of,
)
from ideas.road.competitions.rules import MOTIFS, Part
from ideas.say import say
from ideas.staff.offices.actions import Seat, appoint, dismiss
from ideas.staff.offices.queries import officers_in
from ideas.staff.people.finding import find_people, person_of
from ideas.staff.roles.places import places_within
from ideas.staff.roles.rules import OFFICES
from ideas.stages import StepKind
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.forms.rules import SectionKind, Stage

pages = Pages()


class OfficerForm(Form):
    person: str
    role: Role
    q: str = ""


class JudgingForm(Judging, Form):
    """The same switches; what is not ticked is not sent."""

    @property
    def judging(self) -> Judging:
        return Judging(**self.model_dump())


@pages.read("/competitions/{ref}/road", Act.PLAN_COMPETITION)
def get_road(visit: Visit, ref: str, part: str = "") -> Response:
    scoped = _planned(visit, ref)
    rules, book = find_rules(visit.session, scoped.row)
    steps = steps_of(visit.session, scoped.row.id)
    officers = officers_in(visit.session, scoped.row.id, scoped.organiser_path)
    locked = refusal(Act.CHANGE_COMPETITION, standing_in(visit.me, scoped))
    words = visit.kept("q", visit.request.query_params.get("q", ""))[:80]
    return show(
        visit, "competitions/road.html", also=[] if locked else ["check"],
        comp=scoped.row, scoped=scoped, rules=rules, book=book, steps=steps, officers=officers,
        part=part, motifs=MOTIFS, kinds=SectionKind, stages=Stage, fresh=FRESH, offices=OFFICES,
        words=words, scales=Scale, corrections=Correction, ties=TieRule, after=AFTER_PANEL,
        switches=Judging.model_fields,
        places=places_within(visit.session, visit.me, Role.SECRETARIAT),
        found=find_people(visit.session, words),
        defects=defects_in(rules, steps, officers),
        locked=locked,
        seated=refusal(Act.APPOINT_OFFICER, _seating(visit, scoped)),
    )  # fmt: skip


@pages.write("/competitions/{ref}/road/basics", Act.CHANGE_COMPETITION, page=get_road)
def post_basics(visit: Visit, ref: str) -> Done:
    form = visit.filled(BasicsForm)
    change_basics(visit.session, visit.me, _planned(visit, ref), form.basics)
    return Done(said=say("Perubahan tersimpan."))


@pages.write("/competitions/{ref}/road/steps", Act.CHANGE_COMPETITION, page=get_road)
def post_steps(visit: Visit, ref: str) -> Done:
    changes = moved_steps(visit.typed, visit.me.zone)
    do = visit.typed.text("do")
    change_steps(visit.session, visit.me, _planned(visit, ref), changes, do)
    return Done(said=say("Perubahan tersimpan."))


@pages.write("/competitions/{ref}/road/judging", Act.CHANGE_COMPETITION, page=get_road)
def post_judging(visit: Visit, ref: str) -> Done:
    judging = visit.filled(JudgingForm).judging
    change_part(visit.session, visit.me, _planned(visit, ref), "judging", judging)
    return Done(said=say("Perubahan tersimpan."))


@pages.write("/competitions/{ref}/road/rules/{part}", Act.CHANGE_COMPETITION, page=get_road)
def post_part(visit: Visit, ref: str, part: str) -> Done:
    if part not in set(Part):
        raise Missing
    rows = drawn(visit.typed, Part(part), visit.typed.text("do"))
    change_part(visit.session, visit.me, _planned(visit, ref), Part(part), rows)
    return Done(said=say("Perubahan tersimpan."))


@pages.write("/competitions/{ref}/road/officers", Act.APPOINT_OFFICER, page=get_road)
def post_officer(visit: Visit, ref: str) -> Done:
    form, scoped = visit.filled(OfficerForm), _planned(visit, ref)
    person = person_of(visit.session, form.person)
    itself = frozenset({Relation.SELF}) if person == visit.me.id else frozenset()
    standing = _seating(visit, scoped, itself)
    appoint(visit.session, visit.me, standing, person, _seat(scoped, form.role))
    return Done(said=say("Panitia bertambah."))


@pages.write("/competitions/{ref}/road/dismissals", Act.DISMISS_OFFICER, page=get_road)
def post_dismissal(visit: Visit, ref: str) -> Done:
    form, scoped = visit.filled(OfficerForm), _planned(visit, ref)
    person = person_of(visit.session, form.person)
    dismiss(visit.session, visit.me, _seating(visit, scoped), person, _seat(scoped, form.role))
    return Done(said=say("Penunjukan dicabut."))


@pages.write("/competitions/{ref}/road/opening", Act.OPEN_COMPETITION, page=get_road)
def post_opening(visit: Visit, ref: str) -> Done:
    open_competition(visit.session, visit.me, _planned(visit, ref))
    return Done(
        to=path("get_competition", ref=ref), said=say("Kompetisi dibuka. Aturannya kini terkunci.")
    )


def _planned(visit: Visit, ref: str) -> Scoped:
    """A competition that this person may plan; strangers to it are told why not."""
    scoped = find_competition(visit.session, visit.me, ref)
    require(Act.PLAN_COMPETITION, standing_in(visit.me, scoped))
    return scoped


def _seating(
    visit: Visit, scoped: Scoped, relations: frozenset[Relation] = frozenset()
) -> Standing:
    """How one stands to naming officers: the panel's step decides until when."""
    steps = steps_of(visit.session, scoped.row.id)
    panel = next((step for step in steps if step.kind is StepKind.PANEL), None)
    return standing_in(visit.me, scoped, panel, relations=relations)


def _seat(scoped: Scoped, role: Role) -> Seat:
    return Seat(role, scoped.row.id, scoped.row.ref, scoped.organiser_path)
