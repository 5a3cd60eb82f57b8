"""Attaching, describing, removing; freezing what is sent; clearing what nobody needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed, still_open
from ideas.say import Sentence, say
from ideas.settings import settings
from ideas.staff.roles.visitors import Visitor
from ideas.writing.attachments.models import Attachment
from ideas.writing.attachments.queries import (
    attached_in,
    find_attached,
    orphans,
    same_here,
    sent_lately,
    weight_of,
)
from ideas.writing.attachments.rules import (
    LONGEST_ALT,
    full,
    over_quota,
    signs,
    sound_link,
    unready,
)
from ideas.writing.files.actions import expect_file, let_go
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileKind, FileState
from ideas.writing.forms.rules import Section
from ideas.writing.proposals.models import Proposal, Version
from ideas.writing.proposals.queries import Draft

AT_ONCE = 500


@dataclass(frozen=True)
class Sent:
    """What is attached: a name, what it shows, and its content or its address."""

    name: str
    alt: str = ""
    link: str = ""
    file: File | None = None


@dataclass(frozen=True)
class Arriving:
    """What was looked at and is about to be kept."""

    digest: str
    kind: FileKind
    size: int

    @property
    def suffix(self) -> str:
        return f".{self.kind.value}"


def expect(
    session: Session, visitor: Visitor, draft: Draft, section: Section, arriving: Arriving
) -> File:
    """Before its bytes are kept: in time by the database's clock, and within what one may send."""
    if session.scalar(select(still_open(draft.step.id))) is not True:
        raise TooLate
    key = f"{arriving.digest}{arriving.suffix}"
    known = same_here(session, draft.row.id, section.key, key)
    if not known and (why := _too_much(session, visitor, draft, arriving.size)):
        raise Invalid({f"file-{section.key}": why})
    return expect_file(session, key, arriving.kind, arriving.size)


def attach(session: Session, visitor: Visitor, draft: Draft, section: Section, sent: Sent) -> None:
    """Put one file or link into a section. Sending the same again changes nothing."""
    require(Act.CHANGE_PROPOSAL, draft.standing)
    field = f"{'file' if sent.file else 'link'}-{section.key}"
    if sent.file and same_here(session, draft.row.id, section.key, sent.file.key):
        return
    here = list(draft.row.attached.get(section.key, ()))
    if why := full(section, len(here)):
        raise Invalid({field: why})
    if sent.file is None and (why := sound_link(sent.link)):
        raise Invalid({field: why})
    row = Attachment(
        proposal_id=draft.row.id, section=section.key, file_id=sent.file.id if sent.file else None,
        name=sent.name, alt=_short(sent.alt, section.key), link=sent.link, by_id=visitor.id,
        added_at=given.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _write(session, draft, {**draft.row.attached, section.key: [*here, row.ref]})
    if sent.file and sent.file.state is FileState.CHECKING:
        later(session, Task.CHECK_FILE, key=sent.file.key)
    digest = sent.file.key[:64] if sent.file else ""
    record(session, Act.CHANGE_PROPOSAL, visitor.id, draft.row.id, change="attach", digest=digest)


def describe(session: Session, visitor: Visitor, draft: Draft, ref: str, alt: str) -> None:
    """Say in words what a picture shows, for those who cannot see it."""
    require(Act.CHANGE_PROPOSAL, draft.standing)
    file = find_attached(session, draft.row.id, draft.row.attached, ref)
    words = update(Attachment).where(col(Attachment.ref) == file.ref, still_open(draft.step.id))
    if not changed(session, words.values(alt=_short(alt, ref))):
        raise TooLate
    record(session, Act.CHANGE_PROPOSAL, visitor.id, draft.row.id, change="describe")


def remove(session: Session, visitor: Visitor, draft: Draft, ref: str) -> None:
    """Take it out of the proposal. What was sent before keeps it."""
    require(Act.CHANGE_PROPOSAL, draft.standing)
    file = find_attached(session, draft.row.id, draft.row.attached, ref)
    left = {s: [r for r in refs if r != ref] for s, refs in draft.row.attached.items()}
    _write(session, draft, left)
    gone = update(Attachment).where(col(Attachment.ref) == ref).values(removed_at=given.now())
    changed(session, gone)
    record(
        session, Act.CHANGE_PROPOSAL, visitor.id, draft.row.id, change="remove",
        digest=file.key[:64],
    )  # fmt: skip


def freeze_files(session: Session, row: Proposal, version: Version) -> dict[str, list[str]]:
    """What is sent now stays as it is; what the entry's digest binds of it, section by section."""
    attached = attached_in(session, row.id, version.attached)
    if why := unready(attached):
        raise Invalid(why)
    refs = [file.ref for files in attached.values() for file in files]
    if refs:
        kept = update(Attachment).where(col(Attachment.ref).in_(refs)).values(frozen=True)
        changed(session, kept)
    return signs(attached)


def clear_files(session: Session, until: datetime) -> int:
    """What was removed and never sent, and content that nothing names any more."""
    removed = (col(Attachment.removed_at) < until) & col(Attachment.frozen).is_(False)
    gone = touched(session.execute(delete(Attachment).where(removed)))
    return gone + let_go(session, orphans(session, until, AT_ONCE))


def delete_attachments(session: Session, proposals: Sequence[UUID]) -> None:
    """With the drafts that they belong to; their content goes with the next clearing."""
    session.execute(delete(Attachment).where(col(Attachment.proposal_id).in_(proposals)))


def _write(session: Session, draft: Draft, attached: Mapping[str, list[str]]) -> None:
    mine = col(Proposal.id) == draft.row.id
    named = {section: refs for section, refs in attached.items() if refs}
    written = update(Proposal).where(mine, still_open(draft.step.id)).values(attached=named)
    if not changed(session, written):
        raise TooLate
    session.refresh(draft.row)


def _too_much(session: Session, visitor: Visitor, draft: Draft, size: int) -> Sentence | None:
    return over_quota(
        size, weight_of(session, draft.row.id), sent_lately(session, visitor.id),
        most=settings().files_proposal, most_a_day=settings().files_day,
    )  # fmt: skip


def _short(alt: str, whose: str) -> str:
    if len(alt) > LONGEST_ALT:
        why = say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST_ALT)
        raise Invalid({f"alt-{whose}": why})
    return alt
