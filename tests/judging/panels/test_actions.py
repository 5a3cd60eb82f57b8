"""Drawing judges, keeping and locking sheets, stepping back; on both databases."""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.deciding.rankings.queries import all_locked, score_table
from ideas.deciding.rankings.rules import SheetMarks
from ideas.failures import Invalid, Missing, Refused
from ideas.history.models import Event
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import waiting_reviews
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.actions import declare_conflict, lock_sheet, save_sheet
from ideas.judging.reviews.rules import Draft, Written
from ideas.judging.seats.queries import find_assignment
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import visitor_of
from ideas.standing import Role
from tests.factories import Make
from tests.judging.panels.hall import Hall

FULL = {"dampak": Written(4), "baru": Written(2, "Sudah ada di tempat lain.")}
RECUSED = AssignmentState.RECUSED


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def sheets() -> Sequence[Assignment]:
    with transaction(writes=False) as session:
        return session.exec(select(Assignment).order_by(col(Assignment.place))).all()


def save(judge: Person, sheet: Assignment, marks: dict[str, Written], **how: Any) -> None:
    """`how`: what the form has seen, which form it is, and whether to lock."""
    lock = how.pop("lock", False)
    with transaction() as session:
        visitor = visitor_of(session, judge.id)
        seat = find_assignment(session, visitor, sheet.ref)
        draft = Draft(marks, "Catatan", how.get("seen", 0), how.get("hand", "a"))
        if lock:
            lock_sheet(session, visitor, seat, draft)
        else:
            save_sheet(session, visitor, seat, draft)


def step_back(judge: Person, sheet: Assignment) -> None:
    with transaction() as session:
        visitor = visitor_of(session, judge.id)
        declare_conflict(session, visitor, find_assignment(session, visitor, sheet.ref), "Teman")


def table(hall: Hall) -> list[SheetMarks]:
    with transaction(writes=False) as session:
        return score_table(session, hall.step.id)


def told(sheet: SheetMarks) -> tuple[UUID, Mapping[str, int], bool]:
    return sheet.assignment_id, sheet.marks, sheet.locked


def test_every_entry_gets_its_judges_and_each_judge_an_order_of_their_own(hall: Hall) -> None:
    assert hall.assign() == 6
    rows = sheets()
    assert Counter(row.entry_id for row in rows) == {entry.id: 2 for entry in hall.entries}
    assert Counter(row.judge_id for row in rows) == {judge.id: 2 for judge in hall.judges}
    with transaction(writes=False) as session:
        event = session.exec(select(Event).where(Event.act == "panel.assign")).one()
    assert event.facts == {"judges": 3, "assignments": 6}


def test_drawing_again_changes_nothing(hall: Hall) -> None:
    hall.assign()
    with pytest.raises(Invalid, match="sudah punya cukup juri"):
        hall.assign()
    assert len(sheets()) == 6


def test_two_hands_at_once_draw_once(hall: Hall) -> None:
    def draw(_: int) -> int:
        try:
            return hall.assign()
        except Invalid:
            return 0

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(draw, range(4))) == [0, 0, 0, 6]
    assert len(sheets()) == 6


def test_a_judge_of_the_same_unit_or_chain_is_never_drawn(make: Make) -> None:
    hall = Hall(make, judges=4)
    lead = hall.entries[0].lead_id
    with transaction(writes=False) as session:
        sari = session.get_one(Person, lead)
    near = make.person("Dekat", superior=sari)
    make.grant(near, Role.JUDGE, hall.competition)
    hall.assign()
    assert (hall.entries[0].id, near.id) not in {(row.entry_id, row.judge_id) for row in sheets()}
    with transaction(writes=False) as session:
        kept = session.exec(select(Conflict)).one()
    assert (kept.entry_id, kept.person_id, kept.kind) == (
        hall.entries[0].id, near.id, ConflictKind.CHAIN,
    )  # fmt: skip


def test_too_few_judges_are_told_and_nothing_is_written(make: Make) -> None:
    hall = Hall(make, judges=1)
    with pytest.raises(Invalid, match="Baru ada 1 juri"):
        hall.assign()
    assert sheets() == []


def test_judges_are_not_drawn_before_the_step_opens_nor_after(hall: Hall) -> None:
    for moment in (hall.step.opens_at - timedelta(seconds=1), hall.step.closes_at):
        with given.world(frozen=moment), pytest.raises(Refused):
            hall.assign()
    with given.world(frozen=hall.step.opens_at):
        assert hall.assign() == 6


def test_only_the_organisers_draw(hall: Hall) -> None:
    with pytest.raises(Refused):
        hall.assign(hall.judges[0])


def test_who_steps_back_is_replaced_and_finds_the_entry_no_more(make: Make) -> None:
    hall = Hall(make, entries=1)
    hall.assign()
    gone = sheets()[0]
    judge = next(judge for judge in hall.judges if judge.id == gone.judge_id)
    step_back(judge, gone)
    with pytest.raises(Missing):
        save(judge, gone, FULL)
    assert hall.assign() == 1
    standing = [row for row in sheets() if row.state is AssignmentState.OPEN]
    assert len({row.judge_id for row in standing} - {judge.id}) == 2


def test_a_judge_whose_role_ended_loses_open_sheets_but_locked_ones_count(make: Make) -> None:
    hall = Hall(make, entries=2, judges=3)
    hall.assign()
    judge = next(j for j in hall.judges if sum(r.judge_id == j.id for r in sheets()) == 2)
    mine = [row for row in sheets() if row.judge_id == judge.id]
    save(judge, mine[0], FULL, lock=True)
    with transaction() as session:
        grant = session.exec(select(RoleGrant).where(RoleGrant.person_id == judge.id)).one()
        grant.ends_at = given.now()
    with pytest.raises(Missing):
        save(judge, mine[1], FULL)
    assert hall.assign() == 1
    of_state = Counter(row.state for row in sheets())
    assert of_state == {AssignmentState.OPEN: 3, AssignmentState.LOCKED: 1, RECUSED: 1}


def test_a_sheet_is_kept_as_often_as_it_changes_and_only_as_it_last_was(hall: Hall) -> None:
    sheet = hall.sheet()
    save(hall.judges[0], sheet, {"dampak": Written(3), "baru": Written(None, "Nanti")})
    save(hall.judges[0], sheet, {"dampak": Written(4), "baru": Written()})
    assert [told(row) for row in table(hall)] == [(sheet.id, {"dampak": 4}, False)]
    with transaction(writes=False) as session:
        events = session.exec(select(Event).where(Event.act == "sheet.score")).all()
    assert sorted(event.facts["revision"] for event in events) == [1, 2]


def test_two_tabs_do_not_overwrite_each_other_unseen(hall: Hall) -> None:
    sheet, judge = hall.sheet(), hall.judges[0]
    save(judge, sheet, {"dampak": Written(3)}, hand="first tab")
    with pytest.raises(Invalid, match="tab lain"):
        save(judge, sheet, {"dampak": Written(5)}, hand="second tab")
    save(judge, sheet, {"dampak": Written(2)}, hand="first tab")
    save(judge, sheet, {"dampak": Written(1)}, seen=2, hand="second tab")
    assert table(hall)[0].marks == {"dampak": 1}


def test_a_locked_sheet_stays_as_it_is(hall: Hall) -> None:
    sheet, judge = hall.sheet(), hall.judges[0]
    save(judge, sheet, FULL, lock=True)
    for lock in (False, True):
        with pytest.raises(Refused):
            save(judge, sheet, {"dampak": Written(1)}, seen=1, lock=lock)
    with pytest.raises(Refused):
        step_back(judge, sheet)
    assert [told(row) for row in table(hall)] == [(sheet.id, {"dampak": 4, "baru": 2}, True)]


def test_an_unfinished_sheet_cannot_be_locked(hall: Hall) -> None:
    sheet = hall.sheet()
    with pytest.raises(Invalid) as told:
        save(hall.judges[0], sheet, {"dampak": Written(5)}, lock=True)
    assert set(told.value.errors) == {"mark-dampak-reason", "mark-baru"}
    assert sheets()[0].state is AssignmentState.OPEN


def test_scoring_ends_at_the_close_by_the_databases_clock(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, judge = hall.sheet(), hall.judges[0]
    with given.world(frozen=hall.step.closes_at - timedelta(seconds=1)):
        save(judge, sheet, FULL)
    with given.world(frozen=hall.step.closes_at):
        with pytest.raises(Refused, match="sudah ditutup"):
            save(judge, sheet, {}, seen=1)
        monkeypatch.setattr("ideas.judging.reviews.actions.require", lambda *_: None)
        for lock in (False, True):
            with pytest.raises(Refused, match="tidak tersimpan"):
                save(judge, sheet, FULL, seen=1, lock=lock)
        with pytest.raises(Refused, match="tidak tersimpan"):
            step_back(judge, sheet)
    assert table(hall)[0].marks == {"dampak": 4, "baru": 2}


def test_all_is_locked_when_there_are_sheets_and_none_is_open(hall: Hall) -> None:
    def locked() -> bool:
        with transaction(writes=False) as session:
            return all_locked(session, hall.step.id)

    assert not locked()
    first, second = hall.sheet(), hall.sheet(hall.judges[1])
    save(hall.judges[0], first, FULL, lock=True)
    assert not locked()
    step_back(hall.judges[1], second)
    assert locked()


def test_a_sheet_in_conflict_does_not_count(hall: Hall) -> None:
    sheet = hall.sheet()
    save(hall.judges[0], sheet, FULL, lock=True)
    hall.make.save(
        Conflict(
            entry_id=sheet.entry_id, person_id=hall.judges[0].id, kind=ConflictKind.CHAIN,
            found_at=given.now(),
        )
    )  # fmt: skip
    assert table(hall) == []


def test_reviews_wait_for_a_judge_until_all_are_locked(hall: Hall) -> None:
    def waits(judge: Person) -> list[tuple[str, int]]:
        with transaction(writes=False) as session:
            found = waiting_reviews(session, visitor_of(session, judge.id))
            return [(waiting.ref, waiting.count) for waiting in found]

    ratna, tono = hall.judges[:2]
    first, second = hall.sheet(entry=hall.entries[0]), hall.sheet(entry=hall.entries[1])
    assert (waits(ratna), waits(tono)) == ([(first.ref, 2)], [])
    save(ratna, first, FULL, lock=True)
    assert waits(ratna) == [(second.ref, 1)]
    with given.world(frozen=hall.step.closes_at):
        assert waits(ratna) == []


def test_a_judge_of_one_category_gets_entries_of_it_only(make: Make) -> None:
    hall = Hall(make, entries=2, judges=4, per_entry=1)
    with transaction() as session:
        session.get_one(Entry, hall.entries[0].id).category = "lingkungan"
        for grant in session.exec(select(RoleGrant).where(RoleGrant.role == Role.JUDGE)):
            grant.category = "layanan" if grant.person_id != hall.judges[3].id else "lingkungan"
    assert hall.assign() == 2
    by_entry = {row.entry_id: row.judge_id for row in sheets()}
    assert by_entry[hall.entries[0].id] == hall.judges[3].id
    assert by_entry[hall.entries[1].id] != hall.judges[3].id
