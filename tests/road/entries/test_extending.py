"""More time for a step: said in good time, for everybody alike."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from ideas import given
from ideas.failures import Invalid, Refused, TooLate
from ideas.later import Job
from ideas.permissions import Role
from ideas.road.competitions.models import Competition, RuleBook
from ideas.road.competitions.queries import scoped_of, steps_of
from ideas.road.entries.extending import MoreTime, extend_step, extensions_of
from ideas.road.entries.models import Entry
from ideas.road.entries.moving import turn_steps
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from tests.factories import WEEK, Make

DAYS = timedelta(days=3)
OTHERS = {"Hasan": Role.LEADER, "Ratna": Role.JUDGE, "Melati": Role.PUBLISHER}


@pytest.fixture
def dewi(make: Make) -> Person:
    return make.with_role("Dewi", Role.SECRETARIAT)


def extend(
    session: Session, person: Person, competition: Competition, kind: StepKind, until: datetime
) -> None:
    step = next(s for s in steps_of(session, competition.id) if s.kind is kind)
    scoped = scoped_of(session, competition.id)
    extend_step(session, visitor_of(session, person.id), scoped, MoreTime(step, until, "Banjir."))


def test_the_step_and_all_that_follow_move_by_as_much(
    session: Session, make: Make, dewi: Person
) -> None:
    entry = make.entry(at=StepKind.BALLOT)
    competition = session.get_one(Competition, entry.competition_id)
    before = {s.kind: (s.opens_at, s.closes_at) for s in steps_of(session, competition.id)}
    until = before[StepKind.BALLOT][1] + DAYS
    extend(session, dewi, competition, StepKind.BALLOT, until)
    session.expire_all()
    after = {s.kind: (s.opens_at, s.closes_at) for s in steps_of(session, competition.id)}
    assert after[StepKind.SCREENING] == before[StepKind.SCREENING]
    assert after[StepKind.BALLOT] == (before[StepKind.BALLOT][0], until)
    for kind in (StepKind.PANEL, StepKind.DECREE):
        assert after[kind] == tuple(moment + DAYS for moment in before[kind])
    told = extensions_of(session, competition.id)
    assert [(e.until, e.reason) for e in told] == [(until, "Banjir.")]
    assert until in {job.due_at for job in session.exec(select(Job))}


def test_what_was_owed_by_the_close_is_owed_by_the_new_one(
    session: Session, make: Make, dewi: Person
) -> None:
    entry = make.entry(at=StepKind.BALLOT)
    held = session.get_one(Entry, entry.id)
    competition = session.get_one(Competition, entry.competition_id)
    held.due_at = closes_at = make.step_of(competition, StepKind.BALLOT).closes_at
    session.flush()
    extend(session, dewi, competition, StepKind.BALLOT, closes_at + DAYS)
    session.refresh(held)
    assert held.due_at == closes_at + DAYS


def test_the_rules_get_a_new_version_and_the_old_one_stays(
    session: Session, make: Make, dewi: Person
) -> None:
    competition = session.get_one(Competition, make.competition().id)
    until = make.step_of(competition, StepKind.CALL).closes_at + DAYS
    extend(session, dewi, competition, StepKind.CALL, until)
    books = session.exec(select(RuleBook).order_by(col(RuleBook.version))).all()
    assert [book.version for book in books] == [1, 2]
    assert books[0].document == books[1].document
    assert books[0].digest != books[1].digest
    assert session.get_one(Competition, competition.id).rules_version == 2


def test_time_is_only_given_and_not_without_end(session: Session, make: Make, dewi: Person) -> None:
    competition = make.competition()
    closes_at = make.step_of(competition, StepKind.CALL).closes_at
    for until in (closes_at, closes_at - DAYS, closes_at + 60 * WEEK):
        with pytest.raises(Invalid):
            extend(session, dewi, competition, StepKind.CALL, until)
    extend(session, dewi, competition, StepKind.CALL, closes_at + DAYS)


def test_what_has_turned_or_not_begun_or_is_a_decree_gets_no_more_time(
    session: Session, make: Make, dewi: Person
) -> None:
    competition = make.competition(at=StepKind.SCREENING)
    turn_steps(session)
    later_on = make.now + 10 * WEEK
    with pytest.raises(TooLate):
        extend(session, dewi, competition, StepKind.CALL, later_on)
    for kind in (StepKind.PANEL, StepKind.DECREE):
        with pytest.raises(Refused):
            extend(session, dewi, competition, kind, later_on)
    extend(session, dewi, competition, StepKind.SCREENING, later_on)


def test_only_its_secretariat_gives_time(session: Session, make: Make, dewi: Person) -> None:
    competition = make.competition()
    until = make.step_of(competition, StepKind.CALL).closes_at + DAYS
    others = [make.with_role(name, role) for name, role in OTHERS.items()]
    for person in others:
        with pytest.raises(Refused):
            extend(session, person, competition, StepKind.CALL, until)
    extend(session, dewi, competition, StepKind.CALL, until)


def test_the_clock_turns_the_step_at_the_new_close(
    session: Session, make: Make, dewi: Person
) -> None:
    competition = make.competition()
    closes_at = make.step_of(competition, StepKind.CALL).closes_at
    extend(session, dewi, competition, StepKind.CALL, closes_at + DAYS)
    for moment, turned in ((closes_at + DAYS / 2, 0), (closes_at + DAYS, 1)):
        with given.world(frozen=moment):
            assert turn_steps(session) == turned


def test_after_its_close_a_call_gets_no_more_time_even_if_the_clock_sleeps(
    session: Session, make: Make, dewi: Person
) -> None:
    competition = make.competition()
    closes_at = make.step_of(competition, StepKind.CALL).closes_at
    with given.world(frozen=closes_at), pytest.raises(TooLate):
        extend(session, dewi, competition, StepKind.CALL, closes_at + DAYS)
    with given.world(frozen=closes_at - timedelta(seconds=1)):
        extend(session, dewi, competition, StepKind.CALL, closes_at + DAYS)
