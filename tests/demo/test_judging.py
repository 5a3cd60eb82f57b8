"""What a newcomer finds of judging in the demo: every state that its pages can show."""

from sqlmodel import Session, col, select

from ideas.deciding.plenaries.queries import changes_of, find_sitting
from ideas.deciding.plenaries.rules import Decision
from ideas.deciding.rankings.telling import HOW
from ideas.deciding.soundness.report import soundness_of
from ideas.judging.declarations.queries import find_listing
from ideas.judging.findings.queries import claims_of
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.overview import overview
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.queries import asks_where
from ideas.judging.pitches.rules import Phase
from ideas.judging.pitches.slots import lines_of
from ideas.judging.questions.queries import to_handle, to_team
from ideas.judging.queues.queries import batches
from ideas.judging.queues.rules import Shelf
from ideas.judging.reopening.queries import asked_in
from ideas.judging.rooms.queries import agreed_in
from ideas.judging.scoring.calibration import Method
from ideas.judging.visits.queries import find_round, goings_of
from ideas.judging.visits.rules import VisitState
from ideas.stages import CompetitionState, RoomState, StepKind
from tests.demo.people import competition, entry, stage, visitor

FRIENDLY, STAGED = "Lomba Layanan Ramah 2026", "Panggung Gagasan Sehat 2026"
GREEN, WALKED = "Lomba Gagasan Hijau 2026", "Penghargaan Gagasan Berjalan 2026"
LAST = "Lomba Inovasi ASN Sekar Arum 2025"


def test_a_panel_has_calibrated_and_agreed_on_a_wording(now: Session) -> None:
    tono = visitor(now, "Tono")
    scoped, step = stage(now, tono, FRIENDLY, StepKind.PANEL)
    assert overview(now, tono, scoped, step).room is RoomState.CLOSED
    assert list(agreed_in(now, step.id)) == ["transfer"]


def test_ratna_has_sheets_that_are_done_begun_and_new(now: Session) -> None:
    pile = next(b for b in batches(now, visitor(now, "Ratna")) if b.competition == FRIENDLY)
    assert (pile.count(Shelf.DONE), pile.count(Shelf.DRAFT)) == (2, 1)
    assert pile.count(Shelf.NEW) > 0


def test_intan_has_a_list_to_sign(now: Session) -> None:
    intan = visitor(now, "Intan")
    _, step = stage(now, intan, FRIENDLY, StepKind.PANEL)
    assert find_listing(now, intan, step.ref).lines


def test_a_sheet_is_set_aside_and_its_place_is_filled(now: Session) -> None:
    tono = visitor(now, "Tono")
    scoped, step = stage(now, tono, FRIENDLY, StepKind.PANEL)
    aside = col(Assignment.state) == AssignmentState.QUARANTINED
    sheets = select(Assignment).where(Assignment.step_id == step.id, aside)
    assert len(now.exec(sheets).all()) == 1
    assert overview(now, tono, scoped, step).lacking == 0


def test_a_question_waits_for_a_team_one_for_the_secretariat_and_a_sheet_for_the_chair(
    now: Session,
) -> None:
    dewi, tono = visitor(now, "Dewi"), visitor(now, "Tono")
    _, step = stage(now, dewi, FRIENDLY, StepKind.PANEL)
    [asked] = to_team(now, entry(now, "Teras Membaca").id)
    assert asked.answer == ""
    assert len(to_handle(now, dewi, step)) == 1
    assert [one.judge for one in asked_in(now, tono, step)] == ["Ratna Kinanti"]


def test_the_chair_has_locked_every_sheet_and_reads_the_scores(now: Session) -> None:
    tono = visitor(now, "Tono")
    assert soundness_of(now, tono, *stage(now, tono, FRIENDLY, StepKind.PANEL)).lines


def test_presentations_are_over_on_and_to_come(now: Session) -> None:
    _, step = stage(now, visitor(now, "Dewi"), STAGED, StepKind.PITCH)
    lines = lines_of(now, step.id)
    waiting = [Phase.WAITING] * 3
    assert [line.phase for line in lines] == [Phase.OVER, Phase.OVER, Phase.TALK, *waiting]
    assert [bool(line.slot.confirmed_at) for line in lines] == [True] * 5 + [False]
    [wish] = asks_where(now)
    assert {wish.slot.ref, wish.other and wish.other.ref} == {lines[3].ref, lines[4].ref}


def test_a_visit_is_reported_one_half_written_one_told_and_one_to_plan(now: Session) -> None:
    dewi = visitor(now, "Dewi")
    _, step = stage(now, dewi, WALKED, StepKind.VISIT)
    goings = {going.entry.title.split(":")[0]: going for going in
              goings_of(now, dewi, find_round(now, dewi, step.ref))}  # fmt: skip
    states = {title: going.state for title, going in goings.items()}
    assert states["KTP Tujuh Belas"] is VisitState.SIGNED
    assert states["Peta Jalan Warga"] is VisitState.TOLD
    assert states["Bangku Lagi"] is VisitState.UNPLANNED
    half = goings["Datang Dulu, Tahun Pertama"]
    assert half.awaited
    found = [claim.found for claim in claims_of(now, half.visit.id)]
    assert [bool(one) for one in found] == [True, True, False]


def test_a_sitting_has_its_quorum_one_change_made_and_one_proposed(now: Session) -> None:
    tono = visitor(now, "Tono")
    _, step = stage(now, tono, GREEN, StepKind.PLENARY)
    sitting = find_sitting(now, tono, step.ref)
    assert sitting.quorate
    assert len(sitting.members) - len(sitting.present) == 1
    changes = {change.decision for change in changes_of(now, step.id)}
    assert changes == {Decision.ACCEPTED, Decision.PROPOSED}


def test_the_released_result_was_corrected_for_severity(now: Session) -> None:
    tono = visitor(now, "Tono")
    found = soundness_of(now, tono, *stage(now, tono, LAST, StepKind.PANEL))
    assert found.told[0] == HOW[Method.ADDITIVE]
    means = [line.mean for line in found.lines]
    assert means != sorted(means, reverse=True)


def test_a_competition_is_still_drawn_up(now: Session) -> None:
    draft = competition(now, "Lomba Inovasi ASN Sekar Arum 2027")
    assert draft.state is CompetitionState.DRAFT
