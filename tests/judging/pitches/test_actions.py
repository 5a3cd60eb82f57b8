"""Planning, publishing, swapping and holding presentations, on both databases."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from ideas import given
from ideas.database import transaction
from ideas.deciding.rankings.queries import score_table
from ideas.failures import Conflicting, Invalid
from ideas.history.models import Event
from ideas.jobs.roads import turn_roads
from ideas.jobs.worker import work_once
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.actions import Room, Terms, add_day
from ideas.judging.pitches.models import Slot, Swap
from ideas.judging.pitches.queries import find_own
from ideas.judging.pitches.rules import Phase, SwapState, drawn
from ideas.judging.pitches.running import close_days, note_attendance
from ideas.judging.pitches.slots import lines_of
from ideas.judging.pitches.swapping import Move, answer_swap, ask_swap, confirm_slot, move_slot
from ideas.judging.reviews.models import Mark
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.standing import Role
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from tests.factories import Make
from tests.judging.pitches.stage import DAY, Hall

HOUR = timedelta(hours=1)


def told(news: News) -> int:
    with transaction(writes=False) as session:
        return session.scalar(select(func.count()).where(col(Notice.news) == news)) or 0


def confirm(hall: Hall, slot: Slot) -> None:
    with transaction() as session:
        lead = visitor_of(session, hall.lead_of(slot).id)
        confirm_slot(session, lead, find_own(session, lead, hall.step.ref, slot.ref))


def ask(hall: Hall, slot: Slot, other: Slot | None, note: str = "") -> Swap:
    with transaction() as session:
        lead = visitor_of(session, hall.lead_of(slot).id)
        own = find_own(session, lead, hall.step.ref, slot.ref)
        ask_swap(session, lead, own, other.ref if other else "", note)
    with transaction(writes=False) as session:
        mine = (col(Swap.slot_id) == slot.id) & (col(Swap.state) == SwapState.WAITING)
        return session.scalars(select(Swap).where(mine)).one()


def answer(hall: Hall, slot: Slot, asked: Swap, verdict: SwapState) -> None:
    with transaction() as session:
        lead = visitor_of(session, hall.lead_of(slot).id)
        own = find_own(session, lead, hall.step.ref, slot.ref)
        answer_swap(session, lead, own, asked.ref, verdict)


def move(hall: Hall, slot: Slot, other: str) -> None:
    with transaction() as session:
        stage, dewi = hall.stage(session)
        move_slot(session, dewi, stage, Move(slot.ref, other, "Ada upacara."))


def mark(hall: Hall, judge: Person, slot: Slot, *criteria: str) -> None:
    sheet = hall.sheet(judge, slot)
    for key in criteria:
        hall.make.save(Mark(assignment_id=sheet.id, criterion=key, value=4))


def test_the_plan_holds_every_entry_once_in_the_order_of_the_lot(make: Make) -> None:
    hall = Hall(make, entries=7)
    refs = {entry.id: entry.ref for entry in hall.entries}
    slots = hall.slots()
    assert [refs[slot.entry_id] for slot in slots] == drawn(hall.plan().seed, list(refs.values()))
    apart = {b.starts_at - a.starts_at for a, b in pairwise(slots)}
    assert apart == {timedelta(minutes=20)}


def test_too_few_hours_say_how_many_slots_there_are(make: Make) -> None:
    hall = Hall(make, entries=13, planned="days")
    with pytest.raises(Invalid, match="12 giliran untuk 13 usulan"):
        hall.go("drawn")


def test_a_step_draws_its_seed_once_so_nobody_draws_until_they_like_it(make: Make) -> None:
    hall = Hall(make, planned="drawn")
    before = [slot.entry_id for slot in hall.slots()]
    starts = make.now + 2 * DAY
    with transaction() as session:
        stage, dewi = hall.stage(session)
        add_day(session, dewi, stage, Terms(starts, starts + HOUR, (), Room("Aula")))
    assert hall.slots() == []
    hall.go("drawn")
    assert [slot.entry_id for slot in hall.slots()] == before


def test_before_the_plan_is_published_nobody_hears_or_has_a_sheet(make: Make) -> None:
    hall = Hall(make, planned="drawn")
    assert (told(News.PITCH_PLANNED), hall.sheets()) == (0, [])
    hall.go("published")
    assert (told(News.PITCH_PLANNED), told(News.PITCH_HEARD)) == (3, 3)
    assert len(hall.sheets()) == 9


def test_a_published_plan_is_drawn_no_more(make: Make) -> None:
    hall = Hall(make)
    for again in ("drawn", "published"):
        with pytest.raises(Invalid, match="sudah terbit"):
            hall.go(again)


def test_a_plan_without_an_entry_that_came_later_is_not_published(make: Make) -> None:
    hall = Hall(make, planned="drawn")
    hall.leads.append(make.person("Penggagas 3"))
    hall.entry(3)
    with pytest.raises(Invalid, match="Undi urutannya sekali lagi"):
        hall.go("published")


def test_a_judge_in_conflict_has_no_sheet(make: Make) -> None:
    hall = Hall(make, planned="drawn")
    kin = make.save(
        Conflict(
            entry_id=hall.entries[0].id, person_id=hall.judges[0].id,
            kind=ConflictKind.DECLARED, found_at=make.now,
        )
    )  # fmt: skip
    hall.go("published")
    pairs = {(sheet.entry_id, sheet.judge_id) for sheet in hall.sheets()}
    assert len(pairs) == 8
    assert (kin.entry_id, kin.person_id) not in pairs


def test_a_judge_named_later_has_a_sheet_once_the_slot_begins(make: Make) -> None:
    hall = Hall(make)
    made = make.with_role("Made", Role.JUDGE, hall.competition)
    first, second, _ = hall.slots()
    hall.call(first, Phase.TALK)
    assert made.id in {sheet.judge_id for sheet in hall.sheets(first)}
    assert made.id not in {sheet.judge_id for sheet in hall.sheets(second)}


def test_a_team_confirms_once(make: Make) -> None:
    hall = Hall(make)
    confirm(hall, hall.slots()[0])
    assert hall.slots()[0].confirmed_at == make.now
    with pytest.raises(Conflicting):
        confirm(hall, hall.slots()[0])


def test_who_has_not_confirmed_is_reminded_once_and_loses_nothing(make: Make) -> None:
    hall = Hall(make)
    confirm(hall, hall.slots()[0])
    with given.world(frozen=make.now + timedelta(hours=18)):
        work_once()
    assert told(News.PITCH_UNCONFIRMED) == 2
    with given.world(frozen=make.now + timedelta(hours=30)):
        work_once()
    assert (told(News.PITCH_UNCONFIRMED), len(hall.slots())) == (2, 3)


def test_nobody_is_reminded_before_their_time(make: Make) -> None:
    Hall(make)
    with given.world(frozen=make.now + timedelta(hours=17)):
        work_once()
    assert told(News.PITCH_UNCONFIRMED) == 0


def test_two_teams_that_agree_trade_their_times_and_nothing_else(make: Make) -> None:
    hall = Hall(make)
    first, second, third = hall.slots()
    asked = ask(hall, second, first)
    assert [slot.starts_at for slot in hall.slots()] == [
        s.starts_at for s in (first, second, third)
    ]
    answer(hall, first, asked, SwapState.AGREED)
    assert [slot.ref for slot in hall.slots()] == [second.ref, first.ref, third.ref]
    assert all(slot.confirmed_at for slot in hall.slots()[:2])
    assert [slot.sequence for slot in hall.slots()] == [1, 1, 0]
    places = {sheet.entry_id: sheet.place for sheet in hall.sheets()}
    assert (places[second.entry_id], places[first.entry_id]) == (1, 2)


def test_a_team_that_says_no_keeps_its_time_and_the_other_hears(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    answer(hall, first, ask(hall, second, first), SwapState.DECLINED)
    assert [slot.ref for slot in hall.slots()][:2] == [first.ref, second.ref]
    assert told(News.SWAP_DECLINED) == 1


def test_only_the_team_that_was_asked_can_agree(make: Make) -> None:
    hall = Hall(make)
    first, second, third = hall.slots()
    asked = ask(hall, second, first)
    for wrong in (second, third):
        with pytest.raises(Conflicting):
            answer(hall, wrong, asked, SwapState.AGREED)
    assert [slot.ref for slot in hall.slots()][:2] == [first.ref, second.ref]


def test_what_was_taken_back_can_be_agreed_to_no_more(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    asked = ask(hall, second, first)
    answer(hall, second, asked, SwapState.WITHDRAWN)
    with pytest.raises(Conflicting):
        answer(hall, first, asked, SwapState.AGREED)


def test_an_exchange_ends_what_others_asked_of_these_times(make: Make) -> None:
    hall = Hall(make)
    first, second, third = hall.slots()
    old = ask(hall, third, first)
    answer(hall, first, ask(hall, second, first), SwapState.AGREED)
    with pytest.raises(Conflicting):
        answer(hall, first, old, SwapState.AGREED)


def test_twelve_hours_before_slots_change_hands_no_more(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    asked = ask(hall, second, first)
    near = first.starts_at - 11 * HOUR
    with given.world(frozen=near), pytest.raises(Invalid, match="12 jam"):
        answer(hall, first, asked, SwapState.AGREED)
    with given.world(frozen=first.starts_at - 13 * HOUR):
        answer(hall, first, asked, SwapState.AGREED)


def test_a_second_question_waits_for_the_answer_to_the_first(make: Make) -> None:
    hall = Hall(make)
    first, second, third = hall.slots()
    ask(hall, second, first)
    with pytest.raises(Invalid, match="masih menunggu"):
        ask(hall, second, third)


def test_the_secretariat_moves_a_slot_with_a_reason_and_teams_confirm_anew(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    confirm(hall, first)
    ask(hall, first, None, "Ada upacara.")
    move(hall, first, second.ref)
    assert [slot.ref for slot in hall.slots()][:2] == [second.ref, first.ref]
    assert not any(slot.confirmed_at for slot in hall.slots())
    with transaction(writes=False) as session:
        assert session.scalars(select(col(Swap.state))).all() == [SwapState.AGREED]
        reasons = [event.facts.get("reason") for event in session.scalars(select(Event))]
        assert "Ada upacara." in reasons


def test_the_secretariat_can_say_no_but_only_to_somebody_who_asked(make: Make) -> None:
    hall = Hall(make)
    first = hall.slots()[0]
    with pytest.raises(Invalid, match="Pilih giliran"):
        move(hall, first, "")
    ask(hall, first, None, "Ada upacara.")
    move(hall, first, "")
    assert told(News.SWAP_DECLINED) == 1


def test_one_slot_at_a_time_is_on(make: Make) -> None:
    hall = Hall(make)
    first, second, _ = hall.slots()
    hall.call(first, Phase.TALK)
    with pytest.raises(Invalid, match="Akhiri dahulu"):
        hall.call(second, Phase.TALK)
    with pytest.raises(Conflicting):
        hall.call(first, Phase.TALK)
    hall.call(first, Phase.QUESTIONS, Phase.OVER)
    hall.call(second, Phase.TALK)


def attend(hall: Hall, slot: Slot, *present: Person) -> None:
    refs = {hall.sheet(judge, slot).ref for judge in present}
    with transaction() as session:
        stage, dewi = hall.stage(session)
        line = next(ln for ln in lines_of(session, stage.step.id) if ln.ref == slot.ref)
        note_attendance(session, dewi, stage, line, refs)


def test_an_absent_judge_gives_no_marks_and_one_who_comes_after_all_does(make: Make) -> None:
    hall = Hall(make)
    slot = hall.slots()[0]
    ratna, tono, intan = hall.judges
    hall.call(slot, Phase.TALK)
    attend(hall, slot, ratna, tono)
    assert hall.sheet(intan, slot).state is AssignmentState.RECUSED
    assert hall.sheet(ratna, slot).state is AssignmentState.OPEN
    attend(hall, slot, ratna, tono, intan)
    assert hall.sheet(intan, slot).state is AssignmentState.OPEN


def test_in_the_evening_what_is_complete_locks_and_the_rest_stays_open(make: Make) -> None:
    hall = Hall(make)
    slot = hall.slots()[0]
    ratna, tono, _ = hall.judges
    hall.call(slot, Phase.TALK, Phase.OVER)
    mark(hall, ratna, slot, "dampak", "baru")
    mark(hall, tono, slot, "dampak")
    for moment, state in ((-HOUR, AssignmentState.OPEN), (HOUR, AssignmentState.LOCKED)):
        with given.world(frozen=hall.day().ends_at + moment), transaction() as session:
            close_days(session)
        assert hall.sheet(ratna, slot).state is state
    assert hall.sheet(tono, slot).state is AssignmentState.OPEN


def test_a_slot_that_was_not_held_locks_nothing_in_the_evening(make: Make) -> None:
    hall = Hall(make)
    slot = hall.slots()[0]
    mark(hall, hall.judges[0], slot, "dampak", "baru")
    with given.world(frozen=hall.day().ends_at + HOUR), transaction() as session:
        close_days(session)
    assert hall.sheet(hall.judges[0], slot).state is AssignmentState.OPEN


def close(hall: Hall) -> dict[str, int]:
    """The clock after the step has closed; how many sheets are in which state."""
    with given.world(frozen=hall.step.closes_at + HOUR), transaction() as session:
        turn_roads(session, {})
    states = [sheet.state.value for sheet in hall.sheets()]
    return {state: states.count(state) for state in set(states)}


def test_an_entry_that_nobody_scored_holds_the_step(make: Make) -> None:
    hall = Hall(make)
    for slot in hall.slots():
        hall.call(slot, Phase.TALK, Phase.OVER)
    for slot in hall.slots()[:2]:
        mark(hall, hall.judges[0], slot, "dampak", "baru")
    assert close(hall) == {"locked": 2, "open": 7}
    mark(hall, hall.judges[1], hall.slots()[2], "dampak", "baru")
    assert close(hall) == {"locked": 3, "recused": 6}
    with transaction(writes=False) as session:
        steps = set(session.scalars(select(col(Entry.step_id))))
    assert hall.step.id not in steps


def test_the_marks_are_read_as_those_of_a_panel_are(make: Make) -> None:
    hall = Hall(make)
    slot = hall.slots()[0]
    mark(hall, hall.judges[0], slot, "dampak", "baru")
    with transaction(writes=False) as session:
        table = score_table(session, hall.step.id)
    given_ = [sheet.marks for sheet in table if sheet.marks]
    assert given_ == [{"baru": 4, "dampak": 4}]
