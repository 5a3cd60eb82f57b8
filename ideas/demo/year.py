"""The whole year, competition by competition, each step at its own time."""

import random
from datetime import datetime, timedelta
from typing import Any

from ideas import given
from ideas.database import transaction
from ideas.demo import texts
from ideas.demo.entering import endorse_all, screen_all, write_all
from ideas.demo.judging import decide, judge_all, vote_all
from ideas.demo.people import INSTALLER, Town, found_town
from ideas.demo.reorganising import reorganise
from ideas.demo.season import Season, open_season
from ideas.entries.moving import turn_steps
from ideas.permissions import Role
from ideas.roles.actions import grant_role
from ideas.stages import StepKind

BEFORE = timedelta(days=460)
ONCE_OPEN = timedelta(minutes=1)

# What the people of a competition do in each step, once the step has begun.
DOINGS = {
    StepKind.CALL: write_all,
    StepKind.ENDORSEMENT: endorse_all,
    StepKind.SCREENING: screen_all,
    StepKind.BALLOT: vote_all,
    StepKind.PANEL: judge_all,
    StepKind.DECREE: decide,
}


def build_year(anchor: datetime, chance: random.Random) -> None:
    """Everything up to the anchor, the moment at which a visitor finds the demo."""
    with given.world(frozen=anchor - BEFORE), transaction() as session:
        town = found_town(session, chance)
        _name_standing_officers(town)
    for plan in texts.competitions():
        play(Season(town, plan, anchor, random.Random(plan["key"])))  # noqa: S311 -- sample data
    reorganise(town, anchor)


def play(season: Season) -> None:
    open_season(season)
    for step in season.plan["steps"]:
        kind = StepKind(step["kind"])
        if season.begun(kind):
            with season.at(season.opens(kind) + ONCE_OPEN) as session:
                turn_steps(session)
            DOINGS[kind](season)


def _name_standing_officers(town: Town) -> None:
    """Roles that reach the whole regency; those for one competition are named with it."""
    for player in texts.players():
        for role in player["roles"]:
            if role["scope"] in town.units and role["role"] in ("secretariat", "personnel"):
                _grant(town, player, role)


def _grant(town: Town, player: dict[str, Any], role: dict[str, str]) -> None:
    grant_role(
        town.session, INSTALLER, town.players[player["username"]].id, Role(role["role"]),
        unit_id=town.units[role["scope"]].id,
    )  # fmt: skip
