"""A competition of the demo year is planned and opened, as the secretariat would do it."""

from datetime import timedelta

from sqlmodel import Session

from ideas.database import found
from ideas.demo.season import Season
from ideas.permissions import Role
from ideas.road.competitions.actions import (
    Basics,
    change_part,
    change_steps,
    open_competition,
    plan_competition,
)
from ideas.road.competitions.judging import AFTER_PANEL
from ideas.road.competitions.presets import find_preset
from ideas.road.competitions.queries import find_competition, rules_of, standing_in, steps_of
from ideas.road.competitions.rules import Part, Prize, StepChange
from ideas.staff.offices.actions import Seat, appoint
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

PREPARED = timedelta(days=10)


def open_season(season: Season) -> None:
    """Plan from a preset, set calendar, judging and prizes, name the officers, open."""
    with season.at(min(season.opens(StepKind.CALL), season.anchor) - PREPARED) as session:
        dewi, plan = season.person(session, "dewi"), season.plan
        basics = Basics(plan["title"], plan["theme"], plan["text"], _scope(season))
        preset = found(find_preset(plan["preset"]))
        first_day = season.opens(StepKind.CALL).date()
        competition = plan_competition(session, dewi, preset, basics, first_day)
        season.ref = competition.ref
        _lay_road(session, season, dewi)
        _set_calendar(session, season, dewi)
        _set_judging(session, season, dewi)
        _set_prizes(session, season, dewi)
        _name_officers(session, season, dewi)
        if not plan.get("draft"):
            dewi = season.person(session, "dewi")
            open_competition(session, dewi, find_competition(session, dewi, season.ref))


def _scope(season: Season) -> str:
    key = season.plan["scope"]
    return season.town.units["sekar-arum" if key == "all" else key].ref


def _lay_road(session: Session, season: Season, dewi: Visitor) -> None:
    """What this road has between panel and decree that its preset has not."""
    for kind in AFTER_PANEL:
        if season.step(kind):
            scoped = find_competition(session, dewi, season.ref)
            change_steps(session, dewi, scoped, [], f"add-{kind.value}")


def _set_judging(session: Session, season: Season, dewi: Visitor) -> None:
    scoped = find_competition(session, dewi, season.ref)
    judging = rules_of(session, scoped.row).judging
    chosen = judging.model_copy(update=season.plan.get("judging", {}))
    change_part(session, dewi, scoped, "judging", chosen)


def _set_calendar(session: Session, season: Season, dewi: Visitor) -> None:
    scoped = find_competition(session, dewi, season.ref)
    changes = []
    for step in steps_of(session, scoped.row.id):
        planned = found(season.step(step.kind))
        changes.append(
            StepChange(
                ref=step.ref, title=step.title, service_days=step.service_days,
                opens_at=season.opens(step.kind), closes_at=season.closes(step.kind),
                quota=planned.get("quota", step.quota),
                per_entry=planned.get("per_entry", step.per_entry),
            )
        )  # fmt: skip
    change_steps(session, dewi, scoped, changes)


def _set_prizes(session: Session, season: Season, dewi: Visitor) -> None:
    prizes = [Prize(place=p["place"], title=p["title"]) for p in season.plan["awards"]]
    change_part(session, dewi, find_competition(session, dewi, season.ref), Part.PRIZES, prizes)


def _name_officers(session: Session, season: Season, dewi: Visitor) -> None:
    town = season.town
    named = [(person, Role.JUDGE) for person in season.judges]
    named += [(town.players["tono"].id, Role.CHAIR)]
    named += [(town.players["hasan"].id, Role.LEADER), (town.players["melati"].id, Role.PUBLISHER)]
    scoped = find_competition(session, dewi, season.ref)
    for person, role in named:
        seat = Seat(role, scoped.row.id, scoped.row.ref, scoped.organiser_path)
        appoint(session, dewi, standing_in(dewi, scoped), person, seat)
        session.flush()
