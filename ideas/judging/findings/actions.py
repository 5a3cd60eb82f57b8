"""The report as it grows in the field: what each claim was found to be, and signatures."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.history.rules import digest
from ideas.judging.conflicts.queries import apart_from
from ideas.judging.findings.models import Claim
from ideas.judging.findings.queries import claims_of, report_of
from ideas.judging.findings.rules import Finding, Meeting, meeting, report_lacks
from ideas.judging.visits.actions import unsign
from ideas.judging.visits.models import FieldVisit, VisitMember
from ideas.judging.visits.queries import Going
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed, hold_open
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.writing.attachments.models import Attachment

WHOLE = "conclusion"
MET = say("Rekan Anda menulis di sini. Tulisannya tampil sekarang; gabungkan, lalu simpan lagi.")


@dataclass(frozen=True)
class Draft:
    """What one phone sends: by claim, or as a whole, with the signs of what it began with."""

    findings: Mapping[str, Finding]
    bases: Mapping[str, str]
    hand: str

    def met(self, ref: str, there: Finding, hand: str) -> Meeting:
        """Beside what is there, which this hand wrote last."""
        mine = self.findings.get(ref, there)
        return meeting(mine, self.bases.get(ref, ""), there, ours=hand == self.hand)


def save_report(session: Session, visitor: Visitor, going: Going, draft: Draft) -> None:
    """Keep what this phone has new, claim by claim; other phones write at the same time."""
    require(Act.WRITE_REPORT, going.standing)
    visit = held(session, going)
    there = {claim.ref: claim for claim in claims_of(session, visit.id)}
    news = {ref: draft.met(ref, claim.finding, claim.hand) for ref, claim in there.items()}
    whole = draft.met(WHOLE, Finding(note=visit.conclusion), visit.hand)
    if clashes := [ref for ref, met in (news | {WHOLE: whole}).items() if met is Meeting.CLASH]:
        raise Invalid({ref if ref == WHOLE else f"found-{ref}": MET for ref in clashes})
    for ref, met in news.items():
        if met is Meeting.WRITE:
            _write(there[ref], draft)
    if whole is Meeting.WRITE:
        visit.conclusion, visit.hand = draft.findings[WHOLE].note, draft.hand
    if Meeting.WRITE in (whole, *news.values()):
        touched(session, visit)
        record(session, Act.WRITE_REPORT, visitor.id, going.entry.id, revision=visit.revision)


def _write(claim: Claim, draft: Draft) -> None:
    mine = draft.findings[claim.ref]
    claim.found, claim.note, claim.spot = mine.found, mine.note, mine.spot
    claim.hand, claim.looked_at = draft.hand, given.now()


def sign_report(session: Session, visitor: Visitor, going: Going) -> None:
    """Each of those who went stands by it once; the last signature closes it for good."""
    require(Act.SIGN_REPORT, going.standing)
    visit = held(session, going)
    _check_complete(session, visit)
    members = _members(session, visit)
    if apart_from(session, going.entry, list(members)):
        raise Invalid(say("Ada anggota dengan benturan kepentingan. Hubungi sekretariat."))
    members[visitor.id].signed_at = members[visitor.id].signed_at or given.now()
    if all(member.signed_at for member in members.values()):
        visit.signed_at = given.now()
        _freeze(session, visit)
    bound = digest(_told(session, going, visit))
    record(session, Act.SIGN_REPORT, visitor.id, going.entry.id, digest=bound)


def held(session: Session, going: Going) -> FieldVisit:
    """One hand at a time, in time, and on the row as it stands now."""
    hold_open(session, going.step.id)
    visit = session.get_one(
        FieldVisit, going.visit.id, populate_existing=True, with_for_update=True
    )
    if visit.signed_at or visit.skipped_at:
        raise Invalid(say("Laporan sudah ditandatangani. Perubahan ini tidak tersimpan."))
    return visit


def touched(session: Session, visit: FieldVisit) -> None:
    """It is another report now: whoever signed is asked again."""
    visit.revision += 1
    visit.saved_at = given.now()
    unsign(session, visit)


def _check_complete(session: Session, visit: FieldVisit) -> None:
    if visit.told_at is None or visit.starts_at is None or visit.starts_at > given.now():
        raise Invalid(say("Laporan ditandatangani setelah kunjungan berlangsung."))
    claims = claims_of(session, visit.id)
    lacks = report_lacks([claim.finding for claim in claims], visit.conclusion)
    if lacks:
        names = {place: f"found-{claim.ref}" for place, claim in enumerate(claims, 1)}
        raise Invalid({names.get(place, "conclusion"): why for place, why in lacks.items()})


def _told(session: Session, going: Going, visit: FieldVisit) -> dict[str, object]:
    """What a signature binds."""
    report = report_of(session, going.entry, visit)
    return {
        "entry": going.entry.ref, "place": visit.place, "conclusion": visit.conclusion,
        "claims": [[c.claimed, c.found, c.note, c.spot] for c in report.claims],
        "photos": {ref: [photo.sign for photo in some] for ref, some in report.photos.items()},
    }  # fmt: skip


def _members(session: Session, visit: FieldVisit) -> dict[UUID, VisitMember]:
    rows = select(VisitMember).where(col(VisitMember.visit_id) == visit.id)
    return {row.person_id: row for row in session.scalars(rows)}


def _freeze(session: Session, visit: FieldVisit) -> None:
    refs = [ref for some in visit.attached.values() for ref in some]
    changed(session, update(Attachment).where(col(Attachment.ref).in_(refs)).values(frozen=True))
