"""Which entries a person may read by name, in SQL."""

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import over
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState
from ideas.writing.proposals.queries import judged_by


def shown_to(visitor: Visitor) -> ColumnElement[bool]:
    """In SQL, with Entry, Competition and its unit joined: entries that are shown by name.

    As SEE_ENTRY has it for those who are not on its way: everybody once it is over; before that
    those whom the call reaches, but not its judges.
    """
    done = col(Competition.state) == CompetitionState.DONE
    running = and_(
        over(col(Unit.path), visitor.unit_path),
        ~judged_by(visitor),
    )
    listed = and_(col(Entry.shown), col(Entry.state) != EntryState.WITHDRAWN)
    return and_(listed, or_(done, running))
