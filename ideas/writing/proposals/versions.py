"""Keeping what a proposal said: one version a sitting, and a frozen one for each sending."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from ideas import given
from ideas.discovery.finding.keeping import keep_findable
from ideas.discovery.finding.rules import Kind, Text
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import DraftChange, Proposal, Version
from ideas.writing.proposals.queries import writing_of
from ideas.writing.proposals.readers import team_ids
from ideas.writing.proposals.rules import Openness, Writing

SITTING = timedelta(minutes=10)
MOST_ASIDE = 300  # saves of one draft that an open form may lie behind


def keep_version(session: Session, by: UUID, row: Proposal, *, anew: bool = False) -> Version:
    """A sitting of one person is one version. After ten minutes, or by another, a new one."""
    last = _last_of(session, row.id)
    if last is None or anew or not _same_sitting(last, by):
        last = _next_after(last, by, row)
        _tell_of_version(session, by, row)
    last.title, last.summary, last.category = row.title, row.summary, row.category
    last.answers, last.tags = dict(row.answers), dict(row.tags)
    keep_findable(session, findable_of(row))
    return _kept(session, last)


def freeze_version(session: Session, by: UUID, row: Proposal) -> Version:
    """What was sent: never changed again."""
    version = _next_after(_last_of(session, row.id), by, row)
    version.frozen, version.attached = True, dict(row.attached)
    return _kept(session, version)


def findable_of(row: Proposal) -> Text:
    """What a proposal is found by, as it is written now."""
    return Text(
        kind=Kind.PROPOSAL, subject_id=row.id, proposal_id=row.id, ref=row.ref,
        competition_id=row.competition_id, unit_id=row.unit_id, saved_at=row.saved_at,
        category=row.category, tags=row.tags, title=row.title, summary=row.summary,
        answers=list(row.answers.values()), open=row.openness is Openness.COLLEAGUES,
    )  # fmt: skip


def lay_aside(session: Session, by: UUID, row: Proposal, writing: Writing) -> None:
    """What a save replaces, told of the row before it is refreshed: open forms began with it."""
    old, new = writing_of(row).fields(), writing.fields()
    before = {name: old.get(name, "") for name in old | new if old.get(name) != new.get(name)}
    session.add(
        DraftChange(
            proposal_id=row.id, revision=row.revision, hand=row.hand, before=before, by_id=by,
            made_at=given.now(),
        )
    )  # fmt: skip
    mine = col(DraftChange.proposal_id) == row.id
    old_ones = col(DraftChange.revision) < row.revision - MOST_ASIDE
    session.execute(delete(DraftChange).where(mine, old_ones))


def _tell_of_version(session: Session, by: UUID, row: Proposal) -> None:
    """The others in the team hear of it once, until they look."""
    path = f"/proposals/{row.ref}/versions"
    notify(session, team_ids(session, row.id) - {by}, News.REWRITTEN, path, title=row.title)


def _last_of(session: Session, proposal_id: UUID) -> Version | None:
    newest = select(Version).where(Version.proposal_id == proposal_id)
    return session.exec(newest.order_by(col(Version.number).desc()).limit(1)).first()


def _same_sitting(last: Version, by: UUID) -> bool:
    return not last.frozen and last.by_id == by and last.made_at >= given.now() - SITTING


def _next_after(last: Version | None, by: UUID, row: Proposal) -> Version:
    return Version(
        proposal_id=row.id, number=last.number + 1 if last else 1, by_id=by,
        made_at=given.now(), category=row.category, title=row.title, summary=row.summary,
        answers=dict(row.answers), tags=dict(row.tags), source=row.source,
    )  # fmt: skip


def _kept(session: Session, version: Version) -> Version:
    session.add(version)
    session.flush()
    return version
