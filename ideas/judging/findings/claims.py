"""What is to be looked for on a visit: one thing at a time, and where the entry says it."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Conflicting, Invalid, Missing
from ideas.history.actions import record
from ideas.judging.findings.models import Claim
from ideas.judging.findings.rules import MOST_CLAIMS
from ideas.judging.visits.actions import unsettled, unsign
from ideas.judging.visits.queries import Going
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.road.competitions.queries import rules_of
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


def add_claim(session: Session, visitor: Visitor, going: Going, claimed: str, section: str) -> None:
    """One thing to look for, and where the entry says it."""
    require(Act.CHANGE_CLAIMS, going.standing)
    hold_open(session, going.step.id)
    visit = unsettled(going)
    last, there = session.execute(
        select(func.max(Claim.place), func.count()).where(col(Claim.visit_id) == visit.id)
    ).one()
    if there >= MOST_CLAIMS:
        raise Invalid({"claimed": say("Paling banyak {n} pernyataan.", n=MOST_CLAIMS)})
    known = {one.key for one in rules_of(session, going.scoped.row).sections}
    if section and section not in known:
        raise Invalid({"section": say("Pilih salah satu dari pilihan yang ada.")})
    session.add(Claim(visit_id=visit.id, place=(last or 0) + 1, claimed=claimed, section=section))
    unsign(session, visit)
    record(session, Act.CHANGE_CLAIMS, visitor.id, going.entry.id, added=1)


def remove_claim(session: Session, visitor: Visitor, going: Going, ref: str) -> None:
    """Only what nobody has answered: what was seen is not taken away."""
    require(Act.CHANGE_CLAIMS, going.standing)
    hold_open(session, going.step.id)
    visit = unsettled(going)
    claim = session.scalar(
        select(Claim).where(col(Claim.visit_id) == visit.id, col(Claim.ref) == ref)
    )
    if claim is None:
        raise Missing
    if claim.found or claim.note or visit.attached.get(ref):
        raise Conflicting(say("Pernyataan ini sudah diperiksa. Ia tidak dihapus lagi."))
    session.delete(claim)
    unsign(session, visit)
    record(session, Act.CHANGE_CLAIMS, visitor.id, going.entry.id, change="removed")
