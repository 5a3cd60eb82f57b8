"""Reading what visits found: claim by claim, with photos."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.judging.findings.models import Claim
from ideas.judging.visits.models import FieldVisit
from ideas.judging.visits.queries import settled
from ideas.road.entries.models import Entry
from ideas.writing.attachments.queries import attached_in
from ideas.writing.attachments.rules import Set


def claims_of(session: Session, visit_id: UUID) -> Sequence[Claim]:
    rows = select(Claim).where(col(Claim.visit_id) == visit_id)
    return session.scalars(rows.order_by(col(Claim.place), col(Claim.ref))).all()


@dataclass(frozen=True)
class Report:
    """What a visit found, claim by claim, with its photos; `skipped`: why nobody went."""

    visit: FieldVisit
    claims: Sequence[Claim]
    photos: Set


def report_of(session: Session, entry: Entry, visit: FieldVisit) -> Report:
    photos = attached_in(session, entry.proposal_id, visit.attached)
    return Report(visit, claims_of(session, visit.id), photos)


def settled_report(session: Session, entry: Entry) -> Report | None:
    """The signed report, or the reason that nobody went. Who may read it, the caller asks.

    Names of who went are not in it.
    """
    rows = select(FieldVisit).where(col(FieldVisit.entry_id) == entry.id, settled())
    visit = session.scalars(rows.order_by(col(FieldVisit.starts_at)).limit(1)).first()
    return report_of(session, entry, visit) if visit else None
