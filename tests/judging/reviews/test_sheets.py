"""Sheets with every option, their versions, the time they took; on both databases."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.queues.queries import batches
from ideas.judging.reviews.actions import lock_sheet, save_sheet
from ideas.judging.reviews.closing import close_panels
from ideas.judging.reviews.models import Mark, SheetVersion
from ideas.judging.reviews.rules import PAUSE, Draft, Written
from ideas.judging.seats.queries import find_assignment
from ideas.road.competitions.rules import Rules
from ideas.staff.roles.visitors import visitor_of
from tests.browsing import Browser
from tests.factories import RULES, Make
from tests.judging.panels.asked import Asked
from tests.judging.reviews.test_scales import RUBRIC, WHY

FULL = {"dampak": Written(4), "baru": Written(2)}


@pytest.fixture
def asked(make: Make) -> Asked:
    return Asked(make)


def write(asked: Asked, marks: dict[str, Written], *, lock: bool = False, **facts: Any) -> None:
    with transaction() as session:
        visitor = visitor_of(session, asked.ratna.id)
        seat = find_assignment(session, visitor, asked.sheet.ref)
        draft = Draft(marks, "Untuk panel", seat.row.revision, "a", "Untuk tim", **facts)
        if lock:
            lock_sheet(session, visitor, seat, draft)
        else:
            save_sheet(session, visitor, seat, draft)


def sheet(asked: Asked) -> Assignment:
    with transaction(writes=False) as session:
        return session.get_one(Assignment, asked.sheet.id)


def versions() -> Sequence[SheetVersion]:
    with transaction(writes=False) as session:
        return session.exec(select(SheetVersion).order_by(col(SheetVersion.number))).all()


def test_each_lock_lays_down_a_version_and_none_is_overwritten(asked: Asked) -> None:
    write(asked, FULL, lock=True)
    with transaction() as session:
        row = session.get_one(Assignment, asked.sheet.id)
        row.state, row.locked_at = AssignmentState.OPEN, None
    write(asked, FULL | {"baru": Written(3)}, lock=True)
    first, second = versions()
    assert first.marks == [["baru", 2, False, ""], ["dampak", 4, False, ""]]
    assert second.marks == [["baru", 3, False, ""], ["dampak", 4, False, ""]]
    assert (first.note, first.note_team) == ("Untuk panel", "Untuk tim")
    assert first.digest != second.digest
    assert (first.number, second.number, sheet(asked).versions) == (1, 2, 2)


def closed(asked: Asked) -> None:
    with given.world(frozen=asked.closes_at + timedelta(minutes=1)), transaction() as session:
        session.merge(asked.step).turned_at = given.now()
        session.flush()
        close_panels(session)


def test_a_sheet_left_incomplete_after_reopening_counts_as_it_was_locked(asked: Asked) -> None:
    write(asked, FULL, lock=True)
    with transaction() as session:
        row = session.get_one(Assignment, asked.sheet.id)
        row.state, row.locked_at = AssignmentState.OPEN, None
    write(asked, {"dampak": Written(1, "belum selesai")})
    closed(asked)
    with transaction(writes=False) as session:
        marks = {m.criterion: m.value for m in session.exec(select(Mark))}
    assert (marks, sheet(asked).state) == ({"dampak": 4, "baru": 2}, AssignmentState.LOCKED)
    assert len(versions()) == 1


def test_what_the_close_locks_is_laid_down_too(asked: Asked) -> None:
    write(asked, FULL)
    closed(asked)
    assert [version.assignment_id for version in versions()] == [asked.sheet.id]
    assert sheet(asked).state is AssignmentState.LOCKED


def test_the_close_asks_only_for_the_criteria_that_count(make: Make) -> None:
    rules = Rules(**{**RULES.model_dump(), "criteria": [c.model_dump() for c in RUBRIC]})
    asked = Asked(make, rules=rules)
    away = Written(None, WHY, abstained=True)
    write(asked, {"bukti": away, "baru": Written(0), "dampak": away})
    closed(asked)
    assert sheet(asked).state is AssignmentState.LOCKED


def test_time_is_counted_from_ones_own_saves_and_a_pause_is_not_work(asked: Asked) -> None:
    opened = int(given.now().timestamp())
    for minutes in (5, 7, 300):
        with given.world(frozen=asked.make.now + timedelta(minutes=minutes)):
            write(asked, FULL, opened=opened)
    assert sheet(asked).seconds == 7 * 60 + PAUSE.total_seconds()


def test_a_judges_time_is_for_their_own_eyes(asked: Asked) -> None:
    with transaction() as session:
        session.get_one(Assignment, asked.sheet.id).seconds = 4242
    with transaction(writes=False) as session:
        mine = batches(session, visitor_of(session, asked.ratna.id))
    assert [line.seconds for batch in mine for line in batch.lines] == [4242]
    for reader in (asked.dewi, asked.rudi):
        page = Browser(reader).get(f"/panels/{asked.step.ref}").text
        assert "Ratna Juri" in page
        assert "4242" not in page


def test_what_is_abstained_from_holds_no_mark(make: Make) -> None:
    rules = Rules(**{**RULES.model_dump(), "criteria": [c.model_dump() for c in RUBRIC]})
    asked = Asked(make, rules=rules)
    ratna = Browser(asked.ratna)
    fields = {"mark-bukti": ["70", "abstain"], "mark-bukti-reason": WHY, "mark-baru": "4"}
    fields |= {"mark-dampak": "3", "version": "0"}
    page = ratna.page(asked.at)
    assert "Untuk catatan, tidak ikut nilai" in page.text
    assert len(page.select("input[name=mark-baru]")) == 11
    assert len(page.select("input[name=mark-dampak]")) == 6
    assert ratna.post(f"{asked.at}/lock", fields).status_code == 303
    with transaction(writes=False) as session:
        marks = {m.criterion: (m.value, m.abstained) for m in session.exec(select(Mark))}
    held = {"bukti": (None, True), "baru": (4, False), "dampak": (3, False)}
    assert marks == {**held, "cerita": (None, False)}
    assert "Tidak dapat menilai" in ratna.page(asked.at).text


def test_a_judge_is_told_when_the_note_for_the_team_names_them(asked: Asked) -> None:
    ratna = Browser(asked.ratna)
    fields = {"note_team": "Hubungi saya, Ratna Juri.", "note": "Ratna Juri.", "version": "0"}
    told = ratna.post(asked.at, fields, htmx="totals").text
    assert "Catatan untuk tim menyebut Ratna Juri" in told
    fields |= {"note_team": "Hubungi Sari Puspakirana.", "version": "1"}
    assert "menyebut" not in ratna.post(asked.at, fields, htmx="totals").text, "nobody else is told"
