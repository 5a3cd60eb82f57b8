"""The rows of a team, written in time: every share that goes comes from, or to, the lead."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.sql.expression import ColumnElement
from sqlmodel import Session, col

from ideas.failures import Conflicting, TooLate
from ideas.road.competitions.deadlines import changed, still_open
from ideas.say import say
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.queries import Draft, Mate
from ideas.writing.proposals.rules import Consent


def of(draft: Draft, mate: Mate) -> ColumnElement[bool]:
    return (col(Member.proposal_id) == draft.row.id) & (col(Member.person_id) == mate.id)


def change(
    session: Session, draft: Draft, which: ColumnElement[bool], values: Mapping[str, Any]
) -> None:
    """Only while the step is open, by the database's clock, as the row is written."""
    in_time = still_open(draft.step.id)
    if not changed(session, update(Member).where(which, in_time).values(**values)):
        raise TooLate


def settle(session: Session, which: ColumnElement[bool], values: Mapping[str, Any]) -> None:
    """What is not bound to a step: one's own leaving, one's own name, and who leads."""
    if not changed(session, update(Member).where(which).values(**values)):
        raise Conflicting(say("Tim ini baru saja berubah. Muat ulang halaman."))


def give_lead(session: Session, draft: Draft, share: int) -> None:
    change(session, draft, of(draft, draft.lead), {"share": Member.share + share})


def forget(session: Session, draft: Draft, mate: Mate) -> None:
    in_time = still_open(draft.step.id)
    if not changed(session, delete(Member).where(of(draft, mate), in_time)):
        raise TooLate


def out(reason: str) -> dict[str, Any]:
    """What a row says of somebody who left before the sending."""
    return {"consent": Consent.LEFT, "share": 0, "reason": reason, "offer": None}


def others_in(draft: Draft, me: UUID) -> list[UUID]:
    """The rest of the team, to be told."""
    return [mate.id for mate in draft.team if mate.inside and mate.id != me]
