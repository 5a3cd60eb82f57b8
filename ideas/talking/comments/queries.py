"""Reading comments: the talk about one proposal, as far as one person may read it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select, true, tuple_
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import refusal
from ideas.say import Sentence
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_today
from ideas.staff.people.rules import hue_of, initials
from ideas.staff.roles.visitors import Visitor
from ideas.talking.comments.models import Comment
from ideas.talking.comments.rules import (
    Circle,
    circles_read,
    circles_written,
    unspoken,
    with_names,
)
from ideas.talking.comments.telling import names_in
from ideas.writing.proposals.mates import name_in
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Consent

PAGE = 15
MOST_REPLIES = 200


@dataclass(frozen=True)
class Said:
    """One comment as somebody reads it. Without a text it is gone, and `gone` says why; without
    a name its author hides it, and has neither reference nor unit."""

    row: Comment
    author_ref: str
    author: str
    unit: str
    inside: bool
    mine: bool
    names: Mapping[int, str]

    @property
    def initials(self) -> str:
        return initials(self.author) if self.author else "?"

    @property
    def hue(self) -> int:
        return hue_of(self.author_ref) if self.author_ref else 1

    @property
    def gone(self) -> str:
        if self.row.deleted_at:
            return "deleted"
        if self.row.hidden_at:
            return "hidden"
        return "" if self.row.text else "erased"

    @property
    def prose(self) -> str:
        return with_names(self.row.text, self.names)

    @property
    def typed(self) -> str:
        return with_names(self.row.text, self.names, marked=False)

    @property
    def addressed(self) -> list[str]:
        return unspoken(self.row.text, self.names)

    @property
    def editable(self) -> bool:
        return self.mine and not self.gone and given.now() < self.row.edit_until


@dataclass(frozen=True)
class Thread:
    first: Said
    replies: Sequence[Said]


@dataclass(frozen=True)
class Talk:
    """A page of the talk, the newest thread first. `closed`: why nothing can be said now."""

    threads: Sequence[Thread]
    total: int
    next: tuple[datetime, UUID] | None
    circles: Sequence[Circle]
    closed: Sentence | None
    asks: bool


def talk_of(
    session: Session, visitor: Visitor, draft: Draft, before: tuple[datetime, UUID] | None = None
) -> Talk:
    """At most four statements: the threads, their replies, whom they name, how many in all."""
    place = (col(Comment.written_at), col(Comment.id))
    rows = session.execute(
        _comments(draft)
        .where(col(Comment.parent_id).is_(None), tuple_(*place) < before if before else true())
        .order_by(*(column.desc() for column in place))
        .limit(PAGE + 1)
    ).all()
    firsts = rows[:PAGE]
    replies = _replies(session, draft, [row[0].id for row in firsts])
    said = _said(session, visitor, draft, [*firsts, *replies])
    answers: dict[UUID | None, list[Said]] = defaultdict(list)
    for row in replies:
        answers[row[0].parent_id].append(said[row[0].id])
    last = firsts[-1][0] if len(rows) > PAGE else None
    return Talk(
        [Thread(said[row[0].id], answers[row[0].id]) for row in firsts],
        _total(session, draft) if last or before else sum(not one.gone for one in said.values()),
        (last.written_at, last.id) if last else None,
        circles_written(draft.standing), refusal(Act.WRITE_COMMENT, draft.standing),
        asks=not draft.standing.in_team,
    )  # fmt: skip


def find_comment(session: Session, draft: Draft, ref: str) -> Comment:
    """A comment that this reader of the proposal may read, else `Missing`."""
    row = session.scalars(
        select(Comment)
        .where(col(Comment.ref) == ref, *_readable(draft))
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise Missing
    return row


def said_of(session: Session, visitor: Visitor, draft: Draft, row: Comment) -> Said:
    """One comment as a reader of the proposal reads it: two statements."""
    rows = session.execute(_comments(draft).where(col(Comment.id) == row.id)).all()
    return _said(session, visitor, draft, rows)[row.id]


def _readable(draft: Draft) -> tuple[Any, ...]:
    """Permission, inside the statement."""
    circles = circles_read(draft.standing)
    return col(Comment.proposal_id) == draft.row.id, col(Comment.circle).in_(circles)


def _comments(draft: Draft) -> Select[*tuple[Any, ...]]:
    """Each with its author and where they work today."""
    return (
        select(
            Comment, col(Person.ref), name_in(Comment.proposal_id, inside=draft.standing.in_team),
            func.coalesce(func.min(Unit.name), ""),
        )
        .join(Person, col(Person.id) == Comment.author_id)
        .outerjoin(Posting, and_(col(Posting.person_id) == Person.id, held_today()))
        .outerjoin(Unit, col(Unit.id) == Posting.unit_id)
        .where(*_readable(draft))
        .group_by(col(Comment.id), col(Person.id))
        .execution_options(populate_existing=True)
    )  # fmt: skip


def _replies(session: Session, draft: Draft, threads: Sequence[UUID]) -> Sequence[Any]:
    if not threads:
        return ()
    return session.execute(
        _comments(draft)
        .where(col(Comment.parent_id).in_(threads))
        .order_by(col(Comment.written_at), col(Comment.id))
        .limit(MOST_REPLIES)
    ).all()


def _said(
    session: Session, visitor: Visitor, draft: Draft, rows: Sequence[Any]
) -> dict[UUID, Said]:
    names = names_in(session, [row[0].id for row in rows], inside=draft.standing.in_team)
    team = {mate.id for mate in draft.team if mate.consent is Consent.AGREED}
    return {
        row.id: Said(
            row, ref if name else "", name, unit if name else "",
            row.author_id in team or not name, row.author_id == visitor.id, names[row.id],
        )
        for row, ref, name, unit in rows
    }  # fmt: skip


def _total(session: Session, draft: Draft) -> int:
    stands = col(Comment.deleted_at).is_(None) & col(Comment.hidden_at).is_(None)
    told = *_readable(draft), stands, col(Comment.text) != ""
    count = select(func.count()).select_from(Comment).where(*told)
    return session.scalar(count) or 0
