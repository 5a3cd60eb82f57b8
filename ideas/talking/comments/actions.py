"""Saying something about a proposal, changing one's own words, taking them back."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.permissions import Relation, Standing, require
from ideas.road.competitions.deadlines import changed
from ideas.say import say
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.talking.comments.models import Comment, Mention
from ideas.talking.comments.queries import find_comment
from ideas.talking.comments.rules import (
    AN_HOUR,
    MAY_EDIT,
    MOST_AN_HOUR,
    MOST_MENTIONS,
    Circle,
    Words,
    circles_written,
    with_places,
    wrong_with,
)
from ideas.talking.comments.telling import names_in, tell_of_comment
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.readers import readers

LATE = say("Komentar hanya dapat diubah dalam 15 menit pertama. Anda masih dapat menghapusnya.")


def write_comment(session: Session, visitor: Visitor, draft: Draft, words: Words) -> Comment:
    """Say something to the team or to all who may read it; a reply goes to whom its thread goes."""
    require(Act.WRITE_COMMENT, draft.standing)
    parent = _thread(session, draft, words.reply_to)
    circle = parent.circle if parent else words.circle
    _check(session, visitor, draft, words.text, circle)
    named = _mentioned(session, draft, words.mentions, circle)
    now, inside = given.now(), draft.standing.in_team
    row = Comment(
        proposal_id=draft.row.id, parent_id=parent.id if parent else None, author_id=visitor.id,
        circle=circle, question=words.question and not parent and not inside,
        text=with_places(words.text, [person.name for person in named]),
        written_at=now, edit_until=now + MAY_EDIT,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(
        Mention(comment_id=row.id, place=place, person_id=person.id)
        for place, person in enumerate(named)
    )
    if parent and inside and parent.author_id != visitor.id:
        parent.answered_at = parent.answered_at or now
    tell_of_comment(session, draft, row, parent, {person.id for person in named})
    kind = "question" if row.question else circle.value
    record(session, Act.WRITE_COMMENT, visitor.id, draft.row.id, kind=kind)
    return row


def edit_comment(session: Session, visitor: Visitor, draft: Draft, row: Comment, text: str) -> None:
    """Other words, shortly after. That they were changed stays visible."""
    require(Act.CHANGE_COMMENT, standing_to(visitor, draft, row))
    if wrong := wrong_with(text):
        raise Invalid({"text": wrong})
    names = names_in(session, [row.id], inside=draft.standing.in_team)[row.id]
    kept = with_places(text, [names.get(place, "") or "\0" for place in range(len(names))])
    standing = [
        col(Comment.id) == row.id, col(Comment.edit_until) > given.database_now(),
        col(Comment.deleted_at).is_(None), col(Comment.hidden_at).is_(None),
    ]  # fmt: skip
    edited = update(Comment).where(*standing).values(text=kept, edited_at=given.now())
    if not changed(session, edited):
        raise Invalid({"text": LATE})
    record(session, Act.CHANGE_COMMENT, visitor.id, draft.row.id, change="edited")


def delete_comment(session: Session, visitor: Visitor, draft: Draft, row: Comment) -> None:
    """Take one's words back. Their place stays, so that the answers still make sense."""
    require(Act.CHANGE_COMMENT, standing_to(visitor, draft, row))
    gone = (
        update(Comment)
        .where(col(Comment.id) == row.id, col(Comment.hidden_at).is_(None))
        .values(text="", deleted_at=given.now())
    )
    if not changed(session, gone):
        raise Conflicting(say("Komentar ini sedang disembunyikan moderator."))
    record(session, Act.CHANGE_COMMENT, visitor.id, draft.row.id, change="deleted")


def standing_to(visitor: Visitor, draft: Draft, row: Comment) -> Standing:
    """How a reader of a proposal stands to one comment on it."""
    own = {Relation.SELF} if row.author_id == visitor.id else set()
    return replace(draft.standing, relations=draft.standing.relations | own)


def _thread(session: Session, draft: Draft, ref: str) -> Comment | None:
    """Where a reply belongs: one level, so a reply to a reply joins the same thread."""
    if not ref:
        return None
    row = find_comment(session, draft, ref)
    return session.get_one(Comment, row.parent_id) if row.parent_id else row


def _check(session: Session, visitor: Visitor, draft: Draft, text: str, circle: Circle) -> None:
    if wrong := wrong_with(text):
        raise Invalid({"text": wrong})
    if circle not in circles_written(draft.standing):
        raise Invalid({"circle": say("Di sini hanya tim yang dapat membaca komentar sekarang.")})
    since = given.now() - AN_HOUR
    own = col(Comment.author_id) == visitor.id, col(Comment.written_at) > since
    written = session.scalar(select(func.count()).select_from(Comment).where(*own)) or 0
    if written >= MOST_AN_HOUR:
        raise Invalid(
            {"text": say("Sudah {n} komentar dalam satu jam. Lanjutkan nanti.", n=written)}
        )


def _mentioned(session: Session, draft: Draft, refs: Sequence[str], circle: Circle) -> list[Person]:
    """Those named who may read this comment; nobody learns who else was meant."""
    wanted = list(dict.fromkeys(ref for ref in refs if ref))[:MOST_MENTIONS]
    if not wanted:
        return []
    people = {
        person.ref: person
        for person in session.scalars(select(Person).where(col(Person.ref).in_(wanted)))
    }
    ids: list[UUID] = [person.id for person in people.values()]
    may = readers(
        session, draft.row.id, ids,
        inside=circle is Circle.TEAM, hidden=draft.standing.in_team,
    )  # fmt: skip
    return [people[ref] for ref in wanted if ref in people and people[ref].id in may]
