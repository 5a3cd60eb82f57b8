"""How one competition of the demo is voted on, judged, sealed and released."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from ideas.ballots.actions import cast_ballot
from ideas.ballots.paper import find_paper
from ideas.competitions.queries import competition_of_step, rules_of, steps_of
from ideas.competitions.rules import Rules
from ideas.database import found
from ideas.demo import texts
from ideas.demo.season import Season
from ideas.jobs.worker import work_once
from ideas.outcomes.actions import approve_outcome, seal_outcome
from ideas.outcomes.queries import find_place
from ideas.outcomes.rules import Terms
from ideas.panels.actions import assign_judges
from ideas.panels.queries import Seat, find_assignment
from ideas.recognition.actions import publish_when_due
from ideas.reviews.actions import lock_sheet, save_sheet
from ideas.reviews.queries import batches
from ideas.reviews.rules import Draft, Written
from ideas.roles.visitors import Visitor
from ideas.stages import StepKind

VOTERS = 150
HOUR = timedelta(hours=1)
HAND = "demo"
BEST, WORST = 5, 1
# How a judge's mark lies beside what the entry deserves: mostly on it.
NEAR = (-1, 0, 0, 0, 1)


def vote_all(season: Season) -> None:
    """Some of the regency votes; those who judge or wrote are told why they do not."""
    players = {person.id for person in season.town.players.values()}
    people = [hired.person for hired in season.town.hired if hired.person.id not in players]
    for number, person in enumerate(season.chance.sample(people, VOTERS)):
        with season.at(season.moment_in(StepKind.BALLOT, number / VOTERS)) as session:
            _vote(season, session, season.person(session, person.id))


def _vote(season: Season, session: Session, voter: Visitor) -> None:
    scoped, step = _step(season, session, voter, StepKind.BALLOT)
    paper = find_paper(session, voter, scoped, step)
    if paper.refusal is None:
        liked = season.chance.sample(paper.choices, season.chance.randint(1, step.quota))
        cast_ballot(session, voter, scoped, step, [choice.ref for choice in liked])


def judge_all(season: Season) -> None:
    """The secretariat assigns; each judge reads, scores and locks, sheet by sheet."""
    with season.at(season.moment_in(StepKind.PANEL, 0.02)) as session:
        dewi = season.person(session, "dewi")
        assign_judges(session, dewi, *_step(season, session, dewi, StepKind.PANEL))
    for number, judge in enumerate(season.judges):
        with season.at(season.moment_in(StepKind.PANEL, 0.2 + 0.1 * number)) as session:
            me = season.person(session, judge)
            for batch in batches(session, me):
                for line in batch.lines:
                    _score(season, session, me, find_assignment(session, me, line.ref))


def _score(season: Season, session: Session, judge: Visitor, seat: Seat) -> None:
    rules = rules_of(session, seat.scoped.row)
    text = season.text_of(session, seat.row.entry_id)
    marks = {c.key: _mark(season, text, c.key) for c in rules.criteria}
    draft = Draft(marks, _note(season, text, rules), seat.row.revision, HAND)
    save_sheet(session, judge, seat, draft)
    session.refresh(seat.row)
    again = Draft(marks, draft.note, seat.row.revision, HAND)
    lock_sheet(session, judge, seat, again, rules.criteria)


def _mark(season: Season, text: dict[str, Any], criterion: str) -> Written:
    deserved = text.get("quality", {}).get(criterion, 3)
    value = min(BEST, max(WORST, deserved + season.chance.choice(NEAR)))
    pool = texts.feedback()["criteria"].get(criterion) or texts.feedback()["generic"]
    return Written(value, season.chance.choice(pool[str(value)]["strengths"]))


def _note(season: Season, text: dict[str, Any], rules: Rules) -> str:
    """What the team may strengthen, on the criterion that weighs most."""
    heaviest = max(rules.criteria, key=lambda criterion: criterion.weight).key
    level = str(text.get("quality", {}).get(heaviest, 3))
    pool = texts.feedback()["criteria"].get(heaviest) or texts.feedback()["generic"]
    return str(season.chance.choice(pool[level]["gaps"]))


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


def _step(season: Season, session: Session, visitor: Visitor, kind: StepKind) -> Any:
    scoped = season.scoped(session, visitor)
    step = found(next((s for s in steps_of(session, scoped.row.id) if s.kind is kind), None))
    return competition_of_step(session, visitor, step.ref, kind)
