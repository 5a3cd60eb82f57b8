"""Reading what goes with a draft: what an open form began with, and its versions side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.writing.drafting.models import Scribe
from ideas.writing.drafting.rules import Met, folded, how_much, met
from ideas.writing.forms.rules import SectionKind
from ideas.writing.proposals.changing import changes
from ideas.writing.proposals.mates import name_in
from ideas.writing.proposals.models import DraftChange, Member, Proposal, Version
from ideas.writing.proposals.queries import MOST_VERSIONS, Draft, writing_of
from ideas.writing.proposals.rules import Consent, Part, Writing

MOST_UNANSWERED = 10  # ideas written down for colleagues who have not answered


@dataclass(frozen=True)
class VersionLine:
    """One version: who wrote it, when they began, and how many words came and went.

    Without a name it was somebody who hides theirs from this reader.
    """

    number: int
    made_at: datetime
    by: str
    frozen: bool
    came: int
    went: int


@dataclass(frozen=True)
class Change:
    """What differs in one part: its title, or its name when it has none of its own."""

    part: str
    title: str
    words: list[tuple[str, str]]


@dataclass(frozen=True)
class Compared:
    """All versions, and two of them side by side."""

    lines: list[VersionLine]
    since: int
    until: VersionLine | None
    changes: list[Change]


@dataclass(frozen=True)
class Noted:
    """An idea that one wrote down for a colleague, until the colleague answers."""

    title: str
    whose: str
    written_at: datetime


@dataclass(frozen=True)
class Opened:
    """What a form knows of itself: the revision it was opened with, and its own key."""

    seen: int
    hand: str

    def writes_on(self, draft: Draft) -> bool:
        """Nobody else has saved since."""
        return draft.row.revision == self.seen or draft.row.hand == self.hand


def met_in(
    session: Session, visitor: Visitor, draft: Draft, writing: Writing, opened: Opened
) -> Met:
    """Two writings of one draft, put together against what this form began with."""
    rows = session.scalars(
        select(DraftChange)
        .where(DraftChange.proposal_id == draft.row.id, col(DraftChange.revision) >= opened.seen)
        .order_by(col(DraftChange.revision).desc())
    ).all()
    stored = draft.writing.fields()
    base = _base(rows, stored, opened, draft.row.revision)
    found = met(base, writing.fields(), stored, whole=_choices(draft))
    by = rows[0].by_id if rows else visitor.id
    name = session.scalar(pick(col(Person.name)).where(col(Person.id) == by))
    return Met(found.fields, name or "" if by != visitor.id else "")


def _base(
    rows: Any, stored: Mapping[str, str], opened: Opened, revision: int
) -> dict[str, str] | None:
    """From what is stored, back to what this form saved last or was opened with."""
    own = [row.revision for row in rows if row.hand == opened.hand]
    began = max(own, default=opened.seen)
    undone = [row for row in rows if row.revision >= began]
    if [row.revision for row in undone] != list(range(revision - 1, began - 1, -1)):
        return None  # laid aside too long ago
    base = dict(stored)
    for row in undone:
        base |= row.before
    return base


def _choices(draft: Draft) -> set[str]:
    """Fields that are chosen, not written: never cut into words."""
    chosen = {f"answer-{s.key}" for s in draft.rules.sections if s.kind is not SectionKind.TEXT}
    return chosen | {"category"}


def versions_compared(session: Session, draft: Draft, since: str, until: str) -> Compared:
    """Every version with how much it changed, and the two that were asked for: one statement."""
    writer = name_in(draft.row.id, inside=draft.standing.in_team)
    rows = session.execute(
        pick(Version, writer)
        .join(Person, col(Person.id) == Version.by_id)
        .where(col(Version.proposal_id) == draft.row.id)
        .order_by(col(Version.number).desc())
        .limit(MOST_VERSIONS)
    ).all()
    texts = {version.number: writing_of(version).fields() for version, _ in rows}
    lines = [
        VersionLine(
            version.number, version.made_at, name, version.frozen,
            *how_much(texts.get(version.number - 1, {}), texts[version.number]),
        )
        for version, name in rows
    ]  # fmt: skip
    chosen = next(
        (line for line in lines if str(line.number) == until), lines[0] if lines else None
    )
    if chosen is None:
        return Compared([], 0, None, [])
    before = int(since) if since.isascii() and since.isdigit() else chosen.number - 1
    before = before if before in texts else chosen.number - 1
    return Compared(lines, before, chosen, _changes(draft, texts, before, chosen.number))


def _changes(
    draft: Draft, texts: Mapping[int, Mapping[str, str]], since: int, until: int
) -> list[Change]:
    titles = {f"answer-{section.key}": section.title for section in draft.rules.sections}
    before, after = texts.get(since, {}), texts[until]
    return [
        Change(
            name, titles.get(name, ""),
            folded(changes(before.get(name, ""), after.get(name, ""))),
        )
        for name in ("title", "summary", *titles)
        if before.get(name, "") != after.get(name, "")
    ]  # fmt: skip


def version_of(session: Session, proposal_id: UUID, number: int) -> Version | None:
    found = select(Version).where(Version.proposal_id == proposal_id, Version.number == number)
    return session.exec(found).first()


def noted_for_others(session: Session, visitor: Visitor) -> list[Noted]:
    """What one wrote down for colleagues and they have not answered yet: one statement."""
    rows = session.execute(
        pick(col(Proposal.title), col(Person.name), col(Scribe.written_at))
        .join(Scribe, col(Scribe.proposal_id) == Proposal.id)
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .join(Person, col(Person.id) == Member.person_id)
        .where(
            col(Scribe.person_id) == visitor.id, col(Member.part) == Part.LEAD,
            col(Member.consent) == Consent.INVITED,
        )
        .order_by(col(Scribe.written_at).desc(), col(Proposal.ref))
        .limit(MOST_UNANSWERED)
    )  # fmt: skip
    return [Noted(*row) for row in rows]


def scribe_of(session: Session, draft: Draft) -> str:
    """Who wrote it down; nobody when its lead did."""
    mine = col(Scribe.proposal_id) == draft.row.id
    named = pick(col(Person.name)).join(Scribe, col(Scribe.person_id) == Person.id)
    return session.scalar(named.where(mine)) or ""
