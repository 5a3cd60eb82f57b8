"""Questions of judges that wait: for the secretariat to pass on, for a team to answer."""

from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlmodel import Session, col

from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import is_open_now
from ideas.entries.models import Entry
from ideas.organisation.models import Unit
from ideas.panels.models import Assignment
from ideas.proposals.models import Member
from ideas.proposals.rules import Consent
from ideas.questions.models import Question
from ideas.questions.rules import QuestionState
from ideas.roles.visitors import Visitor
from ideas.standing import Role
from ideas.waiting import Waiting


def waiting_judges_questions(session: Session, visitor: Visitor) -> list[Waiting]:
    """What the secretariat has to read, panel by panel: one statement, for officers only."""
    if Role.SECRETARIAT not in visitor.roles:
        return []
    own = exists().where(
        col(Member.proposal_id) == col(Entry.proposal_id), col(Member.person_id) == visitor.id
    )
    place = (col(Competition.id), col(Unit.path), col(Competition.title), col(Step.ref))
    rows = session.execute(
        _waiting(QuestionState.ASKED, *place, col(Step.closes_at))
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


def waiting_team_questions(session: Session, visitor: Visitor) -> list[Waiting]:
    """What one's teams have to answer, entry by entry: one statement."""
    mine = col(Member.proposal_id) == Entry.proposal_id
    place = (col(Entry.title), col(Entry.ref), col(Step.closes_at))
    rows = session.execute(
        _waiting(QuestionState.FORWARDED, *place)
        .join(Member, mine)
        .where(
            col(Member.person_id) == visitor.id, col(Member.consent) == Consent.AGREED,
            col(Member.left_at).is_(None),
        )
        .group_by(*place)
    )  # fmt: skip
    return [Waiting("team_question", title, ref, due, count) for count, title, ref, due in rows]


def _waiting(state: QuestionState, *place: Any) -> Select[Any]:
    """How many questions are in this state while their panel is open."""
    return (
        select(func.count(col(Question.id)), *place)
        .select_from(Question)
        .join(Assignment, col(Assignment.id) == Question.assignment_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .join(Step, col(Step.id) == Assignment.step_id)
        .where(col(Question.state) == state, is_open_now())
    )
