"""The lot, the times, the clock of a slot and its calendar, without a database."""

import hashlib
import random
from datetime import UTC, datetime, timedelta

from ideas.judging.pitches.calendars import Event, as_calendar
from ideas.judging.pitches.rules import Day, drawn, is_fixed, minutes_left, overlaps, turns
from tests.judging.pitches.calendar_reader import events_in, moment

NINE = datetime(2026, 12, 1, 2, tzinfo=UTC)  # 09.00 WIB
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TWENTY = 20 * MINUTE


def day(hours: int, *breaks: tuple[int, int], at: datetime = NINE, ref: str = "A") -> Day:
    spans = tuple((at + a * MINUTE, at + b * MINUTE) for a, b in breaks)
    return Day(ref, at, at + hours * HOUR, spans)


def test_the_order_is_the_same_from_whatever_order_the_entries_come() -> None:
    refs = [f"E{n}" for n in range(40)]
    mixed = random.Random(1).sample(refs, len(refs))
    assert drawn(7, refs) == drawn(7, mixed) != sorted(refs)
    assert drawn(8, refs) != drawn(7, refs)


def test_anybody_can_draw_again_as_the_page_says() -> None:
    def first_eight(ref: str) -> bytes:
        return hashlib.sha256(f"7:{ref}".encode()).digest()[:8]

    refs = ["K7Q2-M4XF", "9TRA-3HHP", "AAAA-BBBB", "CCCC-DDDD"]
    assert drawn(7, refs) == sorted(refs, key=first_eight)


def test_every_entry_comes_first_about_as_often_as_any_other() -> None:
    refs = ["A", "B", "C", "D"]
    first = [drawn(seed, refs)[0] for seed in range(2000)]
    assert all(430 < first.count(ref) < 570 for ref in refs)


def test_slots_fill_the_day_and_none_runs_over_its_end() -> None:
    found = turns([day(1)], TWENTY)
    assert [turn.starts_at for turn in found] == [NINE, NINE + TWENTY, NINE + 2 * TWENTY]
    assert turns([day(1)], 61 * MINUTE) == []


def test_no_slot_touches_a_break_and_the_next_begins_after_it() -> None:
    found = [turn.starts_at - NINE for turn in turns([day(2, (30, 60))], TWENTY)]
    assert found == [0 * MINUTE, 60 * MINUTE, 80 * MINUTE, 100 * MINUTE]


def test_days_are_filled_in_their_order() -> None:
    later, first = day(1, at=NINE + 24 * HOUR, ref="B"), day(1)
    assert [turn.day for turn in turns([later, first], TWENTY)] == ["A"] * 3 + ["B"] * 3


def test_days_that_share_a_minute_overlap_and_neighbours_do_not() -> None:
    assert overlaps([day(2), day(1, at=NINE + HOUR)])
    assert not overlaps([day(1), day(1, at=NINE + HOUR)])


def test_minutes_left_are_told_up_and_end_at_none() -> None:
    assert minutes_left(NINE, NINE - 61 * timedelta(seconds=1)) == 2
    assert minutes_left(NINE, NINE) == 0
    assert minutes_left(NINE, NINE + MINUTE) < 0


def test_a_slot_is_fixed_twelve_hours_before_it_begins() -> None:
    assert not is_fixed(NINE, NINE - 12 * HOUR)
    assert is_fixed(NINE, NINE - 12 * HOUR + MINUTE)


def an_event(summary: str = "Presentasi", sequence: int = 0) -> Event:
    return Event("K7Q2@wadah", sequence, NINE, NINE + TWENTY, summary, "Ruang Arjuna")


def test_a_calendar_says_in_utc_when_and_where() -> None:
    (event,) = events_in(as_calendar([an_event()], NINE))
    assert (moment(event["DTSTART"]), moment(event["DTEND"])) == (NINE, NINE + TWENTY)
    assert (event["UID"], event["LOCATION"]) == ("K7Q2@wadah", "Ruang Arjuna")


def test_a_calendar_keeps_any_title_whole() -> None:
    title = "Lapor, jemput; obat \\ “Ngudi Rahayu” ke rumah — é 日本語 🌾 " * 4 + "\nbaris kedua"
    (event,) = events_in(as_calendar([an_event(title)], NINE))
    assert event["SUMMARY"] == title


def test_a_change_keeps_the_name_and_counts_up() -> None:
    before, after = (events_in(as_calendar([an_event(sequence=n)], NINE))[0] for n in (0, 1))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")


def test_an_empty_calendar_is_a_calendar() -> None:
    assert events_in(as_calendar([], NINE)) == []
