"""A judge whose category is taken away: what nobody began goes to others, what was begun stays."""

from collections.abc import Sequence

import pytest
from sqlmodel import col, select, update

from ideas import given
from ideas.database import transaction
from ideas.history.models import Event
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import HELD, AssignmentState
from ideas.judging.rubrics.rules import Judging
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.conflicts.moving import guard
from tests.judging.panels.hall import Hall
from tests.judging.panels.test_switches import hall_of, readers

MARKS = {"mark-dampak": "4", "mark-baru": "3", "version": "0"}


@pytest.fixture(params=[True, False], ids=["bridges", "none"])
def hall(make: Make, request: pytest.FixtureRequest) -> Hall:
    """Six entries; two judges read their category; the others another one, or all of it."""
    hall = hall_of(make, Judging(bridges=request.param), per_entry=1 + request.param)
    hall.assign()
    return hall


def moves(judge: Person, to: str) -> None:
    """The role for one category is taken away, and one for another is given."""
    with transaction() as session:
        grant = session.exec(select(RoleGrant).where(RoleGrant.person_id == judge.id)).one()
        kept = grant.model_dump(exclude={"id", "ref", "revoked_at", "category"})
        grant.revoked_at = given.now()
        session.add(RoleGrant(**kept, category=to))
        earlier = given.now().replace(year=2020)
        session.execute(update(Assignment).values(assigned_at=earlier))


def own(judge: Person) -> Sequence[Assignment]:
    with transaction(writes=False) as session:
        mine = select(Assignment).where(Assignment.judge_id == judge.id)
        return session.exec(mine.order_by(col(Assignment.place))).all()


def told() -> list[tuple[object, object]]:
    with transaction(writes=False) as session:
        rows = session.exec(select(Notice).where(Notice.news == News.CATEGORY_LEFT))
        return [(row.person_id, row.facts["n"]) for row in rows]


def test_what_nobody_began_is_drawn_anew_and_what_was_begun_stays(hall: Hall) -> None:
    ratna = hall.judges[0]
    begun, *rest = own(ratna)
    assert rest
    Browser(ratna).post(f"/reviews/{begun.ref}", MARKS)
    moves(ratna, "lain")
    guard()
    states = {
        row.ref: row.state for row in own(ratna) if row.ref in {s.ref for s in (begun, *rest)}
    }
    assert states.pop(begun.ref) is AssignmentState.OPEN
    assert set(states.values()) == {AssignmentState.RECUSED}
    assert all(len(names) == hall.step.per_entry for names in readers(hall))
    assert Browser(ratna).get(f"/reviews/{begun.ref}").status_code == 200
    assert Browser(ratna).get(f"/reviews/{rest[0].ref}").status_code == 404
    assert told() == [(ratna.id, len(rest))]
    with transaction(writes=False) as session:
        events = session.exec(select(Event).where(Event.act == "panel.guard")).all()
    assert [event.facts["kind"] for event in events] == ["category"] * len(rest)


def test_the_secretariat_reads_what_was_begun(hall: Hall) -> None:
    ratna, sentence = hall.judges[0], "1 lembar sudah dimulai sebelum kategorinya berubah."
    Browser(ratna).post(f"/reviews/{own(ratna)[0].ref}", MARKS)
    assert sentence not in Browser(hall.dewi).page(hall.url).text
    moves(ratna, "lain")
    guard()
    assert sentence in Browser(hall.dewi).page(hall.url).text


def test_guarding_again_tells_nobody_twice(hall: Hall) -> None:
    moves(hall.judges[0], "lain")
    guard()
    before = [(row.ref, row.state) for row in own(hall.judges[0])]
    with transaction() as session:
        session.execute(update(Notice).values(read_at=given.now()))
    guard()
    assert [(row.ref, row.state) for row in own(hall.judges[0])] == before
    assert len(told()) == 1


def test_who_was_called_from_another_category_keeps_it(make: Make) -> None:
    hall = hall_of(make, Judging(bridges=True))
    hall.assign()
    intan = hall.judges[2]
    bridges = [row.ref for row in own(intan) if row.state in HELD]
    assert bridges
    guard()
    assert [row.ref for row in own(intan) if row.state in HELD] == bridges
