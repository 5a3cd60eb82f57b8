"""Keeping the index: part of the transaction that writes the text itself."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from ideas.finding.models import Findable
from ideas.finding.rules import Text, content_tokens, padded, tokens_of

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
        "category": text.category, "year": text.saved_at.year, "tags": text.labels,
        "title": padded(content_tokens(text.title)),
        "summary": padded(content_tokens(text.summary)), "terms": tokens_of(text),
        "saved_at": text.saved_at,
    }  # fmt: skip
