"""Whom a comment names, and who hears of it: at most once, and nobody who may not read it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlmodel import Session, col

from ideas.staff.people.models import Person
from ideas.talking.comments.models import Comment, Mention
from ideas.talking.comments.rules import NAMELESS, Circle
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.mates import is_hidden
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.readers import readers
from ideas.writing.proposals.rules import Consent


def tell_of_comment(
    session: Session, draft: Draft, row: Comment, parent: Comment | None, named: set[UUID]
) -> None:
    """The one who is answered, those who are named, and the team."""
    team = {mate.id for mate in draft.team if mate.consent is Consent.AGREED}
    answered = {parent.author_id} if parent else set()
    heard = {row.author_id}
    for news, people in (
        (News.ASKED if row.question else None, team),
        (News.REPLIED, answered),
        (News.MENTIONED, named),
        (News.COMMENTED, team),
    ):
        if news:
            _tell(session, draft, row, news, people - heard)
            heard |= people


def _tell(session: Session, draft: Draft, row: Comment, news: News, people: Iterable[UUID]) -> None:
    may = readers(session, draft.row.id, people, inside=row.circle is Circle.TEAM)
    path, title = f"/proposals/{draft.row.ref}#talk", draft.row.title
    notify(session, sorted(may), news, path, title=title)


def names_in(
    session: Session, comments: Iterable[UUID], *, inside: bool
) -> Mapping[UUID, dict[int, str]]:
    """Whom each of these comments mentions, by today's name: one statement.

    What a team says of one of its own who hides the name, only the team reads by name.
    """
    found: dict[UUID, dict[int, str]] = defaultdict(dict)
    asked = list(comments)
    if not asked:
        return found
    rows = session.execute(
        select(col(Mention.comment_id), col(Mention.place), col(Person.name), _veiled())
        .join(Person, col(Person.id) == Mention.person_id)
        .join(Comment, col(Comment.id) == Mention.comment_id)
        .where(col(Mention.comment_id).in_(asked))
    )
    for comment, place, name, veiled in rows:
        found[comment][place] = str(NAMELESS) if veiled and not inside else name
    return found


def _veiled() -> ColumnElement[bool]:
    """In SQL: the one who is named hides it, and the one who says it could know."""
    knew = exists().where(
        col(Member.proposal_id) == Comment.proposal_id,
        col(Member.person_id) == Comment.author_id,
        col(Member.consent).in_((Consent.AGREED, Consent.LEFT)),
    )
    return and_(is_hidden(Comment.proposal_id, Mention.person_id), knew)
