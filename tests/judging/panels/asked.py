"""A sheet of Ratna on Sari's entry, and what she asks for."""

from typing import Any

from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.questions.models import Question
from ideas.judging.questions.rules import QuestionState
from ideas.judging.reopening.models import Reopening
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import Make


class Asked:
    """Ratna and Tono judge, Dewi is the secretariat, Rudi chairs, Sari leads the team."""

    def __init__(self, make: Make, **road: Any) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.PANEL, **road)
        self.step = make.step_of(self.competition, StepKind.PANEL)
        self.closes_at = self.step.closes_at
        self.ratna = make.with_role("Ratna Juri", Role.JUDGE, self.competition)
        self.tono = make.with_role("Tono Juri", Role.JUDGE, self.competition)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.rudi = make.with_role("Rudi", Role.CHAIR, self.competition)
        self.sari = make.person("Sari Puspakirana")
        self.entry = make.entry(self.sari, self.competition, at=StepKind.PANEL)
        self.sheet = make.assignment(self.entry, self.ratna)
        self.other = make.assignment(self.entry, self.tono)
        self.at = f"/reviews/{self.sheet.ref}"

    def lock(self) -> "Asked":
        with transaction() as session:
            sheet = session.get_one(Assignment, self.sheet.id)
            sheet.state, sheet.versions, sheet.locked_at = AssignmentState.LOCKED, 1, self.make.now
        return self

    def asks_back(self) -> Reopening:
        return self.make.save(
            Reopening(
                assignment_id=self.sheet.id, number=1, reason="Saya keliru membaca satu angka.",
                asked_at=self.make.now,
            )
        )  # fmt: skip

    def asks(self, *, passed: bool = False, text: str = "Berapa warga memakainya?") -> Question:
        told: dict[str, Any] = {"assignment_id": self.sheet.id, "asked_at": self.make.now}
        if passed:
            told |= {
                "state": QuestionState.FORWARDED, "wording": text, "handled_at": self.make.now,
            }  # fmt: skip
        return self.make.save(Question(text=text, **told))
