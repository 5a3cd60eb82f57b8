"""The versions of a proposal: who wrote them, and what each changed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas.people.models import Person
from ideas.proposals.models import Version
from ideas.proposals.queries import MOST_VERSIONS, Draft, writing_of
from ideas.proposals.rules import changes


@dataclass(frozen=True)
class VersionLine:
    """One version: who wrote it, and when they began."""

    number: int
    made_at: datetime
    by: str
    frozen: bool


@dataclass(frozen=True)
class Change:
    """What one version changed in one part: the part's title, or its name when it has none."""

    part: str
    title: str
    words: list[tuple[str, str]]


def versions_of(session: Session, proposal_id: UUID) -> list[VersionLine]:
    """Newest first: one statement."""
    rows = session.execute(
        pick(col(Version.number), col(Version.made_at), col(Person.name), col(Version.frozen))
        .join(Person, col(Person.id) == Version.by_id)
        .where(col(Version.proposal_id) == proposal_id)
        .order_by(col(Version.number).desc())
        .limit(MOST_VERSIONS)
    )
    return [VersionLine(*row) for row in rows]


def changes_in(session: Session, draft: Draft, number: int) -> list[Change]:
    """What one version changed against the one before it, part by part: one statement."""
    rows = session.scalars(
        pick(Version).where(
            col(Version.proposal_id) == draft.row.id,
            col(Version.number).in_((number - 1, number)),
        )
    )
    texts = {version.number: writing_of(version).fields() for version in rows}
    titles = {f"answer-{section.key}": section.title for section in draft.rules.sections}
    before, after = texts.get(number - 1, {}), texts.get(number, {})
    return [
        Change(name, titles.get(name, ""), changes(before.get(name, ""), after.get(name, "")))
        for name in ("title", "summary", *titles)
        if before.get(name, "") != after.get(name, "")
    ]
