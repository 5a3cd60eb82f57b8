"""One entry before the room: what it was given, what a visit found, what was asked for it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.deciding.agendas.queries import Agenda, Item
from ideas.deciding.plenaries.models import OrderChange
from ideas.deciding.plenaries.queries import Sitting
from ideas.deciding.rankings.rules import Line
from ideas.judging.findings.queries import Report, settled_report
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import counted
from ideas.road.entries.models import Entry


@dataclass(frozen=True)
class Given:
    """What one criterion was given, lowest first: nobody is named."""

    title: str
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Discussed:
    """One entry before the room."""

    item: Item
    talk: Line | None
    given: tuple[Given, ...]
    comments: tuple[str, ...]
    changes: tuple[OrderChange, ...]
    voters: int
    away: int
    report: Report | None

    @property
    def line(self) -> Line:
        return self.item.line

    def choices(self, agenda: Agenda) -> list[tuple[str, str]]:
        """Above which entry it could go."""
        others = (item for item in agenda.items if item is not self.item)
        return [(i.line.ref, f"{i.spot.place}. {i.line.title}") for i in others]


def discussed(session: Session, sitting: Sitting, agenda: Agenda, entry: Entry) -> Discussed | None:
    """None: nobody ever scored it, so it has no place."""
    item = next((i for i in agenda.items if i.line.entry_id == entry.id), None)
    if item is None:
        return None
    own = [sheet for sheet in agenda.scores.panel if sheet.entry_id == entry.id]
    voters = len(sitting.voters(entry.id))
    return Discussed(
        item=item, talk=agenda.talks.get(entry.id),
        given=tuple(
            Given(c.title, tuple(sorted(s.marks[c.key] for s in own if c.key in s.marks)))
            for c in agenda.rules.criteria
        ),
        comments=_comments(session, entry.id),
        changes=tuple(c for c in (*agenda.waiting, *agenda.done) if c.entry_id == entry.id),
        voters=voters, away=len(sitting.present) - voters,
        report=settled_report(session, entry),
    )  # fmt: skip


def _comments(session: Session, entry_id: UUID) -> tuple[str, ...]:
    """What judges wrote for the panel, in an order that tells nothing of who wrote it."""
    notes = session.scalars(
        select(col(Assignment.note)).where(col(Assignment.entry_id) == entry_id, counted())
    )
    return tuple(sorted(note for note in notes if note))
