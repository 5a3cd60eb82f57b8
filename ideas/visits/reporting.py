"""The report as it grows in the field: what each claim was found to be, photos, signatures."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.attachments.actions import Arriving
from ideas.attachments.models import Attachment
from ideas.attachments.queries import find_attached, sent_lately
from ideas.attachments.rules import full, over_quota
from ideas.competitions.deadlines import changed, hold_open
from ideas.conflicts.queries import apart_from
from ideas.failures import Invalid
from ideas.files.actions import expect_file
from ideas.files.models import File
from ideas.files.rules import FileState
from ideas.history.actions import record
from ideas.history.rules import digest
from ideas.later import Task, later
from ideas.permissions import require
from ideas.roles.visitors import Visitor
from ideas.say import say
from ideas.settings import settings
from ideas.visits.actions import unsign
from ideas.visits.models import Claim, FieldVisit, VisitMember
from ideas.visits.queries import Going, claims_of, report_of
from ideas.visits.rules import PHOTOS, Finding, Meeting, meeting, report_lacks

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


@dataclass(frozen=True)
class Photo:
    """A picture of one claim, with what it shows."""

    claim: str
    name: str
    alt: str
    file: File


def save_report(session: Session, visitor: Visitor, going: Going, draft: Draft) -> None:
    """Keep what this phone has new, claim by claim; other phones write at the same time."""
    require(Act.WRITE_REPORT, going.standing)
    visit = _held(session, going)
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
        _changed(session, visit)
        record(session, Act.WRITE_REPORT, visitor.id, going.entry.id, revision=visit.revision)


def _write(claim: Claim, draft: Draft) -> None:
    mine = draft.findings[claim.ref]
    claim.found, claim.note, claim.spot = mine.found, mine.note, mine.spot
    claim.hand, claim.looked_at = draft.hand, given.now()


def expect_photo(session: Session, visitor: Visitor, going: Going, arriving: Arriving) -> File:
    """Before its bytes are kept: in time, and within what one may send in a day."""
    _held(session, going)
    sent, most = sent_lately(session, visitor.id), settings().files_day
    if why := over_quota(arriving.size, 0, sent, most=most, most_a_day=most):
        raise Invalid({"file-photos": why})
    key = f"{arriving.digest}{arriving.suffix}"
    return expect_file(session, key, arriving.kind, arriving.size)


def add_photo(session: Session, visitor: Visitor, going: Going, photo: Photo) -> None:
    """It is checked like every file; only a copy without hidden data is ever shown."""
    require(Act.WRITE_REPORT, going.standing)
    visit = _held(session, going)
    here = list(visit.attached.get(photo.claim, ()))
    if why := full(PHOTOS, len(here)):
        raise Invalid({"file-photos": why})
    row = Attachment(
        proposal_id=going.entry.proposal_id, section=photo.claim, file_id=photo.file.id,
        name=photo.name, alt=photo.alt, by_id=visitor.id, added_at=given.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    visit.attached = {**visit.attached, photo.claim: [*here, row.ref]}
    _changed(session, visit)
    if photo.file.state is FileState.CHECKING:
        later(session, Task.CHECK_FILE, key=photo.file.key)
    key = photo.file.key[:64]
    record(session, Act.WRITE_REPORT, visitor.id, going.entry.id, change="photo", digest=key)


def remove_photo(session: Session, visitor: Visitor, going: Going, ref: str) -> None:
    require(Act.WRITE_REPORT, going.standing)
    visit = _held(session, going)
    photo = find_attached(session, going.entry.proposal_id, visit.attached, ref)
    left = {claim: [r for r in refs if r != ref] for claim, refs in visit.attached.items()}
    visit.attached = {claim: refs for claim, refs in left.items() if refs}
    gone = update(Attachment).where(col(Attachment.ref) == photo.ref)
    changed(session, gone.values(removed_at=given.now()))
    _changed(session, visit)
    record(session, Act.WRITE_REPORT, visitor.id, going.entry.id, change="remove")


def sign_report(session: Session, visitor: Visitor, going: Going) -> None:
    """Each of those who went stands by it once; the last signature closes it for good."""
    require(Act.SIGN_REPORT, going.standing)
    visit = _held(session, going)
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


def _held(session: Session, going: Going) -> FieldVisit:
    """One hand at a time, in time, and on the row as it stands now."""
    hold_open(session, going.step.id)
    visit = session.get_one(
        FieldVisit, going.visit.id, populate_existing=True, with_for_update=True
    )
    if visit.signed_at or visit.skipped_at:
        raise Invalid(say("Laporan sudah ditandatangani. Perubahan ini tidak tersimpan."))
    return visit


def _changed(session: Session, visit: FieldVisit) -> None:
    visit.revision += 1
    visit.saved_at = given.now()
    unsign(session, visit)


def _members(session: Session, visit: FieldVisit) -> dict[UUID, VisitMember]:
    rows = select(VisitMember).where(col(VisitMember.visit_id) == visit.id)
    return {row.person_id: row for row in session.scalars(rows)}


def _freeze(session: Session, visit: FieldVisit) -> None:
    refs = [ref for some in visit.attached.values() for ref in some]
    changed(session, update(Attachment).where(col(Attachment.ref).in_(refs)).values(frozen=True))


def has_claim(session: Session, visit: FieldVisit, ref: str) -> bool:
    known = select(col(Claim.id)).where(col(Claim.visit_id) == visit.id, col(Claim.ref) == ref)
    return session.scalar(known) is not None
