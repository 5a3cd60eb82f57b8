"""A step of field visits that is open now: a judge and an evaluator from elsewhere go."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.judging.findings.actions import WHOLE, Draft, save_report, sign_report
from ideas.judging.findings.claims import add_claim
from ideas.judging.findings.models import Claim
from ideas.judging.findings.rules import Finding, Found
from ideas.judging.visits.actions import Plan, announce_visit, plan_visit
from ideas.judging.visits.models import FieldVisit, VisitMember
from ideas.judging.visits.queries import Going, find_going
from ideas.judging.visits.rules import VisitPart
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import Make

ROAD = (StepKind.CALL, StepKind.VISIT, StepKind.PLENARY, StepKind.DECREE)
DAY = timedelta(days=1)


class Trip:
    """`planned` says how far it is: nothing, planned, or told. Who goes there can `go_on`."""

    def __init__(self, make: Make, *, planned: str = "told", claims: int = 2) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.VISIT, road=ROAD)
        self.step: Step = make.step_of(self.competition, StepKind.VISIT)
        self.sari = make.person("Sari")
        self.entry: Entry = make.entry(
            self.sari, self.competition, at=StepKind.VISIT, superior=make.person("Wayan")
        )
        self.ratna = make.with_role("Ratna", Role.JUDGE, self.competition)
        self.tono = make.with_role("Tono", Role.JUDGE, self.competition)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.list = f"/visits/{self.step.ref}"
        self.at = f"{self.list}/{self.entry.ref}"
        self.starts = make.now + DAY
        if planned != "nothing":
            self.plan(self.ratna, self.dewi)
            for n in range(claims):
                self.claim(f"Antrean turun menjadi {n} menit")
        if planned == "told":
            self.announce()

    def going(
        self, session: Session, who: Person | None = None, sees: Act = Act.SEE_VISITS
    ) -> tuple[Visitor, Going]:
        visitor = visitor_of(session, (who or self.dewi).id)
        return visitor, find_going(session, visitor, self.step.ref, self.entry.ref, sees)

    def plan(
        self, panelist: Person | None = None, evaluator: Person | None = None, **facts: str
    ) -> None:
        parts = ((panelist, VisitPart.PANELIST), (evaluator, VisitPart.EVALUATOR))
        named = {who.ref: part for who, part in parts if who}
        place = facts.get("place", "Kantor desa")
        with transaction() as session:
            plan = Plan(self.starts, place, facts.get("position", ""), named)
            plan_visit(session, *self.going(session), plan)

    def claim(self, claimed: str) -> None:
        with transaction() as session:
            add_claim(session, *self.going(session, sees=Act.SEE_VISIT), claimed, "masalah")

    def announce(self) -> None:
        with transaction() as session:
            announce_visit(session, *self.going(session))

    def save(self, who: Person, draft: Draft) -> None:
        with transaction() as session:
            save_report(session, *self.going(session, who, Act.SEE_VISIT), draft)

    def fill(self, who: Person | None = None, hand: str = "ponsel") -> None:
        """Everything is found, and said so."""
        seen = {claim.ref: Finding(Found.FOUND, "Ada.") for claim in self.claims()}
        bases = {claim.ref: claim.finding.sign for claim in self.claims()}
        bases[WHOLE] = Finding(note=self.visit().conclusion).sign
        whole = Finding(note="Semua sesuai.")
        self.save(who or self.ratna, Draft(seen | {WHOLE: whole}, bases, hand))

    def sign(self, *people: Person) -> None:
        """A day later than now, when the visit has begun."""
        with given.world(frozen=self.starts + timedelta(hours=1)):
            for who in people:
                with transaction() as session:
                    sign_report(session, *self.going(session, who, Act.SEE_VISIT))

    def visit(self) -> FieldVisit:
        with transaction(writes=False) as session:
            mine = col(FieldVisit.entry_id) == self.entry.id
            return session.scalars(select(FieldVisit).where(mine)).one()

    def claims(self) -> list[Claim]:
        with transaction(writes=False) as session:
            return list(session.scalars(select(Claim).order_by(col(Claim.place))))

    def signed(self) -> int:
        with transaction(writes=False) as session:
            signed = col(VisitMember.signed_at).is_not(None)
            return len(session.scalars(select(VisitMember).where(signed)).all())
