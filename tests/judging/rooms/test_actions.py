"""Opening a calibration room, agreeing, closing it, and what counts afterwards."""

from datetime import timedelta

import pytest

from ideas import given
from ideas.database import transaction
from ideas.deciding.rankings.queries import all_locked, score_table
from ideas.failures import Invalid, Missing, Refused, TooLate
from ideas.judging.panels.actions import assign_judges
from ideas.judging.panels.models import Room
from ideas.judging.panels.queries import is_drawn
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.closing import held_panels
from ideas.judging.rooms.actions import agree_wording, close_room, open_room
from ideas.judging.rooms.queries import agreed_in, wordings_in
from ideas.judging.rooms.rules import Agreed
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import Make
from tests.judging.rooms.hall import RoomHall

LATE = "Intan sakit."


@pytest.fixture
def hall(make: Make) -> RoomHall:
    return RoomHall(make)


def test_every_judge_gets_the_same_entries_each_in_another_order(hall: RoomHall) -> None:
    hall.acted(open_room, hall.chair, ())
    given_out = {judge.name: hall.sheets(judge) for judge in hall.judges}
    entries = {frozenset(s.entry_id for s in sheets) for sheets in given_out.values()}
    assert len(entries) == 1
    assert [len(sheets) for sheets in given_out.values()] == [2, 2, 2]
    orders = {tuple(s.entry_id for s in sheets) for sheets in given_out.values()}
    assert {order[::-1] for order in orders} == orders
    assert len(orders) == 2


def test_chosen_entries_are_taken_and_a_wrong_number_is_refused(hall: RoomHall) -> None:
    refs = [entry.ref for entry in hall.entries]
    for wrong in (refs[:1], refs[:3], [refs[0], refs[0]], [refs[0], "K7Q2-M4XF"]):
        with pytest.raises(Invalid):
            hall.acted(open_room, hall.dewi, wrong)
    assert hall.sheets() == []
    hall.acted(open_room, hall.dewi, refs[:2])
    assert {s.entry_id for s in hall.sheets()} == {e.id for e in hall.entries[:2]}


def test_who_is_close_to_an_anchor_does_not_read_it_and_a_lot_avoids_it(hall: RoomHall) -> None:
    for entry in hall.entries[:2]:
        hall.part(hall.judges[0], entry)
    hall.acted(open_room, hall.chair, ())
    assert {s.entry_id for s in hall.sheets()} == {e.id for e in hall.entries[2:]}
    other = RoomHall(hall.make)
    other.part(other.judges[0], other.entries[0])
    other.acted(open_room, other.chair, [entry.ref for entry in other.entries[:2]])
    assert [len(other.sheets(judge)) for judge in other.judges] == [1, 2, 2]


def test_nothing_is_divided_before_the_room_is_closed(hall: RoomHall) -> None:
    for _ in ("waiting", "open"):
        with pytest.raises(Refused, match="setelah ruang kalibrasi ditutup"):
            hall.acted(assign_judges, hall.dewi)
        if not hall.sheets():
            hall.acted(open_room, hall.chair, ())
    for judge in hall.judges:
        hall.lock(judge)
    hall.acted(close_room, hall.chair, "")
    assert hall.acted(assign_judges, hall.dewi) == 3 * len(hall.entries)


def test_an_anchor_is_scored_afresh_and_its_first_marks_count_for_nothing(hall: RoomHall) -> None:
    hall.acted(open_room, hall.chair, ())
    for judge in hall.judges:
        hall.lock(judge)
    with transaction(writes=False) as session:
        assert score_table(session, hall.step.id) == []
        assert not all_locked(session, hall.step.id)
        assert not is_drawn(session, hall.step.id)
    hall.acted(close_room, hall.chair, "")
    hall.acted(assign_judges, hall.dewi)
    again = {(s.entry_id, s.judge_id) for s in hall.sheets(anchor=False)}
    assert {(s.entry_id, s.judge_id) for s in hall.sheets()} <= again


def test_a_late_judge_needs_a_reason_and_their_open_sheets_are_set_aside(hall: RoomHall) -> None:
    hall.acted(open_room, hall.chair, ())
    for judge in hall.judges[:2]:
        hall.lock(judge)
    with pytest.raises(Invalid):
        hall.acted(close_room, hall.chair, "")
    hall.acted(close_room, hall.chair, LATE)
    states = {s.state for s in hall.sheets(hall.judges[2])}
    assert states == {AssignmentState.RECUSED}
    with transaction(writes=False) as session:
        assert session.get_one(Room, hall.step.id).reason == LATE
    with pytest.raises(Refused):
        hall.acted(close_room, hall.chair, LATE)


def test_what_was_agreed_is_kept_word_for_word_and_the_newest_is_in_force(hall: RoomHall) -> None:
    hall.acted(open_room, hall.chair, ())
    for text in ("Warga, bukan unit.", "Warga, juga di desa."):
        hall.acted(agree_wording, hall.chair, Agreed("dampak", text))
    hall.acted(agree_wording, hall.chair, Agreed("baru", ""))
    with pytest.raises(Invalid):
        hall.acted(agree_wording, hall.chair, Agreed("lain", "Tidak ada."))
    with transaction(writes=False) as session:
        assert agreed_in(session, hall.step.id) == {"dampak": "Warga, juga di desa."}
        assert len({w.digest for w in wordings_in(session, hall.step.id)}) == 3


@pytest.mark.parametrize("who", ["judge", "secretariat", "stranger"])
def test_only_the_chair_words_what_was_agreed(hall: RoomHall, who: str) -> None:
    hall.acted(open_room, hall.chair, ())
    people = {"judge": hall.judges[0], "secretariat": hall.dewi, "stranger": hall.make.person()}
    with pytest.raises((Refused, Missing)):
        hall.acted(agree_wording, people[who], Agreed("dampak", "Saya rasa begini."))
    hall.acted(agree_wording, hall.chair, Agreed("dampak", "Kami sepakat begini."))


def test_judges_neither_open_nor_close_a_room(hall: RoomHall) -> None:
    with pytest.raises(Refused):
        hall.acted(open_room, hall.judges[0], ())
    hall.acted(open_room, hall.dewi, ())
    with pytest.raises(Refused):
        hall.acted(close_room, hall.judges[0], LATE)
    hall.acted(close_room, hall.dewi, LATE)


def test_where_the_rules_want_no_room_there_is_none(make: Make) -> None:
    hall = RoomHall(make)
    hall.competition = make.competition(at=StepKind.PANEL)
    hall.step = make.step_of(hall.competition, StepKind.PANEL)
    chair = make.with_role("Sekar", Role.CHAIR, hall.competition)
    with pytest.raises(Missing):
        hall.acted(open_room, chair, ())


def test_a_room_opens_closes_and_agrees_only_while_its_panel_is_open(hall: RoomHall) -> None:
    late = hall.step.closes_at + timedelta(seconds=1)
    hall.acted(open_room, hall.chair, ())
    with given.world(frozen=late):
        for action, rest in ((agree_wording, Agreed("dampak", "Begini.")), (close_room, LATE)):
            with pytest.raises(TooLate):
                hall.acted(action, hall.chair, rest)


def test_a_panel_whose_entries_were_read_only_in_the_room_does_not_close(make: Make) -> None:
    hall = RoomHall(make, entries=2)
    hall.acted(open_room, hall.chair, ())
    for judge in hall.judges:
        hall.lock(judge)
    with given.world(frozen=hall.step.closes_at + timedelta(seconds=1)), transaction() as session:
        assert held_panels(session) == {hall.step.id}
