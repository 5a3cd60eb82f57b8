"""Naming the officers of one competition."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid, Refused
from ideas.history.models import Event
from ideas.permissions import Relation, Role, Standing
from ideas.road.competitions.models import Competition
from ideas.staff.offices.actions import Seat, appoint, dismiss
from ideas.staff.offices.queries import officers_in
from ideas.staff.people.finding import find_people
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import CompetitionState, StepState
from tests.factories import Make

GIVER = Standing(
    signed_in=True, roles=frozenset({Role.SECRETARIAT}), competition=CompetitionState.DRAFT
)


def seat(competition: Competition, role: Role, path: str = "A/") -> Seat:
    return Seat(role, competition.id, competition.ref, path)


@pytest.fixture
def dewi(make: Make) -> Person:
    return make.person("Dewi")


@pytest.fixture
def ratna(make: Make) -> Person:
    return make.person("Ratna")


@pytest.fixture
def two(ratna: Person, dewi: Person) -> tuple[Person, Person]:
    return ratna, dewi


@pytest.fixture
def competition(make: Make) -> Competition:
    return make.competition(state=CompetitionState.DRAFT)


def test_a_role_reaches_one_competition_and_is_told(
    make: Make, ratna: Person, dewi: Person, competition: Competition, session: Session
) -> None:
    giver = visitor_of(session, dewi.id)
    appoint(session, giver, GIVER, ratna.id, seat(competition, Role.JUDGE))
    session.flush()
    holder = visitor_of(session, ratna.id)
    assert holder.roles_in(competition.id, "A/") == {Role.JUDGE}
    assert holder.roles_in(None, "A/") == frozenset()
    event = session.exec(select(Event)).one()
    assert (event.act, event.subject_id) == (Act.APPOINT_OFFICER, ratna.id)
    assert event.facts == {"role": "judge", "competition": competition.ref}
    assert session.exec(select(RoleGrant)).one().granted_at == make.now


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        (Role.LEADER, Role.PUBLISHER),
        (Role.PUBLISHER, Role.LEADER),
        (Role.JUDGE, Role.LEADER),
        (Role.LEADER, Role.JUDGE),
        (Role.JUDGE, Role.JUDGE),
    ],
)
def test_some_offices_stay_apart(
    make: Make, ratna: Person, competition: Competition, held: Role, asked: Role
) -> None:
    make.grant(ratna, held, competition)
    with transaction() as session:
        giver = visitor_of(session, ratna.id)
        with pytest.raises(Invalid, match="sudah"):
            appoint(session, giver, GIVER, ratna.id, seat(competition, asked))


@pytest.mark.parametrize("asked", [Role.CHAIR, Role.PUBLISHER])
def test_a_judge_may_also_chair_or_publish(
    make: Make, ratna: Person, dewi: Person, competition: Competition, asked: Role
) -> None:
    make.grant(ratna, Role.JUDGE, competition)
    with transaction() as session:
        appoint(session, visitor_of(session, dewi.id), GIVER, ratna.id, seat(competition, asked))
        session.flush()
        held = visitor_of(session, ratna.id).roles_in(competition.id, "A/")
        assert held == {Role.JUDGE, asked}


def test_a_leader_of_everything_judges_nothing(
    make: Make, ratna: Person, dewi: Person, competition: Competition
) -> None:
    make.grant(ratna, Role.LEADER)
    with transaction() as session:
        giver = visitor_of(session, dewi.id)
        with pytest.raises(Invalid, match="sudah menjadi"):
            appoint(session, giver, GIVER, ratna.id, seat(competition, Role.JUDGE))


def test_only_offices_of_a_competition_are_given(
    ratna: Person, dewi: Person, competition: Competition, session: Session
) -> None:
    giver = visitor_of(session, dewi.id)
    with pytest.raises(Invalid, match="tidak diberikan"):
        appoint(session, giver, GIVER, ratna.id, seat(competition, Role.ADMINISTRATOR))


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({}, True),
        ({"roles": frozenset()}, False),
        ({"relations": frozenset({Relation.SELF})}, False),
        ({"competition": CompetitionState.OPEN, "step_state": StepState.UPCOMING}, True),
        ({"competition": CompetitionState.OPEN, "step_state": StepState.OPEN}, False),
        ({"competition": CompetitionState.OPEN, "step_state": StepState.CLOSED}, False),
        ({"competition": CompetitionState.DONE, "step_state": StepState.UPCOMING}, False),
    ],
)
def test_who_appoints_and_until_when(
    two: tuple[Person, Person],
    competition: Competition,
    session: Session,
    facts: dict[str, Any],
    allowed: bool,
) -> None:
    ratna, dewi = two
    giver, standing = visitor_of(session, dewi.id), replace(GIVER, **facts)
    if allowed:
        appoint(session, giver, standing, ratna.id, seat(competition, Role.JUDGE))
    else:
        with pytest.raises(Refused):
            appoint(session, giver, standing, ratna.id, seat(competition, Role.JUDGE))


def test_a_dismissed_officer_has_no_reach_any_more(
    ratna: Person, dewi: Person, competition: Competition, session: Session
) -> None:
    giver = visitor_of(session, dewi.id)
    appoint(session, giver, GIVER, ratna.id, seat(competition, Role.JUDGE))
    session.flush()
    assert [o.role for o in officers_in(session, competition.id, "A/")] == [Role.JUDGE]
    dismiss(session, giver, GIVER, ratna.id, seat(competition, Role.JUDGE))
    session.flush()
    assert officers_in(session, competition.id, "A/") == []
    assert visitor_of(session, ratna.id).reaches == ()


def test_people_are_found_by_any_part_of_the_name_and_nothing_else(
    ratna: Person, session: Session
) -> None:
    assert [p.name for p in find_people(session, " ATN ")] == [ratna.name]
    assert find_people(session, "") == []
    assert find_people(session, "%") == []
    assert find_people(session, "_") == []
