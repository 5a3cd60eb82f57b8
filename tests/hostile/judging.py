"""A good body for every route of voting, scoring and deciding, named after its route."""

from typing import Any

from ideas.judging.declarations.rules import list_digest
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.judging.rooms.actions import open_room
from ideas.judging.rubrics.rules import Judging
from ideas.permissions import Role
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import RULES, Make
from tests.hostile.cases import Case
from tests.judged import DECREE, Judged
from tests.judging.panels.asked import Asked
from tests.judging.panels.hall import Hall
from tests.judging.rooms.hall import RoomHall

REASON = "Dampaknya nyata bagi warga sekitar."


def post_ballot(make: Make) -> Case:
    competition = make.competition(at=StepKind.BALLOT)
    entry = make.entry(competition=competition, at=StepKind.BALLOT)
    step = make.step_of(competition, StepKind.BALLOT)
    return Case(make.person("Budi"), f"/ballots/{step.ref}", {"entry": [entry.ref]}, step.closes_at)


def post_panel(make: Make) -> Case:
    competition = make.competition(at=StepKind.PANEL)
    make.entry(make.person("Sari"), competition, at=StepKind.PANEL)
    for name in ("Ratna", "Tono", "Intan"):
        make.with_role(name, Role.JUDGE, competition)
    dewi = make.with_role("Dewi", Role.SECRETARIAT, competition)
    step = make.step_of(competition, StepKind.PANEL)
    return Case(dewi, f"/panels/{step.ref}", {}, step.closes_at)


def post_scores(make: Make) -> Case:
    """Two judges are worlds apart, a third is free."""
    ruled = RULES.model_copy(update={"judging": Judging(gap=20)})
    competition = make.competition(at=StepKind.PANEL, rules=ruled)
    entry = make.entry(make.person("Sari"), competition, at=StepKind.PANEL)
    for name, level in (("Ratna", 5), ("Tono", 1), ("Intan", 0)):
        judge = make.with_role(name, Role.JUDGE, competition)
        if level:
            sheet = make.assignment(entry, judge, state=AssignmentState.LOCKED)
            make.save(Mark(assignment_id=sheet.id, criterion="dampak", value=level))
    step = make.step_of(competition, StepKind.PANEL)
    chair = make.with_role("Ketua", Role.CHAIR, competition)
    return Case(chair, f"/panels/{step.ref}/scores", {}, step.closes_at)


def _panel(make: Make) -> tuple[Hall, dict[str, Any]]:
    hall = Hall(make)
    return hall, {"judge": hall.judges[0].ref, "entry": hall.entries[0].ref}


def post_panel_verdict(make: Make) -> Case:
    hall, two = _panel(make)
    said = {"verdict": "pinned", "why": "Pernah berselisih di muka umum."}
    return Case(hall.dewi, f"{hall.url}/verdicts", two | said, hall.step.closes_at)


def post_panel_verdict_removal(make: Make) -> Case:
    hall, two = _panel(make)
    said = {"verdict": "pinned", "why": "Pernah berselisih di muka umum."}
    Browser(hall.dewi).post(f"{hall.url}/verdicts", two | said)
    return Case(hall.dewi, f"{hall.url}/verdicts/removal", two, hall.step.closes_at)


def post_declaration(make: Make) -> Case:
    hall = Hall(make)
    sheet = make.assignment(hall.entries[0], hall.judges[0], declared_at=None)
    fields = {
        "read": list_digest([sheet.ref]), f"close-{sheet.ref}": "declared",
        "note": "Kami pernah satu kantor.", "signed": "on",
    }  # fmt: skip
    url = f"/reviews/declarations/{hall.step.ref}"
    return Case(hall.judges[0], url, fields, hall.step.closes_at)


def _room(make: Make, tail: str, fields: dict[str, Any], *, opened: bool = True) -> Case:
    hall = RoomHall(make)
    if opened:
        hall.acted(open_room, hall.chair, ())
    return Case(hall.chair, f"{hall.url}{tail}", fields, hall.step.closes_at)


def post_room(make: Make) -> Case:
    return _room(make, "", {"do": "lot"}, opened=False)


def post_wording(make: Make) -> Case:
    return _room(make, "/wordings", {"criterion": "dampak", "text": "Warga, bukan unit."})


def post_room_closing(make: Make) -> Case:
    return _room(make, "/closing", {"reason": "Dua juri bertugas di luar kota."})


def _sheet(make: Make, tail: str, fields: dict[str, Any]) -> Case:
    competition = make.competition(at=StepKind.PANEL)
    ratna = make.with_role("Ratna", Role.JUDGE, competition)
    sheet = make.assignment(make.entry(competition=competition, at=StepKind.PANEL), ratna)
    closes_at = make.step_of(competition, StepKind.PANEL).closes_at
    return Case(ratna, f"/reviews/{sheet.ref}{tail}", fields, closes_at)


def _marks() -> dict[str, Any]:
    marks = {"mark-dampak": "5", "mark-dampak-reason": REASON, "mark-baru": "3"}
    return {**marks, "note": "Terima kasih.", "version": "0"}


def post_review(make: Make) -> Case:
    return _sheet(make, "", _marks())


def post_review_lock(make: Make) -> Case:
    return _sheet(make, "/lock", _marks())


def post_review_conflict(make: Make) -> Case:
    return _sheet(make, "/conflict", {"why": "Kami pernah satu kantor."})


def post_question(make: Make) -> Case:
    return _sheet(make, "/questions", {"question": "Berapa warga yang memakainya?"})


def post_reopening_request(make: Make) -> Case:
    sheet = Asked(make).lock()
    return Case(sheet.ratna, f"{sheet.at}/reopening", {"reason": REASON}, sheet.closes_at)


def post_reopening_answer(make: Make) -> Case:
    sheet = Asked(make).lock()
    back = sheet.asks_back()
    path = f"/panels/{sheet.step.ref}/reopenings/{back.ref}"
    return Case(sheet.dewi, path, {"verdict": "yes", "answer": "Silakan."}, sheet.closes_at)


def post_question_handling(make: Make) -> Case:
    sheet = Asked(make)
    path = f"/panels/{sheet.step.ref}/questions/{sheet.asks().ref}"
    fields = {"verdict": "pass", "wording": "Berapa pemakainya?", "reason": ""}
    return Case(sheet.dewi, path, fields, sheet.closes_at)


def post_answer_to_judges(make: Make) -> Case:
    sheet = Asked(make)
    path = f"/entries/{sheet.entry.ref}/questions/{sheet.asks(passed=True).ref}"
    return Case(sheet.sari, path, {"answer": "Seratus warga.", "checked": "on"}, sheet.closes_at)


def post_seal(make: Make) -> Case:
    judged = Judged(make)
    return Case(judged.hasan, f"{judged.at}/seal", DECREE | {"release_at": judged.soon})


def post_reopening(make: Make) -> Case:
    judged = Judged(make)
    Browser(judged.hasan).post(f"{judged.at}/seal", DECREE | {"release_at": judged.soon})
    return Case(judged.hasan, f"{judged.at}/reopening", {"reason": "Nomornya keliru."})


def post_release(make: Make) -> Case:
    judged = Judged(make)
    Browser(judged.hasan).post(f"{judged.at}/seal", DECREE | {"release_at": judged.soon})
    return Case(judged.melati, f"{judged.at}/release")
