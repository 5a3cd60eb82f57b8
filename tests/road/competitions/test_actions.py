"""Planning, changing and opening a competition."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from ideas.acts import Act
from ideas.database import found, transaction
from ideas.failures import Invalid, Missing, Refused
from ideas.history.models import Event
from ideas.later import Job
from ideas.permissions import Role
from ideas.road.competitions.actions import (
    Basics,
    change_basics,
    change_part,
    change_steps,
    open_competition,
    plan_competition,
)
from ideas.road.competitions.models import Competition, RuleBook
from ideas.road.competitions.presets import find_preset
from ideas.road.competitions.queries import Scoped, find_competition, rules_of, scoped_of, steps_of
from ideas.road.competitions.rules import Part, Prize, StepChange, rules_digest
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import CompetitionState
from tests.factories import Make

FIRST = date(2026, 12, 1)


@pytest.fixture
def dewi(make: Make) -> Person:
    """The secretariat of one office, and of nothing else."""
    office = make.unit("Bagian Organisasi")
    dewi = make.person("Dewi", unit=office)
    make.save(
        RoleGrant(
            person_id=dewi.id, role=Role.SECRETARIAT, unit_id=office.id, granted_at=make.now
        )
    )  # fmt: skip
    return dewi


def plan(session: Session, planner: Visitor, unit: str) -> Scoped:
    basics = Basics("Lomba", "Dekat", "Untuk semua.", unit)
    draft = plan_competition(
        session, planner, found(find_preset("leader_challenge")), basics, FIRST
    )
    return scoped_of(session, draft.id)


def own(planner: Visitor) -> str:
    return planner.unit_path.split("/")[-2]


def staffed(make: Make, competition: Competition) -> None:
    for name in ("Ratna", "Tono", "Intan"):
        make.with_role(name, Role.JUDGE, competition)
    make.with_role("Hasan", Role.LEADER, competition)
    make.with_role("Melati", Role.PUBLISHER, competition)


def acts(session: Session, competition: Competition) -> set[Act]:
    about = select(Event).where(Event.subject_id == competition.id)
    return {event.act for event in session.exec(about)}


def test_a_draft_has_the_presets_road_and_is_told_in_history(
    session: Session, dewi: Person
) -> None:
    planner = visitor_of(session, dewi.id)
    scoped = plan(session, planner, own(planner))
    assert scoped.row.state is CompetitionState.DRAFT
    assert scoped.organiser == "Bagian Organisasi"
    steps = steps_of(session, scoped.row.id)
    assert [step.kind.value for step in steps] == [
        "call", "endorsement", "screening", "panel", "decree"
    ]  # fmt: skip
    assert acts(session, scoped.row) == {Act.PLAN_COMPETITION}


def test_a_competition_stays_within_the_planners_reach(
    make: Make, session: Session, dewi: Person
) -> None:
    joko, regency = make.person("Joko"), make.regency
    planner, stranger = visitor_of(session, dewi.id), visitor_of(session, joko.id)
    with pytest.raises(Invalid, match="dalam jangkauan"):
        plan(session, planner, regency.ref)
    with pytest.raises(Refused):
        plan(session, stranger, own(stranger))


def test_another_offices_secretariat_does_not_even_see_the_draft(
    make: Make, session: Session, dewi: Person
) -> None:
    other = make.person("Lain")
    elsewhere = {"unit_id": make.unit_of(other), "granted_at": make.now}
    make.save(RoleGrant(person_id=other.id, role=Role.SECRETARIAT, **elsewhere))
    planner = visitor_of(session, dewi.id)
    scoped = plan(session, planner, own(planner))
    with pytest.raises(Missing):
        find_competition(session, visitor_of(session, other.id), scoped.row.ref)
    assert find_competition(session, planner, scoped.row.ref).row.id == scoped.row.id


def test_changes_are_kept_and_the_digest_follows(session: Session, dewi: Person) -> None:
    planner = visitor_of(session, dewi.id)
    scoped = plan(session, planner, own(planner))
    before = found(session.get(RuleBook, (scoped.row.id, 1))).digest
    change_basics(session, planner, scoped, Basics("Baru", "Tema", "Isi", own(planner)))
    change_part(session, planner, scoped, Part.PRIZES, [Prize(place=1, title="Satu")])
    step = steps_of(session, scoped.row.id)[0]
    changed = StepChange(
        ref=step.ref, title="Ayo kirim", opens_at=step.opens_at, closes_at=step.closes_at
    )
    change_steps(session, planner, scoped, [changed])
    rules, steps = rules_of(session, scoped.row), steps_of(session, scoped.row.id)
    assert (scoped.row.title, rules.prizes[0].title, steps[0].title) == (
        "Baru",
        "Satu",
        "Ayo kirim",
    )
    digest = found(session.get(RuleBook, (scoped.row.id, 1))).digest
    assert digest == rules_digest(rules, steps) != before
    assert acts(session, scoped.row) == {Act.PLAN_COMPETITION, Act.CHANGE_COMPETITION}


def test_a_step_of_another_competition_is_left_alone(session: Session, dewi: Person) -> None:
    planner = visitor_of(session, dewi.id)
    scoped = plan(session, planner, own(planner))
    foreign = plan(session, planner, own(planner))
    theirs = steps_of(session, foreign.row.id)[0]
    change = StepChange(
        ref=theirs.ref, title="Diubah", opens_at=theirs.opens_at, closes_at=theirs.closes_at
    )
    change_steps(session, planner, scoped, [change])
    session.refresh(theirs)
    assert theirs.title == "Pengajuan jawaban"


def test_it_opens_once_it_has_its_officers(make: Make) -> None:
    dewi = make.with_role("Dewi", Role.SECRETARIAT)
    with transaction() as session:
        planner = visitor_of(session, dewi.id)
        scoped = plan(session, planner, own(planner))
        with pytest.raises(Invalid, match="belum dapat dibuka"):
            open_competition(session, planner, scoped)
    staffed(make, scoped.row)
    with transaction() as session:
        scoped = scoped_of(session, scoped.row.id)
        open_competition(session, planner, scoped)
        assert (scoped.row.state, scoped.row.opened_at) == (CompetitionState.OPEN, make.now)
        assert Act.OPEN_COMPETITION in acts(session, scoped.row)
        dues = session.exec(select(Job.due_at).order_by(col(Job.due_at))).all()
        assert list(dues) == [step.closes_at for step in steps_of(session, scoped.row.id)]
        with pytest.raises(Refused, match="Aturan terkunci"):
            open_competition(session, planner, scoped)
        with pytest.raises(Refused, match="Aturan terkunci"):
            change_part(session, planner, scoped, Part.PRIZES, [])


def test_a_change_that_comes_after_the_opening_is_refused_by_the_row_itself(
    session: Session, make: Make
) -> None:
    planner = visitor_of(session, make.with_role("Dewi", Role.SECRETARIAT).id)
    scoped = plan(session, planner, own(planner))
    row = Competition.model_validate(scoped.row.model_dump())
    stale = Scoped(row, scoped.scope, scoped.scope_path, scoped.organiser, scoped.organiser_path)
    scoped.row.state = CompetitionState.OPEN
    session.flush()
    assert stale.row.state is CompetitionState.DRAFT
    with pytest.raises(Refused, match="Aturan terkunci"):
        change_part(session, planner, stale, Part.PRIZES, [])
