"""Who a team is, and what its proposal tells of it, where it will be judged without names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.road.competitions.models import Competition, Step
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import above
from ideas.staff.people.models import Posting
from ideas.stages import KINDS
from ideas.writing.anonymity.rules import Team, Trace, told_by, traces_in
from ideas.writing.attachments.models import Attachment
from ideas.writing.files.models import File
from ideas.writing.proposals.mates import Mate
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Consent

BLIND = [kind for kind, means in KINDS.items() if means.blind]


@dataclass(frozen=True)
class FileTelling:
    """A file that tells: in what judges read of it, or only in what is taken out before."""

    name: str
    read: tuple[Trace, ...]
    taken_out: tuple[Trace, ...]


def traces_of(session: Session, draft: Draft) -> tuple[Trace, ...]:
    """What the texts of a draft tell of its team, where a step is blind: two statements."""
    team = team_behind(session, draft.competition.id, draft.team)
    return traces_in(draft.writing.fields(), team) if team else ()


def telling_files(session: Session, draft: Draft) -> list[FileTelling]:
    """The same of what is attached and was checked: one statement more, or none."""
    refs = [ref for section in draft.row.attached.values() for ref in section]
    team = team_behind(session, draft.competition.id, draft.team) if refs else None
    if team is None:
        return []
    rows = session.execute(
        select(col(Attachment.name), col(File.told))
        .join(File, col(File.id) == Attachment.file_id)
        .where(col(Attachment.proposal_id) == draft.row.id, col(Attachment.ref).in_(refs))
        .order_by(col(Attachment.name), col(Attachment.ref))
    )
    found = [_telling(name, told, team) for name, told in rows]
    return [one for one in found if one.read or one.taken_out]


def _telling(name: str, told: Mapping[str, str], team: Team) -> FileTelling:
    """Judges get a file under another name, without what it says of itself."""
    beside = {"name": name} | {what: said for what, said in told.items() if what != "text"}
    return FileTelling(name, told_by({"text": told.get("text", "")}, team), told_by(beside, team))


def team_behind(session: Session, competition_id: UUID, team: Sequence[Mate]) -> Team | None:
    """Who must not be recognised; nobody where no step is blind."""
    mates = [mate for mate in team if mate.consent is not Consent.DECLINED]
    rows = session.execute(_their_places(competition_id, [mate.id for mate in mates])).all()
    if not rows:
        return None
    units = _units_of(session, {own for own, _ in rows}, rows[0][1])
    return Team(frozenset(mate.name for mate in mates), units)


def _their_places(competition_id: UUID, people: list[UUID]) -> Select[str, str]:
    """Where they serve or served, and the place it is for; no row where no step is blind."""
    scope = aliased(Unit)
    blind = exists().where(col(Step.competition_id) == competition_id, col(Step.kind).in_(BLIND))
    return (
        select(col(Unit.path), col(scope.path))
        .join(Posting, col(Posting.unit_id) == Unit.id)
        .join(Competition, col(Competition.id) == competition_id)
        .join(scope, col(scope.id) == Competition.unit_id)
        .where(col(Posting.person_id).in_(people), blind)
    )


def _units_of(session: Session, own: set[str], scope: str) -> frozenset[str]:
    """The names of their units, and of those above that not everybody shares whom it is for."""
    over = {path for place in own for path in above(place)} - set(above(scope))
    return frozenset(session.scalars(select(col(Unit.name)).where(col(Unit.path).in_(over))))
