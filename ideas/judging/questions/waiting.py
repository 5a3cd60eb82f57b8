"""Questions of judges that wait: for the secretariat to pass on, for a team to answer."""

from typing import Any

from sqlalchemy import Select, and_, exists, func, literal, select
from sqlmodel import Session, col

from ideas.judging.panels.models import Assignment
from ideas.judging.questions.models import Question
from ideas.judging.questions.rules import QuestionState
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.standing import Role
from ideas.waiting import Asked, Waiting
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent

MANY = func.count(col(Question.id))


def waiting_judges_questions(session: Session, visitor: Visitor) -> list[Waiting]:
    """What the secretariat has to read, panel by panel: one statement, for officers only."""
    if Role.SECRETARIAT not in visitor.roles:
        return []
    own = exists().where(
        col(Member.proposal_id) == col(Entry.proposal_id), col(Member.person_id) == visitor.id
    )
    place = (col(Competition.id), col(Unit.path), col(Competition.title), col(Step.ref))
    rows = session.execute(
        _waiting(QuestionState.ASKED, MANY, *place, col(Step.closes_at))
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(~own)
        .group_by(*place, col(Step.closes_at))
    )
    return [
        Waiting("judge_question", title, ref, closes_at, count)
        for count, competition_id, path, title, ref, closes_at in rows
        if Role.SECRETARIAT in visitor.roles_in(competition_id, path)
    ]


def questions_of_teams(visitor: Visitor) -> Asked:
    """What one's teams have to answer, entry by entry."""
    mine = and_(
        col(Member.proposal_id) == Entry.proposal_id, col(Member.person_id) == visitor.id,
        col(Member.consent) == Consent.AGREED, col(Member.left_at).is_(None),
    )  # fmt: skip
    place = (col(Entry.title), col(Entry.ref), col(Step.closes_at))
    asked = _waiting(QuestionState.FORWARDED, literal("team_question"), *place, MANY)
    return asked.join(Member, mine).group_by(*place)


def _waiting(state: QuestionState, *told: Any) -> Select[Any]:
    """Questions that are in this state while their panel is open."""
    return (
        select(*told)
        .select_from(Question)
        .join(Assignment, col(Assignment.id) == Question.assignment_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .join(Step, col(Step.id) == Assignment.step_id)
        .where(col(Question.state) == state, is_open_now())
    )
