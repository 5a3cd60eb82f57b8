"""Whether an entry can be found as a look-alike: only while it is shown."""

from sqlmodel import Session

from ideas.discovery.likeness.actions import leave_trace, wipe_trace
from ideas.discovery.likeness.models import EVERYWHERE
from ideas.discovery.likeness.rules import Text
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.stages import CompetitionState


def trace_entry(session: Session, entry: Entry) -> None:
    """For those whom its competition reaches; for everybody once that is over."""
    if not entry.shown:
        return wipe_trace(session, entry.id)
    competition = session.get_one(Competition, entry.competition_id)
    over = competition.state is CompetitionState.DONE
    reach_id = EVERYWHERE if over else competition.unit_id
    return leave_trace(
        session, entry.id, reach_id, Text(entry.title, entry.summary, entry.category)
    )
