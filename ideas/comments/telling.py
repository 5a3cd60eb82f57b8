"""Who hears of a comment: everyone at most once, and nobody who may not read it."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from ideas.comments.models import Comment
from ideas.comments.rules import Circle
from ideas.notices.actions import notify
from ideas.notices.rules import News
from ideas.proposals.queries import Draft
from ideas.proposals.readers import readers
from ideas.proposals.rules import Consent


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
