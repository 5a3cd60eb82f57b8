"""How one competition of the demo is voted on, judged, sealed and released."""

from datetime import timedelta

from sqlmodel import Session

from ideas.deciding.outcomes.actions import approve_outcome, seal_outcome
from ideas.deciding.outcomes.queries import find_place
from ideas.deciding.outcomes.rules import Terms
from ideas.deciding.recognition.actions import publish_when_due
from ideas.demo.calibrating import calibrate
from ideas.demo.disturbing import disturb, pile
from ideas.demo.marking import begin, score, sign
from ideas.demo.season import Season
from ideas.jobs.worker import work_once
from ideas.judging.panels.actions import assign_judges
from ideas.judging.seats.queries import find_assignment
from ideas.road.ballots.actions import cast_ballot
from ideas.road.ballots.paper import find_paper
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

VOTERS = 60
HOUR = timedelta(hours=1)


def vote_all(season: Season) -> None:
    """Some of the regency votes; those who judge or wrote are told why they do not."""
    players = {person.id for person in season.town.players.values()}
    people = [hired.person for hired in season.town.hired if hired.person.id not in players]
    voters = season.chance.sample(people, season.plan.get("voters", VOTERS))
    for number, person in enumerate(voters):
        with season.at(season.moment_in(StepKind.BALLOT, number / len(voters))) as session:
            _vote(season, session, season.person(session, person.id))


def _vote(season: Season, session: Session, voter: Visitor) -> None:
    scoped, step = season.stage(session, voter, StepKind.BALLOT)
    paper = find_paper(session, voter, scoped, step)
    if paper.refusal is None:
        liked = season.chance.sample(paper.choices, season.chance.randint(1, step.quota))
        cast_ballot(session, voter, scoped, step, [choice.ref for choice in liked])


def judge_all(season: Season) -> None:
    """The secretariat assigns; each judge reads, scores and locks, sheet by sheet."""
    if season.plan.get("judging", {}).get("room"):
        calibrate(season)
    with season.at(season.moment_in(StepKind.PANEL, 0.4)) as session:
        dewi = season.person(session, "dewi")
        assign_judges(session, dewi, *season.stage(session, dewi, StepKind.PANEL))
    for number, judge in enumerate(season.judges):
        with season.at(season.moment_in(StepKind.PANEL, 0.5 + 0.05 * number)) as session:
            _judge(season, session, season.person(session, judge))
    if not season.over(StepKind.PANEL):
        disturb(season)


def _judge(season: Season, session: Session, judge: Visitor) -> None:
    """As many sheets as this judge has finished by now, and the next one begun."""
    if not (far := season.far(judge.id)):
        return
    sign(season, session, judge)
    for place, line in enumerate(pile(season, session, judge)):
        if place < far:
            score(season, session, judge, find_assignment(session, judge, line.ref))
        elif place == far:
            begin(season, session, judge, find_assignment(session, judge, line.ref))


def decide(season: Season) -> None:
    """Hasan seals, Melati approves, the clock releases, and the worker prints certificates."""
    released = season.closes(StepKind.DECREE) - 5 * HOUR
    number = season.plan["decree"]["number"]
    with season.at(released - 50 * HOUR) as session:
        hasan = season.person(session, "hasan")
        terms = Terms(number, (released - 50 * HOUR).date(), released)
        seal_outcome(session, hasan, find_place(session, hasan, season.ref), terms)
    with season.at(released - 20 * HOUR) as session:
        melati = season.person(session, "melati")
        outcome = approve_outcome(session, melati, find_place(session, melati, season.ref))
        publish_when_due(session, outcome)
    with season.still(released + HOUR / 60):
        work_once()
