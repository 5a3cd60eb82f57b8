"""Who had it before: look-alikes that a person may read, and what a team did about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.discovery.innovations.models import Innovation
from ideas.discovery.kinship.rules import telling
from ideas.discovery.kinship.shown import shown_to
from ideas.discovery.likeness.models import EVERYWHERE
from ideas.discovery.likeness.queries import Alike, alike, reaches_of
from ideas.discovery.likeness.rules import Text
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.queries import readable_by

MOST_SHOWN = 5
MOST_READ = 15
ENOUGH = 0.35  # less alike than this, it would only disturb


@dataclass(frozen=True)
class Card:
    """One look-alike. `proposal`: its reference, when it is one; `open`: it may still be joined."""

    title: str
    told: str
    unit: str
    year: str
    code: str
    score: float
    shared: tuple[str, ...]
    subject: UUID
    proposal: str = ""
    entry: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """What a form sends to say which one is meant."""
        return f"p-{self.proposal}" if self.proposal else f"i-{self.code}"


def published_like(session: Session, text: Text) -> list[Card]:
    """Published innovations alone, for everybody."""
    found = alike(session, text, [EVERYWHERE])
    return _cards(found, _innovations(session, found), text)[:MOST_SHOWN]


def similar_to(
    session: Session, visitor: Visitor, text: Text, own: UUID | None = None
) -> list[Card]:
    """What this person may read and is alike, without the proposal it is asked for."""
    found = alike(session, text, reaches_of(session, visitor.unit_path))[:MOST_READ]
    known = {
        **_innovations(session, found),
        **_proposals(session, visitor, found),
        **_entries(session, visitor, found),
    }
    cards = _cards(found, known, text)
    return _each_once(card for card in cards if not own or card.subject != own)[:MOST_SHOWN]


def _cards(found: Sequence[Alike], known: Mapping[UUID, Any], text: Text) -> list[Card]:
    return [
        Card(**known[one.subject_id], score=one.score, shared=telling(one.shared, text))
        for one in found
        if one.subject_id in known and one.score >= ENOUGH
    ]


def _each_once(cards: Iterable[Card]) -> list[Card]:
    """A proposal that is open and was entered too is one."""
    return list({card.subject: card for card in cards}.values())


def _innovations(session: Session, found: Sequence[Alike]) -> dict[UUID, dict[str, Any]]:
    rows = session.scalars(pick(Innovation).where(_among(Innovation.id, found)))
    return {
        row.id: {
            "title": row.name, "told": row.told, "unit": row.agency, "year": row.year,
            "code": row.code, "source": row.source, "subject": row.id,
        }
        for row in rows
    }  # fmt: skip


def _proposals(
    session: Session, visitor: Visitor, found: Sequence[Alike]
) -> dict[UUID, dict[str, Any]]:
    rows = session.execute(
        _with_places(Proposal)
        .where(_among(Proposal.id, found), readable_by(visitor))
    )  # fmt: skip
    return {
        row.id: {
            "title": row.title, "told": row.summary, "unit": home, "year": str(row.created_at.year),
            "code": "", "proposal": row.ref, "subject": row.id,
        }
        for row, home in rows
    }  # fmt: skip


def _entries(
    session: Session, visitor: Visitor, found: Sequence[Alike]
) -> dict[UUID, dict[str, Any]]:
    rows = session.execute(
        _with_places(Entry)
        .join(Proposal, col(Proposal.id) == Entry.proposal_id)
        .add_columns(col(Proposal.ref))
        .where(_among(Entry.id, found), shown_to(visitor))
    )
    return {
        row.id: {
            "title": row.title, "told": row.summary, "unit": home,
            "year": str(row.submitted_at.year), "code": "", "entry": row.ref, "proposal": ref,
            "subject": row.proposal_id,
        }
        for row, home, ref in rows
    }  # fmt: skip


def _with_places(what: Any) -> Select[*tuple[Any, ...]]:
    """With its competition, the unit that reaches, and the name of the unit it comes from."""
    home = aliased(Unit)
    return (
        pick(what, col(home.name))
        .join(Competition, col(Competition.id) == what.competition_id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .join(home, col(home.id) == what.unit_id)
    )


def _among(column: Any, found: Sequence[Alike]) -> ColumnElement[bool]:
    return col(column).in_([one.subject_id for one in found])
