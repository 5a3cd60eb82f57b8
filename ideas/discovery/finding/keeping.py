"""Keeping the index: part of the transaction that writes the text itself, or opens or closes it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, case, false, update
from sqlalchemy import select as pick
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from ideas.discovery.finding.models import Findable
from ideas.discovery.finding.rules import Kind, Text, content_tokens, padded, tokens_of
from ideas.discovery.likeness.models import EVERYWHERE
from ideas.road.competitions.models import Competition
from ideas.stages import CompetitionState

KEY = ["kind", "subject_id"]


def keep_findable(session: Session, text: Text) -> None:
    """What this text is found by from now on: one statement, whether it was there or not."""
    facts = facts_of(text)
    kind = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    new: Any = kind.insert(Findable).values(facts)
    changed = {name: new.excluded[name] for name in facts if name not in KEY}
    session.execute(new.on_conflict_do_update(index_elements=KEY, set_=changed))


def facts_of(text: Text) -> dict[str, Any]:
    return {
        "kind": text.kind, "subject_id": text.subject_id, "proposal_id": text.proposal_id,
        "competition_id": text.competition_id, "unit_id": text.unit_id, "ref": text.ref,
        "reach_id": _reach(text.kind, text.competition_id) if text.open else None,
        "category": text.category, "year": text.saved_at.year, "tags": text.labels,
        "title": padded(content_tokens(text.title)),
        "summary": padded(content_tokens(text.summary)), "terms": tokens_of(text),
        "saved_at": text.saved_at,
    }  # fmt: skip


def open_findable(
    session: Session, kind: Kind, subjects: Collection[UUID] | Select[UUID], *, open_: bool
) -> None:
    """Others than its team may find them from now on, or no longer: one statement."""
    reach = _reach(kind, col(Findable.competition_id)) if open_ else None
    these = (col(Findable.kind) == kind, col(Findable.subject_id).in_(subjects))
    session.execute(
        update(Findable).where(*these).values(reach_id=reach),
        execution_options={"synchronize_session": False},
    )


def _reach(kind: Kind, competition_id: Any) -> ScalarSelect[Any]:
    """Below which unit they stand whom its call reaches; an entry of one that is over: everywhere.

    It only narrows, and never by more than what the thing itself decides.
    """
    done = col(Competition.state) == CompetitionState.DONE
    over = done if kind is Kind.ENTRY else false()
    reach = case((over, EVERYWHERE), else_=col(Competition.unit_id))
    return pick(reach).where(col(Competition.id) == competition_id).scalar_subquery()
