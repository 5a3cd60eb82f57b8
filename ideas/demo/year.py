"""The whole year, competition by competition, each step at its own time."""

import random
from datetime import datetime, timedelta

from ideas import given
from ideas.database import transaction
from ideas.demo import texts
from ideas.demo.entering import endorse_all, screen_all, write_all
from ideas.demo.judging import decide, judge_all, vote_all
from ideas.demo.office import ask_office, keep_office, name_standing_officers
from ideas.demo.opening import open_season
from ideas.demo.people import found_town
from ideas.demo.presenting import present_all
from ideas.demo.reorganising import reorganise
from ideas.demo.season import Season
from ideas.demo.sitting import sit
from ideas.demo.visiting import visit_all
from ideas.discovery.innovations.actions import load_innovations
from ideas.discovery.innovations.rules import SAMPLE
from ideas.discovery.likeness.measuring import read_rows
from ideas.permissions import Standing
from ideas.road.entries.moving import turn_steps
from ideas.stages import StepKind

BEFORE = timedelta(days=460)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
ONCE_OPEN = timedelta(minutes=1)

# What the people of a competition do in each step, once the step has begun.
DOINGS = {
    StepKind.CALL: write_all,
    StepKind.ENDORSEMENT: endorse_all,
    StepKind.SCREENING: screen_all,
    StepKind.BALLOT: vote_all,
    StepKind.PANEL: judge_all,
    StepKind.VISIT: visit_all,
    StepKind.PITCH: present_all,
    StepKind.PLENARY: sit,
    StepKind.DECREE: decide,
}


def build_year(anchor: datetime, chance: random.Random) -> None:
    """Everything up to the anchor, the moment at which a visitor finds the demo."""
    with given.world(frozen=anchor - BEFORE), transaction() as session:
        town = found_town(session, chance)
        name_standing_officers(town)
        load_innovations(session, Standing(system=True), read_rows(SAMPLE))
    for plan in texts.competitions():
        play(Season(town, plan, anchor, random.Random(plan["key"])))  # noqa: S311 -- sample data
    with given.world(frozen=anchor - WEEK), transaction() as session:
        keep_office(session, town)
    with given.world(frozen=anchor - DAY), transaction() as session:
        ask_office(session, town)
    reorganise(town, anchor)


def play(season: Season) -> None:
    open_season(season)
    for step in season.plan["steps"]:
        kind = StepKind(step["kind"])
        if season.begun(kind):
            with season.at(season.opens(kind) + ONCE_OPEN) as session:
                turn_steps(session)
            DOINGS[kind](season)
