"""What an entry's own page tells its team of the panel: what waits for them, when they are met."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from ideas.entries.queries import EntrySeen
from ideas.pages.duties import DUTIES
from ideas.pitches.slots import Line, slot_of
from ideas.pitches.waiting import waiting_pitches
from ideas.questions.waiting import waiting_team_questions
from ideas.roles.visitors import Visitor
from ideas.say import Sentence
from ideas.stages import StepKind
from ideas.visits.models import FieldVisit
from ideas.visits.queries import visit_of
from ideas.visits.waiting import waiting_visits
from ideas.waiting import Waiting
from ideas.web.visit import Visit

OF_TEAMS = frozenset({"team_question", "pitch", "swap", "visit_confirm"})
# What the desk says of a team's entry in a step of this kind.
ASKS: Mapping[StepKind, Callable[[Session, Visitor], Sequence[Waiting]]] = {
    StepKind.PANEL: waiting_team_questions,
    StepKind.PITCH: waiting_pitches,
    StepKind.VISIT: waiting_visits,
}


@dataclass(frozen=True)
class Ask:
    """What the panel or another team wants of this team now, and where it is done."""

    button: Sentence
    why: Sentence
    path: str


@dataclass(frozen=True)
class Nearby:
    pitch: Line | None = None
    met: tuple[FieldVisit, str] | None = None
    ask: Ask | None = None


def nearby(visit: Visit, seen: EntrySeen, kinds: Sequence[StepKind]) -> Nearby:
    """For the team alone, and only on a road that has such steps."""
    if not seen.standing.in_team:
        return Nearby()
    pitch = slot_of(visit.session, seen.row.id) if StepKind.PITCH in kinds else None
    met = visit_of(visit.session, seen.row.id) if StepKind.VISIT in kinds else None
    return Nearby(pitch, met, _ask(visit, seen, pitch))


def _ask(visit: Visit, seen: EntrySeen, pitch: Line | None) -> Ask | None:
    """The same as on the desk, the nearest first."""
    if seen.step.kind not in ASKS:
        return None
    here = {seen.row.ref} | ({pitch.ref} if pitch else set())
    waiting = ASKS[seen.step.kind](visit.session, visit.me)
    own = [one for one in waiting if here & set(one.ref.split("/")) and one.kind in OF_TEAMS]
    if not own:
        return None
    first = min(own, key=lambda one: one.due_at)
    work = DUTIES[first.kind]
    facts = {"title": first.title, "count": first.count}
    return Ask(work.button, Sentence(work.sub.text, facts), work.path.format(ref=first.ref))
