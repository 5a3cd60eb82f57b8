"""Reading what was reported, within the reach of the one who reads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import Relation, Role, Standing, refusal, require_visible
from ideas.road.competitions.models import Competition
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import within
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.talking.comments.models import Comment
from ideas.talking.comments.rules import with_names
from ideas.talking.comments.telling import names_in
from ideas.talking.moderation.models import Hiding, Report
from ideas.talking.moderation.rules import Offence, ReportState
from ideas.writing.proposals.mates import name_in
from ideas.writing.proposals.models import Proposal

PAGE = 10
MODERATORS = (Role.SECRETARIAT, Role.ADMINISTRATOR)
ORGANISER = aliased(Unit)


@dataclass(frozen=True)
class Case:
    """A comment that waits for a moderator, with what was said against it and for it."""

    comment: Comment
    hiding: Hiding | None
    author: str
    proposal: str
    title: str
    competition: str
    standing: Standing
    prose: str = ""
    reports: Sequence[tuple[Offence, str, bool]] = ()

    @property
    def objected(self) -> bool:
        return bool(self.hiding and self.hiding.objected_at and not self.hiding.decided_at)

    @property
    def open(self) -> bool:
        """Whether anybody still owes a decision."""
        reported = not self.hiding and any(report[2] for report in self.reports)
        return self.objected or reported

    @property
    def may_decide(self) -> bool:
        act = Act.DECIDE_OBJECTION if self.objected else Act.MODERATE_COMMENT
        return refusal(act, self.standing) is None


@dataclass(frozen=True)
class Queue:
    cases: Sequence[Case]
    next: tuple[datetime, UUID] | None


def moderation_queue(
    session: Session, visitor: Visitor, after: tuple[datetime, UUID] | None = None
) -> Queue:
    """What waits within one's reach, the oldest comment first: three statements."""
    place = (col(Comment.written_at), col(Comment.id))
    rows = session.execute(
        _cases()
        .where(reached_by(visitor), is_waiting(), tuple_(*place) > after if after else true())
        .order_by(*place)
        .limit(PAGE + 1)
    ).all()
    last = rows[PAGE - 1][0] if len(rows) > PAGE else None
    cases = [_case(visitor, row) for row in rows[:PAGE]]
    return Queue(_told(session, cases), (last.written_at, last.id) if last else None)


def find_case(session: Session, visitor: Visitor, ref: str) -> Case:
    """A comment that was ever reported, within one's reach; else it does not exist."""
    reported = exists().where(col(Report.comment_id) == Comment.id)
    row = session.execute(_cases().where(col(Comment.ref) == ref, reported)).first()
    if row is None:
        raise Missing
    case = _case(visitor, row)
    require_visible(Act.SEE_MODERATION, case.standing)
    return _told(session, [case])[0]


def is_waiting() -> ColumnElement[bool]:
    """In SQL: reported and not decided, or its author objects to the hiding."""
    reported = exists().where(
        col(Report.comment_id) == Comment.id, col(Report.state) == ReportState.OPEN
    )
    objected = aliased(Hiding)  # where one has joined the hidings already
    objects = exists().where(
        col(objected.comment_id) == Comment.id, col(objected.objected_at).is_not(None),
        col(objected.decided_at).is_(None),
    )  # fmt: skip
    stands = col(Comment.deleted_at).is_(None) & (col(Comment.text) != "")
    return and_(stands, or_(and_(reported, col(Comment.hidden_at).is_(None)), objects))


def reached_by(visitor: Visitor) -> ColumnElement[bool]:
    """SEE_MODERATION in SQL, with Competition and its organiser joined."""
    reaches = [
        col(Competition.id) == reach.competition_id
        if reach.competition_id
        else within(col(ORGANISER.path), reach.unit_path)
        for reach in visitor.reaches
        if reach.role in MODERATORS and not reach.category
    ]
    return or_(false(), *reaches)


def with_place(rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """With the proposal, its competition and who organises it."""
    return (
        rows.join(Proposal, col(Proposal.id) == Comment.proposal_id)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(ORGANISER, col(ORGANISER.id) == Competition.organiser_id)
    )


def _cases() -> Select[*tuple[Any, ...]]:
    rows = with_place(
        select(
            Comment, Hiding, name_in(Proposal.id, inside=False), col(Proposal.ref),
            col(Proposal.title),
            col(Competition.title), col(Competition.id), col(ORGANISER.path),
        )
    )  # fmt: skip
    return (
        rows.join(Person, col(Person.id) == Comment.author_id)
        .outerjoin(Hiding, col(Hiding.comment_id) == Comment.id)
        .execution_options(populate_existing=True)
    )


def _case(visitor: Visitor, row: Any) -> Case:
    comment, hiding, author, proposal, title, called, competition, path = row
    relations = {Relation.SELF} if comment.author_id == visitor.id else set()
    if hiding is not None and hiding.by_id == visitor.id:
        relations.add(Relation.DECIDER)
    roles = visitor.roles_in(competition, path)
    standing = Standing(signed_in=True, roles=roles, relations=frozenset(relations))
    return Case(comment, hiding, author, proposal, title, called, standing)


def _told(session: Session, cases: Sequence[Case]) -> list[Case]:
    """With what was said against each of them, and without numbers in the place of names."""
    ids = [case.comment.id for case in cases]
    reports: dict[UUID, list[tuple[Offence, str, bool]]] = defaultdict(list)
    for comment, offence, note, state in session.execute(
        select(col(Report.comment_id), col(Report.offence), col(Report.note), col(Report.state))
        .where(col(Report.comment_id).in_(ids))
        .order_by(col(Report.made_at))
    ):
        reports[comment].append((offence, note, state is ReportState.OPEN))
    names = names_in(session, ids, inside=False)
    return [
        Case(
            **{
                **vars(case),
                "reports": reports[case.comment.id],
                "prose": with_names(case.comment.text, names[case.comment.id]),
            }
        )
        for case in cases
    ]


def find_hiding(session: Session, comment: Comment) -> Hiding:
    row = session.get(Hiding, comment.id)
    if row is None:
        raise Missing
    return row
