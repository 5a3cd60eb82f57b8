"""The forecast: what a panel would cost its judges and find, before the call opens."""

from collections.abc import Sequence
from datetime import timedelta

from fastapi.responses import Response

from ideas.acts import Act
from ideas.competitions.models import Step
from ideas.competitions.queries import find_competition, rules_of, standing_in, steps_of
from ideas.offices.queries import officers_in
from ideas.permissions import Role, require
from ideas.rubrics.forecast import Plan, loads
from ideas.stages import StepKind
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()

ENTRIES, JUDGES, DAYS = 100, 8, 10
MOST, DIGITS = 100_000, 6
WEEKEND = (5, 6)


@pages.read("/competitions/{ref}/road/forecast", Act.PLAN_COMPETITION)
def get_forecast(visit: Visit, ref: str) -> Response:
    scoped = find_competition(visit.session, visit.me, ref)
    require(Act.PLAN_COMPETITION, standing_in(visit.me, scoped))
    rules, road = rules_of(visit.session, scoped.row), steps_of(visit.session, scoped.row.id)
    panel = next((step for step in road if step.kind is StepKind.PANEL), None)
    officers = officers_in(visit.session, scoped.row.id, scoped.organiser_path)
    judges = sum(officer.here and officer.role is Role.JUDGE for officer in officers)
    plan = Plan(
        _asked(visit, "entries", ENTRIES), _asked(visit, "judges", judges or JUDGES),
        _asked(visit, "days", _working_days([panel] if panel else []) or DAYS),
        _asked(visit, "minutes", rules.judging.minutes),
    )  # fmt: skip
    return show(
        visit, "competitions/forecast.html", comp=scoped.row, plan=plan, loads=loads(plan),
        now=panel.per_entry if panel else 0, most=rules.judging.most,
    )  # fmt: skip


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
