"""Reading open places: all that reach a person, by permission first; those of one team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.staff.skills.queries import skills_of
from ideas.stages import StepKind
from ideas.teamwork.places.models import Place, PlaceAnswer, PlaceSkill
from ideas.teamwork.places.rules import PlaceState
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import (
    judged_by,
    readable_by,
    takes_proposals_from,
)
from ideas.writing.proposals.rules import TAKING_PART

PAGE = 20
MOST_CHOICES = 60


@dataclass(frozen=True)
class Line:
    """A place as a colleague reads it. Which idea it belongs to only if they may read that."""

    id: UUID
    ref: str
    title: str
    what: str
    hours: int | None
    state: PlaceState
    made_at: datetime
    competition: str
    closes_at: datetime
    unit: str
    unit_ref: str
    proposal: str
    idea: str
    mine: bool
    offered: bool
    skills: tuple[str, ...] = ()
    fits: bool = False


@dataclass(frozen=True)
class Filter:
    """What to look for: a skill, a unit, only what fits oneself; and behind which line."""

    skill: str = ""
    unit: str = ""
    fits: bool = False
    after: str = ""


@dataclass(frozen=True)
class Shelf:
    """A page of places. `next` begins the page after it."""

    lines: Sequence[Line]
    next: str | None
    skills: Sequence[str]
    units: Sequence[tuple[str, str]]
    mine: tuple[str, ...]


def places_for(session: Session, visitor: Visitor, wanted: Filter) -> Shelf:
    """Open places of calls that reach this person, the newest first: five statements."""
    mine = skills_of(session, visitor.id)
    rows = session.execute(
        lines_for(visitor)
        .where(_open_to(visitor), _chosen(wanted, mine), _behind(wanted.after))
        .order_by(col(Place.made_at).desc(), col(Place.ref))
        .limit(PAGE + 1)
    ).all()
    lines = with_skills(session, rows[:PAGE], mine)
    skills, units = _choices(session, visitor)
    return Shelf(lines, lines[-1].ref if len(rows) > PAGE else None, skills, units, mine)


def is_call() -> ColumnElement[bool]:
    return col(Step.kind) == StepKind.CALL


def lines_for(visitor: Visitor) -> Any:
    mine = _of_team(visitor)
    offered = exists().where(
        col(PlaceAnswer.place_id) == Place.id, col(PlaceAnswer.person_id) == visitor.id
    )
    home = aliased(Unit)
    return (
        select(
            Place, col(Competition.title), col(Step.closes_at), col(home.name), col(home.ref),
            col(Proposal.ref), col(Proposal.title), readable_by(visitor), mine, offered,
        )
        .join(Proposal, col(Proposal.id) == Place.proposal_id)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .join(Step, col(Step.competition_id) == Competition.id)
        .join(home, col(home.id) == Proposal.unit_id)
        .where(is_call())
    )  # fmt: skip


def _open_to(visitor: Visitor) -> ColumnElement[bool]:
    """In SQL: free, in an open call that reaches this person, before its proposal is sent."""
    return and_(col(Place.state) == PlaceState.OPEN, _reaches(visitor))


def _reaches(visitor: Visitor) -> ColumnElement[bool]:
    sent = exists().where(col(Entry.proposal_id) == Proposal.id)
    return and_(takes_proposals_from(visitor), not_(sent), not_(judged_by(visitor)))


def _of_team(visitor: Visitor) -> ColumnElement[bool]:
    return exists().where(
        col(Member.proposal_id) == Proposal.id, col(Member.person_id) == visitor.id,
        col(Member.consent).in_(TAKING_PART),
    )  # fmt: skip


def _chosen(wanted: Filter, mine: Sequence[str]) -> ColumnElement[bool]:
    skills = list(mine) if wanted.fits else [wanted.skill] if wanted.skill else None
    asks = exists().where(
        col(PlaceSkill.place_id) == Place.id, col(PlaceSkill.skill).in_(skills or [])
    )
    home = aliased(Unit)
    there = select(col(home.id)).where(col(home.ref) == wanted.unit).scalar_subquery()
    return and_(
        true() if skills is None else asks,
        col(Proposal.unit_id) == there if wanted.unit else true(),
    )


def _behind(after: str) -> ColumnElement[bool]:
    """Everything older than the last line of the leaf before."""
    if not after:
        return true()
    last = select(col(Place.made_at)).where(col(Place.ref) == after).scalar_subquery()
    return or_(col(Place.made_at) < last, and_(col(Place.made_at) == last, col(Place.ref) > after))


def with_skills(session: Session, rows: Sequence[Any], mine: Sequence[str]) -> list[Line]:
    skills = place_skills(session, [row[0].id for row in rows])
    return [_line(row, skills.get(row[0].id, ()), frozenset(mine)) for row in rows]


def _line(row: Any, skills: tuple[str, ...], mine: frozenset[str]) -> Line:
    place, competition, closes_at, unit, unit_ref, proposal, idea, readable, own, offered = row
    return Line(
        place.id, place.ref, place.title, place.what, place.hours, place.state, place.made_at,
        competition, closes_at, unit, unit_ref, proposal if readable else "",
        idea if readable else "", own, offered, skills, bool(mine & set(skills)),
    )  # fmt: skip


def place_skills(session: Session, places: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    rows = session.execute(
        select(col(PlaceSkill.place_id), col(PlaceSkill.skill))
        .where(col(PlaceSkill.place_id).in_(places))
        .order_by(col(PlaceSkill.skill))
    )
    skills: dict[UUID, tuple[str, ...]] = {}
    for place_id, skill in rows:
        skills[place_id] = (*skills.get(place_id, ()), skill)
    return skills


def _choices(session: Session, visitor: Visitor) -> tuple[list[str], list[tuple[str, str]]]:
    """The skills and the units that are asked for somewhere among what this person may read."""
    home = aliased(Unit)
    open_places = (
        select(col(Place.id), col(Proposal.unit_id))
        .join(Proposal, col(Proposal.id) == Place.proposal_id)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .join(Step, col(Step.competition_id) == Competition.id)
        .where(is_call(), _open_to(visitor))
        .subquery()
    )
    skills = select(col(PlaceSkill.skill)).where(
        col(PlaceSkill.place_id).in_(select(open_places.c.id))
    )
    units = select(col(home.ref), col(home.name)).where(
        col(home.id).in_(select(open_places.c.unit_id))
    )
    by_name = units.order_by(col(home.name), col(home.ref)).limit(MOST_CHOICES)
    asked = skills.distinct().order_by(col(PlaceSkill.skill)).limit(MOST_CHOICES)
    return list(session.scalars(asked)), [(row[0], row[1]) for row in session.execute(by_name)]
