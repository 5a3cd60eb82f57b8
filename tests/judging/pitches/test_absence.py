"""A team that does not come: noted, told, taken back; it holds nobody up, and ranks."""

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from ideas import given
from ideas.database import transaction
from ideas.deciding.rankings.queries import running_in, scores_of
from ideas.failures import Conflicting, Invalid, Refused, TooLate
from ideas.jobs.roads import turn_roads
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.absence import note_absence, take_back_absence
from ideas.judging.pitches.models import Slot
from ideas.judging.pitches.rules import Phase
from ideas.judging.pitches.slots import find_line
from ideas.judging.reviews.actions import save_sheet
from ideas.judging.reviews.models import Mark
from ideas.judging.reviews.rules import Draft, Written
from ideas.judging.rubrics.rules import Judging
from ideas.judging.seats.queries import find_assignment
from ideas.road.competitions.queries import scoped_of, steps_of
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from tests.browsing import Browser
from tests.factories import RULES, Make
from tests.judging.pitches.stage import Hall

WHY = "Tidak ada kabar."
DRAFT = Draft({"dampak": Written(4), "baru": Written(4)}, "", seen=0, hand="a")


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def miss(hall: Hall, slot: Slot, reason: str = WHY) -> None:
    with transaction() as session:
        stage, dewi = hall.stage(session)
        note_absence(session, dewi, stage, slot.ref, reason)


def phase(hall: Hall, slot: Slot) -> Phase:
    with transaction(writes=False) as session:
        return find_line(session, hall.step.id, slot.ref).phase


def score(hall: Hall, judge: Person, slot: Slot) -> None:
    with transaction() as session:
        visitor = visitor_of(session, judge.id)
        seat = find_assignment(session, visitor, hall.sheet(judge, slot).ref)
        save_sheet(session, visitor, seat, DRAFT)


def test_nothing_is_marked_before_a_team_is_called(hall: Hall) -> None:
    first, second, _ = hall.slots()
    with pytest.raises(Refused, match="belum dimulai"):
        score(hall, hall.judges[0], first)
    hall.call(first, Phase.TALK)
    score(hall, hall.judges[0], first)
    with pytest.raises(Refused, match="belum dimulai"):
        score(hall, hall.judges[0], second)


def test_the_statement_that_writes_knows_it_too(hall: Hall) -> None:
    """The page was read while the team was on; meanwhile it was noted as absent."""
    slot, ratna = hall.due(), hall.judges[0]
    hall.call(slot, Phase.TALK)
    with transaction(writes=False) as session:
        visitor = visitor_of(session, ratna.id)
        seat = find_assignment(session, visitor, hall.sheet(ratna, slot).ref)
    miss(hall, slot)
    with pytest.raises(Refused, match="belum dimulai"), transaction() as session:
        save_sheet(session, visitor, seat, DRAFT)


def test_what_was_not_called_waits_on_no_desk(hall: Hall) -> None:
    judge = Browser(hall.judges[0])
    assert "Nilai usulan" not in judge.get("/").text
    hall.call(hall.slots()[0], Phase.TALK)
    assert "Tinggal 1 usulan" in judge.get("/").text


def test_a_team_is_absent_once_its_time_has_come_and_hears_it(hall: Hall) -> None:
    with pytest.raises(Invalid, match="belum tiba"):
        miss(hall, hall.slots()[0])
    slot = hall.due()
    with pytest.raises(Invalid, match="Tulis apa"):
        miss(hall, slot, "")
    miss(hall, slot)
    assert phase(hall, slot) is Phase.ABSENT
    with transaction(writes=False) as session:
        told = select(col(Notice.person_id)).where(col(Notice.news) == News.PITCH_ABSENT)
        assert session.scalars(told).all() == [hall.lead_of(slot).id]
    with pytest.raises(Conflicting):
        miss(hall, slot)


def test_who_was_scored_was_there(hall: Hall) -> None:
    slot = hall.due()
    hall.call(slot, Phase.TALK)
    ratna = Browser(hall.judges[0])
    full = {"mark-dampak": "4", "mark-baru": "4", "version": "0"}
    ratna.post(f"/reviews/{hall.sheet(hall.judges[0], slot).ref}/lock", full)
    with pytest.raises(Invalid, match="mengunci nilai"):
        miss(hall, slot)


def test_it_is_taken_back_until_the_step_closes(hall: Hall) -> None:
    slot = hall.due()
    hall.call(slot, Phase.TALK)
    miss(hall, slot)
    with given.world(frozen=hall.step.closes_at), transaction() as session:
        stage, dewi = hall.stage(session)
        with pytest.raises(TooLate):
            take_back_absence(session, dewi, stage, slot.ref)
    with transaction() as session:
        stage, dewi = hall.stage(session)
        take_back_absence(session, dewi, stage, slot.ref)
    assert phase(hall, slot) is Phase.WAITING
    hall.call(slot, Phase.TALK)
    score(hall, hall.judges[0], slot)


def test_who_did_not_come_does_not_hold_the_step(hall: Hall) -> None:
    slot = hall.due()
    for other in hall.slots()[1:]:
        hall.call(other, Phase.TALK, Phase.OVER)
        for key in ("dampak", "baru"):
            sheet = hall.sheet(hall.judges[0], other)
            hall.make.save(Mark(assignment_id=sheet.id, criterion=key, value=4))
    assert turned(hall) == 0
    miss(hall, slot)
    assert turned(hall) == 3


def turned(hall: Hall) -> int:
    """The clock after the step has closed: how many entries left it."""
    late = hall.step.closes_at + timedelta(hours=1)
    with given.world(frozen=late), transaction() as session:
        turn_roads(session, {})
        here = select(func.count()).where(col(type(hall.entries[0]).step_id) == hall.step.id)
        return len(hall.entries) - (session.scalar(here) or 0)


def test_it_keeps_its_panel_marks_and_gets_nothing_for_the_presentation(make: Make) -> None:
    rules = RULES.model_copy(update={"judging": Judging(pitch_share=40)})
    hall = Hall(make, rules=rules)
    panel, slot = make.step_of(hall.competition, StepKind.PANEL), hall.due()
    for entry in hall.entries:
        sheet = Assignment(
            step_id=panel.id, entry_id=entry.id, judge_id=hall.judges[0].id, place=1,
            assigned_at=make.now, state=AssignmentState.LOCKED,
        )  # fmt: skip
        make.save(sheet)
        for key in ("dampak", "baru"):
            make.save(Mark(assignment_id=sheet.id, criterion=key, value=5))
    miss(hall, slot)
    with transaction(writes=False) as session:
        scores = scores_of(
            session, scoped_of(session, hall.competition.id),
            steps_of(session, hall.competition.id),
        )  # fmt: skip
        lines = scores.table(running_in(session, hall.competition.id)).lines
    placed = [(line.entry_id, line.score, line.absent) for line in lines]
    assert placed == [(slot.entry_id, Fraction(60), True)]


def test_the_office_notes_it_the_team_reads_it_and_others_see_no_reason(hall: Hall) -> None:
    slot = hall.due()
    dewi, room = Browser(hall.dewi), f"{hall.at}/room"
    missed = {"do": "absent", "reason": "Mobilnya mogok."}
    assert dewi.post(f"{room}/{slot.ref}/absence", missed).status_code == 303
    assert "Mobilnya mogok." in dewi.page(room).text
    lead = Browser(hall.lead_of(slot)).page(hall.own(slot)).text
    assert "Mobilnya mogok." in lead
    assert "bernilai 0" in lead
    order = Browser(hall.make.person("Joko")).page(hall.at).text
    assert "Tidak hadir" in order
    assert "Mobilnya mogok." not in order
    assert dewi.post(f"{room}/{slot.ref}/absence", {"do": "present"}).status_code == 303
    assert "Tidak hadir" not in dewi.page(hall.at).text
