"""How one judge of the demo signs, marks and locks: the same sheet by sheet, in every room."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from ideas.demo import texts
from ideas.demo.season import Season
from ideas.judging.declarations.actions import sign_declaration
from ideas.judging.declarations.queries import find_listing
from ideas.judging.reviews.actions import lock_sheet, save_sheet
from ideas.judging.reviews.rules import Draft, Written
from ideas.judging.seats.queries import Seat
from ideas.road.competitions.queries import rules_of
from ideas.road.competitions.rules import Rules
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

HAND = "demo"
BEST, WORST = 5, 1
# How a mark lies beside what the entry deserves: just, kind or severe, judge by judge.
LEANINGS = ((-1, 0, 0, 0, 1), (0, 0, 1, 1), (-1, -1, -1, 0), (0, 0, 0, 1), (-1, 0, 0, 0))


def sign(season: Season, session: Session, judge: Visitor) -> None:
    """Nothing on the list is close: the draw saw to that."""
    _, step = season.stage(session, judge, StepKind.PANEL)
    listing = find_listing(session, judge, step.ref)
    if listing.lines:
        sign_declaration(session, judge, listing, {}, "")


def score(season: Season, session: Session, judge: Visitor, seat: Seat) -> None:
    """The whole sheet, then the lock."""
    rules = _rules(session, seat)
    draft = _draft(season, session, judge, seat, rules)
    save_sheet(session, judge, seat, draft)
    session.refresh(seat.row)
    lock_sheet(session, judge, seat, replace(draft, seen=seat.row.revision))


def begin(season: Season, session: Session, judge: Visitor, seat: Seat) -> None:
    """As far as the third criterion; the rest waits."""
    draft = _draft(season, session, judge, seat, _rules(session, seat))
    begun = dict(list(draft.marks.items())[:3])
    save_sheet(session, judge, seat, replace(draft, marks=begun, note_team=""))


def _rules(session: Session, seat: Seat) -> Rules:
    rules = rules_of(session, seat.scoped.row)
    return rules.model_copy(update={"criteria": rules.criteria_at(seat.step.kind)})


def _draft(season: Season, session: Session, judge: Visitor, seat: Seat, rules: Rules) -> Draft:
    text = season.text_of(session, seat.row.entry_id)
    leaning = LEANINGS[season.judges.index(judge.id)]
    marks = {c.key: _mark(season, text, c.key, leaning) for c in rules.criteria}
    return Draft(marks, "", seat.row.revision, HAND, note_team=_note(season, text, rules))


def _mark(
    season: Season, text: dict[str, Any], criterion: str, leaning: tuple[int, ...]
) -> Written:
    deserved = text.get("quality", {}).get(criterion, 3)
    value = min(BEST, max(WORST, deserved + season.chance.choice(leaning)))
    return Written(value, season.chance.choice(_pool(criterion)[str(value)]["strengths"]))


def _note(season: Season, text: dict[str, Any], rules: Rules) -> str:
    """What the team may strengthen, on the criterion that weighs most."""
    heaviest = max(rules.criteria, key=lambda criterion: criterion.weight).key
    level = str(text.get("quality", {}).get(heaviest, 3))
    return str(season.chance.choice(_pool(heaviest)[level]["gaps"]))


def _pool(criterion: str) -> Any:
    return texts.feedback()["criteria"].get(criterion) or texts.feedback()["generic"]
