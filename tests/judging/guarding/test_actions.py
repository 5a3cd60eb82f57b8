"""After the draw: quarantine, refilling, verdicts of people; on both databases."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.deciding.rankings.queries import score_table
from ideas.failures import Conflicting, Invalid, Refused
from ideas.history.models import Event
from ideas.jobs.worker import work_once
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.guarding.actions import Verdict, pin_conflict, unpin_conflict
from ideas.judging.guarding.queries import find_two
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.later import Task, later
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.standing import Role
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.conflicts.moving import guard, joins, moves_to, sheet_now
from tests.judging.panels.hall import Hall

MARKS = {"mark-dampak": "4", "mark-baru": "3"}
QUARANTINED = AssignmentState.QUARANTINED
PINNED, CLEARED = ConflictKind.PINNED, ConflictKind.CLEARED


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def sheets() -> Sequence[Assignment]:
    with transaction(writes=False) as session:
        return session.exec(select(Assignment).order_by(col(Assignment.place))).all()


def held(entry: Entry) -> list[Assignment]:
    states = (AssignmentState.OPEN, AssignmentState.LOCKED)
    return [row for row in sheets() if row.entry_id == entry.id and row.state in states]


def of(hall: Hall, entry: Entry) -> tuple[Assignment, Person]:
    """One sheet of an entry, and its judge."""
    sheet = held(entry)[0]
    return sheet, next(judge for judge in hall.judges if judge.id == sheet.judge_id)


def says(hall: Hall, kind: ConflictKind, judge: Person, entry: Entry) -> None:
    with transaction() as session:
        visitor = visitor_of(session, hall.dewi.id)
        two = find_two(session, visitor, hall.step, judge.ref, entry.ref)
        pin_conflict(session, visitor, hall.step, two, Verdict(kind, "Sudah diperiksa."))


def takes_back(hall: Hall, judge: Person, entry: Entry) -> None:
    with transaction() as session:
        visitor = visitor_of(session, hall.dewi.id)
        two = find_two(session, visitor, hall.step, judge.ref, entry.ref)
        unpin_conflict(session, visitor, hall.step, two)


def noted() -> dict[ConflictKind, int]:
    with transaction(writes=False) as session:
        return Counter(row.kind for row in session.exec(select(Conflict)).all())


def test_a_sheet_in_conflict_is_quarantined_with_its_marks_and_somebody_else_gets_the_entry(
    hall: Hall,
) -> None:
    hall.assign()
    entry = hall.entries[0]
    sheet, judge = of(hall, entry)
    browser, url = Browser(judge), f"/reviews/{sheet.ref}"
    browser.post(url, MARKS | {"version": "0"})
    browser.post(f"{url}/lock", MARKS | {"version": "1"})
    moves_to(judge, entry)
    guard()
    assert sheet_now(sheet).state is QUARANTINED
    assert len(held(entry)) == 2
    assert judge.id not in {row.judge_id for row in held(entry)}
    with transaction(writes=False) as session:
        assert sheet.id not in {row.assignment_id for row in score_table(session, hall.step.id)}
        events = session.exec(select(Event).where(Event.act == "panel.guard")).all()
    assert [(e.subject_id, e.facts["kind"]) for e in events] == [(sheet.id, "same_unit")]


def test_guarding_again_changes_nothing(hall: Hall) -> None:
    hall.assign()
    moves_to(of(hall, hall.entries[0])[1], hall.entries[0])
    guard()
    before = [(row.ref, row.state) for row in sheets()]
    guard()
    assert [(row.ref, row.state) for row in sheets()] == before


@pytest.mark.usefixtures("hall")
def test_a_panel_that_was_never_drawn_is_left_alone() -> None:
    guard()
    assert sheets() == []


def test_the_fewest_sheets_change(hall: Hall) -> None:
    hall.assign()
    before = {row.ref for row in sheets()}
    joins(hall.make, of(hall, hall.entries[1])[1], hall.entries[1])
    guard()
    now = sheets()
    assert len({row.ref for row in now} - before) == 1
    assert sum(row.state is QUARANTINED for row in now) == 1


def test_where_nobody_is_left_the_sheet_is_set_aside_all_the_same(make: Make) -> None:
    hall = Hall(make, judges=2)
    hall.assign()
    sheet, judge = of(hall, hall.entries[0])
    moves_to(judge, hall.entries[0])
    guard()
    assert sheet_now(sheet).state is QUARANTINED
    assert "Kurang 1 juri" in Browser(hall.dewi).page(hall.url).text


def test_after_the_close_a_sheet_is_set_aside_and_nobody_new_is_drawn(hall: Hall) -> None:
    hall.assign()
    sheet, judge = of(hall, hall.entries[0])
    moves_to(judge, hall.entries[0])
    with given.world(frozen=hall.step.closes_at + timedelta(seconds=1)):
        guard()
    assert sheet_now(sheet).state is QUARANTINED
    assert len(held(hall.entries[0])) == 1


def test_the_worker_looks_when_it_is_told_and_comes_back(hall: Hall) -> None:
    hall.assign()
    sheet, judge = of(hall, hall.entries[0])
    moves_to(judge, hall.entries[0])
    with transaction() as session:
        later(session, Task.GUARD_PANELS)
    work_once()
    assert sheet_now(sheet).state is QUARANTINED
    other, neighbour = of(hall, hall.entries[1])
    moves_to(neighbour, hall.entries[1])
    with given.world(frozen=hall.make.now + timedelta(minutes=15)):
        work_once()
    assert sheet_now(other).state is QUARANTINED


def test_who_steps_back_is_replaced_by_the_worker(hall: Hall) -> None:
    hall.assign()
    sheet, judge = of(hall, hall.entries[0])
    assert Browser(judge).post(f"/reviews/{sheet.ref}/conflict", {"why": ""}).status_code == 303
    work_once()
    assert len(held(hall.entries[0])) == 2


def test_organisers_take_a_judge_off_and_the_entry_is_gone_for_good(hall: Hall) -> None:
    hall.assign()
    sheet, judge = of(hall, hall.entries[0])
    says(hall, PINNED, judge, hall.entries[0])
    assert sheet_now(sheet).state is QUARANTINED
    assert hall.entries[0].title not in Browser(judge).page("/reviews").text
    assert "Sudah diperiksa" not in Browser(judge).page("/reviews").text
    assert len(held(hall.entries[0])) == 2
    guard()
    assert noted() == {PINNED: 1}


def test_a_verdict_taken_back_brings_the_sheet_back_where_it_is_missed(make: Make) -> None:
    hall = Hall(make, judges=2)
    hall.assign()
    sheet, judge = of(hall, hall.entries[0])
    says(hall, PINNED, judge, hall.entries[0])
    assert sheet_now(sheet).state is QUARANTINED
    takes_back(hall, judge, hall.entries[0])
    assert sheet_now(sheet).state is AssignmentState.OPEN
    with pytest.raises(Conflicting):
        takes_back(hall, judge, hall.entries[0])


def says_as_judge(hall: Hall) -> None:
    with transaction() as session:
        dewi, judge = (visitor_of(session, p.id) for p in (hall.dewi, hall.judges[0]))
        two = find_two(session, dewi, hall.step, hall.judges[1].ref, hall.entries[0].ref)
        pin_conflict(session, judge, hall.step, two, Verdict(PINNED, "Saya mau."))


def test_no_conflict_is_a_verdict_that_is_never_computed_away(make: Make) -> None:
    hall = Hall(make, judges=2)
    hall.assign()
    sheet, judge = of(hall, hall.entries[0])
    moves_to(judge, hall.entries[0])
    guard()
    says(hall, CLEARED, judge, hall.entries[0])
    assert sheet_now(sheet).state is AssignmentState.OPEN
    guard()
    assert noted() == {CLEARED: 1}
    assert Browser(judge).get(f"/reviews/{sheet.ref}").status_code == 200


def test_ones_own_team_is_never_cleared(hall: Hall) -> None:
    judge, entry = hall.judges[0], hall.entries[0]
    says(hall, CLEARED, judge, entry)
    joins(hall.make, judge, entry)
    with pytest.raises(Invalid, match="tidak dapat dikecualikan"):
        says(hall, CLEARED, judge, entry)
    hall.assign()
    assert noted() == {ConflictKind.TEAM: 1}
    assert (judge.id, entry.id) not in {(row.judge_id, row.entry_id) for row in sheets()}


def test_what_a_judge_declared_is_not_cleared_by_others(hall: Hall) -> None:
    sheet = hall.sheet()
    Browser(hall.judges[0]).post(f"/reviews/{sheet.ref}/conflict", {"why": "Sahabat lama"})
    with pytest.raises(Invalid, match="menyatakannya"):
        says(hall, CLEARED, hall.judges[0], hall.entries[0])
    says(hall, CLEARED, hall.judges[1], hall.entries[0])


def test_a_judge_may_still_declare_what_organisers_cleared(hall: Hall) -> None:
    sheet = hall.sheet()
    says(hall, CLEARED, hall.judges[0], hall.entries[0])
    Browser(hall.judges[0]).post(f"/reviews/{sheet.ref}/conflict", {"why": "Sahabat lama"})
    assert noted() == {ConflictKind.DECLARED: 1}


def test_only_organisers_say_so_and_not_after_the_close(hall: Hall) -> None:
    with pytest.raises(Refused):
        says_as_judge(hall)
    with given.world(frozen=hall.step.closes_at), pytest.raises(Refused):
        says(hall, PINNED, hall.judges[0], hall.entries[0])
    with given.world(frozen=hall.step.opens_at - timedelta(seconds=1)):
        says(hall, PINNED, hall.judges[0], hall.entries[0])
    chair = hall.make.with_role("Ketua", Role.CHAIR, hall.competition)
    assert Browser(chair).get(hall.url).status_code == 200
