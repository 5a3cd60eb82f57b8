"""Which entries a person may read by name, in SQL."""

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from ideas.competitions.models import Competition
from ideas.entries.models import Entry
from ideas.organisation.models import Unit
from ideas.organisation.queries import over
from ideas.proposals.queries import judged_by
from ideas.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState


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
