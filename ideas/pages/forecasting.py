"""The forecast: what a panel would cost its judges and find, before the call opens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from fastapi.responses import Response

from ideas.acts import Act
from ideas.judging.scoring.forecasting import Forecast, Plan, forecast
from ideas.permissions import Role, require
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import find_competition, rules_of, standing_in, steps_of
from ideas.staff.offices.queries import officers_in
from ideas.stages import StepKind
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()

CHOICES = (1, 2, 3, 5)
ENTRIES, JUDGES, DAYS = 100, 8, 10
MANY_HOURS = 4  # a day, beside one's own work
MOST, DIGITS = 100_000, 6
WEEKEND = (5, 6)


@pages.read("/competitions/{ref}/road/forecast", Act.PLAN_COMPETITION)
def get_forecast(visit: Visit, ref: str) -> Response:
    scoped = find_competition(visit.session, visit.me, ref)
    require(Act.PLAN_COMPETITION, standing_in(visit.me, scoped))
    rules, road = rules_of(visit.session, scoped.row), steps_of(visit.session, scoped.row.id)
    panels = [step for step in road if step.kind is StepKind.PANEL]
    officers = officers_in(visit.session, scoped.row.id, scoped.organiser_path)
    judges = sum(officer.here and officer.role is Role.JUDGE for officer in officers)
    entries = _asked(visit, "entries", ENTRIES)
    plan = Plan(
        entries, _asked(visit, "judges", judges or JUDGES), max(CHOICES),
        _asked(visit, "days", _working_days(panels) or DAYS),
        min(_asked(visit, "winners", len(rules.prizes) or 1), entries),
        _asked(visit, "minutes", rules.judging.minutes),
    )  # fmt: skip
    return show(
        visit, "competitions/forecast.html", comp=scoped.row, plan=plan,
        loads=[(each, _with(plan, each)) for each in CHOICES if each <= plan.judges],
        now=[step.per_entry for step in panels], most=rules.judging.most, many=MANY_HOURS,
    )  # fmt: skip


def _with(plan: Plan, per_entry: int) -> Forecast:
    return forecast(replace(plan, per_entry=per_entry))


def _asked(visit: Visit, name: str, otherwise: int) -> int:
    """A whole number above nothing; whatever else was typed is not taken."""
    text = visit.request.query_params.get(name, "").strip()
    return min(max(int(text), 1), MOST) if text.isdecimal() and len(text) <= DIGITS else otherwise


def _working_days(steps: Sequence[Step]) -> int:
    """Mondays to Fridays between the opening and the close."""
    return sum(
        (step.opens_at + timedelta(days=day)).weekday() not in WEEKEND
        for step in steps
        for day in range((step.closes_at - step.opens_at).days)
    )
