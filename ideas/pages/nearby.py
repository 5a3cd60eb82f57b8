"""What an entry's own page tells its team of the panel: what waits for them, when they are met."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ideas.judging.pitches.slots import Line, slot_of
from ideas.judging.pitches.waiting import pitches_of_teams
from ideas.judging.questions.waiting import questions_of_teams
from ideas.judging.visits.teams import Hosting, hosting_of
from ideas.judging.visits.waiting import visits_of_teams
from ideas.pages.duties import DUTIES
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.queries import EntrySeen
from ideas.say import Sentence
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind
from ideas.waiting import Asked, read_waiting
from ideas.web.visit import Visit

# What the desk asks a team in a step of this kind.
ASKS: Mapping[StepKind, Callable[[Visitor], tuple[Asked, ...]]] = {
    StepKind.PANEL: lambda me: (questions_of_teams(me),),
    StepKind.PITCH: pitches_of_teams,
    StepKind.VISIT: lambda me: (visits_of_teams(me),),
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
    hosting: Hosting | None = None
    ask: Ask | None = None


def nearby(visit: Visit, seen: EntrySeen, kinds: Sequence[StepKind]) -> Nearby:
    """For the team alone, and only on a road that has such steps."""
    if not seen.standing.in_team:
        return Nearby()
    pitch = slot_of(visit.session, seen.row.id) if StepKind.PITCH in kinds else None
    hosting = _hosting(visit, seen) if StepKind.VISIT in kinds else None
    return Nearby(pitch, hosting, _ask(visit, seen, pitch))


def _hosting(visit: Visit, seen: EntrySeen) -> Hosting | None:
    return hosting_of(visit.session, scoped_of(visit.session, seen.competition.id), seen.row)


def _ask(visit: Visit, seen: EntrySeen, pitch: Line | None) -> Ask | None:
    """The same as on the desk, the nearest first."""
    if seen.step.kind not in ASKS:
        return None
    here = {seen.row.ref} | ({pitch.ref} if pitch else set())
    waiting = read_waiting(visit.session, *ASKS[seen.step.kind](visit.me))
    own = [one for one in waiting if here & set(one.ref.split("/"))]
    if not own:
        return None
    first = min(own, key=lambda one: one.due_at)
    work = DUTIES[first.kind]
    facts = {"title": first.title, "count": first.count}
    return Ask(work.button, Sentence(work.sub.text, facts), work.path.format(ref=first.ref))
