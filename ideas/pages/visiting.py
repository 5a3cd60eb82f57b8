"""Field visits as those see them who plan: every entry of the step, when, where, who goes."""

from fastapi.responses import Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.judging.visits.actions import Plan, announce_visit, plan_visit, skip_visit
from ideas.judging.visits.queries import find_going, find_round, goings_of
from ideas.judging.visits.rules import VisitPart, VisitState
from ideas.judging.visits.teams import choices_for
from ideas.language.forms import typed_moment
from ideas.permissions import refusal
from ideas.road.steps import state_at
from ideas.say import say
from ideas.web.forms import Form, LocalMoment, PlainForm
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

BOTH = say("Satu orang tidak dapat menjadi panelis dan evaluator sekaligus.")


class PlanForm(Form):
    """`starts` on the planner's wall clock; people by their references."""

    starts: LocalMoment
    place: str = Field(min_length=1, max_length=300)
    position: str = Field(default="", max_length=40)
    panelists: tuple[str, ...] = Field(default=(), max_length=10)
    evaluators: tuple[str, ...] = Field(default=(), max_length=10)

    def plan(self, zone: str) -> Plan:
        if set(self.panelists) & set(self.evaluators):
            raise Invalid({"evaluators": BOTH})
        people = dict.fromkeys(self.panelists, VisitPart.PANELIST)
        people |= dict.fromkeys(self.evaluators, VisitPart.EVALUATOR)
        return Plan(typed_moment(self.starts, zone), self.place, self.position, people)


class SkipForm(Form):
    reason: str = Field(min_length=1, max_length=600)


@pages.read("/visits/{step}", Act.SEE_VISITS)
def get_visits(visit: Visit, step: str) -> Response:
    here = find_round(visit.session, visit.me, step)
    goings = goings_of(visit.session, visit.me, here)
    return show(
        visit, "visits/list.html", tour=here, goings=goings, plans=refusal(Act.PLAN_VISIT,
        here.standing), next=next((g for g in goings if g.state is VisitState.UNPLANNED), None),
        state=state_at(here.step, given.now()),
        over=sum(g.state in (VisitState.SIGNED, VisitState.SKIPPED) for g in goings),
    )  # fmt: skip


@pages.read("/visits/{step}/{entry}/plan", Act.SEE_VISITS)
def get_visit_plan(visit: Visit, step: str, entry: str) -> Response:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISITS)
    return show(
        visit, "visits/plan.html", going=going, refusal=refusal(Act.PLAN_VISIT, going.standing),
        choices=choices_for(visit.session, going.scoped, going.entry),
        closed_to=refusal(Act.SEE_VISIT, going.standing),
    )  # fmt: skip


@pages.write("/visits/{step}/{entry}/plan", Act.PLAN_VISIT, page=get_visit_plan)
def post_visit_plan(visit: Visit, step: str, entry: str) -> Done:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISITS)
    plan_visit(visit.session, visit.me, going, visit.filled(PlanForm).plan(visit.me.zone))
    return Done(said=say("Rencana kunjungan tersimpan."))


@pages.write("/visits/{step}/{entry}/announcement", Act.PLAN_VISIT, page=get_visit_plan)
def post_visit_announcement(visit: Visit, step: str, entry: str) -> Done:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISITS)
    visit.filled(PlainForm)
    announce_visit(visit.session, visit.me, going)
    return Done(said=say("Tim pengusul dan tim kunjungan kami kabari."))


@pages.write("/visits/{step}/{entry}/skip", Act.PLAN_VISIT, page=get_visit_plan)
def post_visit_skip(visit: Visit, step: str, entry: str) -> Done:
    going = find_going(visit.session, visit.me, step, entry, Act.SEE_VISITS)
    skip_visit(visit.session, visit.me, going, visit.filled(SkipForm).reason)
    return Done(said=say("Alasan tersimpan. Usulan ini tidak dikunjungi."))
