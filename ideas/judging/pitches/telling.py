"""Who hears what of the plan: teams of their own slot, judges of their days."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.judging.conflicts.queries import judges_of
from ideas.judging.pitches.models import Slot
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.talking.notices.actions import Heard, notify, notify_each
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part


def tell_teams(
    session: Session, step: Step, slots: Collection[UUID], news: News, *, leads: bool = False
) -> None:
    """The teams of these slots, or only their leads: one statement and the notices."""
    asked = (col(Member.part) == Part.LEAD) if leads else (col(Member.consent) == Consent.AGREED)
    rows = session.execute(
        select(col(Member.person_id), col(Slot.ref), col(Entry.title))
        .join(Entry, col(Entry.proposal_id) == Member.proposal_id)
        .join(Slot, col(Slot.entry_id) == Entry.id)
        .where(
            col(Slot.id).in_(list(slots)), col(Slot.step_id) == step.id, asked,
            col(Member.consent) == Consent.AGREED,
        )
        .order_by(col(Slot.ref), col(Member.person_id))
    )  # fmt: skip
    notify_each(session, news, _heard(step, rows))


def _heard(step: Step, rows: Iterable[Any]) -> list[Heard]:
    at = f"/pitches/{step.ref}/slots"
    return [Heard(who, f"{at}/{ref}", title) for who, ref, title in rows]


def tell_judges(session: Session, step: Step, news: News, title: str) -> None:
    people = [judge.id for judge in judges_of(session, step.competition_id)]
    notify(session, people, news, f"/pitches/{step.ref}/live", title=title)
