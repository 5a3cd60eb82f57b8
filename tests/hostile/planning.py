"""A good body for every route of planning. Each function is named after its route."""

from datetime import timedelta
from typing import Any

from ideas.permissions import Role
from ideas.road.competitions.presets import presets
from ideas.stages import CompetitionState, StepKind
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.cases import Case, field_values


class Secretariat:
    """Dewi, and a competition that she plans."""

    def __init__(self, make: Make, state: CompetitionState = CompetitionState.DRAFT) -> None:
        self.competition = make.competition(state=state)
        self.dewi = make.grant(make.person("Dewi", unit=make.regency), Role.SECRETARIAT)
        self.at = f"/competitions/{self.competition.ref}/road"

    def case(self, block: str, **fields: Any) -> Case:
        return Case(self.dewi, f"{self.at}/{block}", fields)

    def drawn(self, block: str) -> Case:
        fields = field_values(Browser(self.dewi), self.at, f"{self.at}/{block}")
        return self.case(block, **fields)


def post_new_competition(make: Make) -> Case:
    fields = {
        "title": "Lomba Baru", "theme": "Dekat", "about": "Untuk semua.", "unit": make.regency.ref,
        "preset": presets()[0].key, "first_day": "2027-01-04",
    }  # fmt: skip
    return Case(Secretariat(make).dewi, "/competitions/new", fields)


def post_basics(make: Make) -> Case:
    return Secretariat(make).case(
        "basics", title="Lomba", theme="Dekat", about="Untuk semua.", unit=make.regency.ref
    )


def post_extension(make: Make) -> Case:
    office = Secretariat(make, CompetitionState.OPEN)
    step = make.step_of(office.competition, StepKind.CALL)
    until = (step.closes_at + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")
    fields = {"step": step.ref, "until": until, "reason": "Banyak unit baru pulih dari banjir."}
    return Case(office.dewi, f"/competitions/{office.competition.ref}/extension", fields)


def post_form(make: Make) -> Case:
    office = Secretariat(make, CompetitionState.OPEN)
    at = f"/competitions/{office.competition.ref}/form"
    fields = field_values(Browser(office.dewi), at, at)
    fields |= {"reason": "Banyak yang bertanya.", "sections-0-words": "90"}
    panel = make.step_of(office.competition, StepKind.PANEL)
    return Case(office.dewi, at, fields, panel.opens_at)


def post_steps(make: Make) -> Case:
    return Secretariat(make).drawn("steps")


def post_part(make: Make, part: str = "sections") -> Case:
    return Secretariat(make).drawn(f"rules/{part}")


def post_judging(make: Make) -> Case:
    return Secretariat(make).drawn("judging")


def post_officer(make: Make) -> Case:
    return Secretariat(make).case("officers", person=make.person("Ratna").ref, role="judge")


def post_dismissal(make: Make) -> Case:
    office = Secretariat(make)
    ratna = make.with_role("Ratna", Role.JUDGE, office.competition)
    return office.case("dismissals", person=ratna.ref, role="judge")


def post_opening(make: Make) -> Case:
    office = Secretariat(make)
    judges = [Role.JUDGE] * 3
    for n, role in enumerate((*judges, Role.LEADER, Role.PUBLISHER)):
        make.with_role(f"Petugas {n}", role, office.competition)
    return office.case("opening")
