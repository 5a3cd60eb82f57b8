"""Reading files on their way in: which there are, what is wrong in one, what it would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.intake.models import Intake, IntakeChange, IntakeFault
from ideas.intake.rules import Effect, IntakeState
from ideas.organisation.models import Unit
from ideas.permissions import Act, Standing, refusal
from ideas.roles.visitors import Visitor
from ideas.roster.rules import Column, Fault
from ideas.roster.units import Place

MOST_SHOWN = 30
LEAF = 100
# What a spreadsheet would take for a formula, whatever it is preceded by.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Wrong:
    """One fault as it is told."""

    line: int
    column: Column | None
    header: str
    fault: Fault
    value: str
    near: str
    mild: bool


def standing_in(visitor: Visitor, scope: str) -> Standing:
    """How somebody stands to the people of one subtree."""
    return Standing(signed_in=True, roles=visitor.roles_in(None, scope))


def scopes_of(visitor: Visitor) -> list[str]:
    """The subtrees whose people one may take in, the widest first; '' is everywhere."""
    paths = {r.unit_path or "" for r in visitor.reaches if r.competition_id is None}
    return sorted((p for p in paths if not refusal(Act.IMPORT_PEOPLE, standing_in(visitor, p))),
                  key=len)  # fmt: skip


def intake_of(session: Session, visitor: Visitor, ref: str) -> Intake:
    """A file that this person may know of."""
    intake = session.scalar(select(Intake).where(col(Intake.ref) == ref))
    if intake is None or refusal(Act.IMPORT_PEOPLE, standing_in(visitor, intake.scope)):
        raise Missing
    return intake


def intakes_of(session: Session, visitor: Visitor) -> Sequence[Intake]:
    """The latest files, of the subtrees that one reaches."""
    scopes = scopes_of(visitor)
    if not scopes:
        return []
    inside = [col(Intake.scope).startswith(scope, autoescape=True) for scope in scopes]
    chosen = select(Intake).order_by(col(Intake.made_at).desc(), col(Intake.ref)).limit(MOST_SHOWN)
    return session.scalars(chosen if "" in scopes else chosen.where(*inside[:1])).all()


def saved_mapping(session: Session, shape: str) -> dict[str, str] | None:
    """How the last file with the very same header was read."""
    return session.scalar(
        select(col(Intake.mapping))
        .where(col(Intake.shape) == shape, col(Intake.state) != IntakeState.MAPPED)
        .order_by(col(Intake.made_at).desc())
        .limit(1)
    )


def places(session: Session) -> Iterator[Place]:
    """Every unit, for the words of a file to be found in."""
    columns = (Unit.id, Unit.ref, Unit.code, Unit.name, Unit.path, Unit.until)
    for row in session.execute(select(*map(col, columns)).execution_options(yield_per=5000)):
        yield Place(row[0].hex, *row[1:])


def faults_of(session: Session, intake: Intake, leaf: int) -> list[Wrong]:
    """One leaf of what is wrong, in the order of the file; one more tells that it goes on."""
    return _told(session, intake, LEAF + 1, (leaf - 1) * LEAF)


def _told(session: Session, intake: Intake, most: int | None, start: int = 0) -> list[Wrong]:
    f = IntakeFault
    rows = session.execute(
        select(col(f.line), col(f.place), col(f.fault), col(f.value), col(f.near), col(f.mild))
        .where(col(f.intake_id) == intake.id)
        .order_by(col(f.line), col(f.turn))
        .limit(most)
        .offset(start)
    )
    return [
        Wrong(line, column, intake.mapping.get(column or "", ""), fault, value, near, mild)
        for line, column, fault, value, near, mild in rows
    ]


def fault_counts(session: Session, intake_id: UUID) -> list[tuple[Fault, int]]:
    """How often each thing is wrong, the most frequent first."""
    count = func.count()
    rows = session.execute(
        select(col(IntakeFault.fault), count)
        .where(col(IntakeFault.intake_id) == intake_id)
        .group_by(col(IntakeFault.fault))
        .order_by(count.desc(), col(IntakeFault.fault))
    )
    return [(fault, number) for fault, number in rows]


def changes_of(session: Session, intake_id: UUID) -> dict[Effect, list[IntakeChange]]:
    rows = session.scalars(
        select(IntakeChange)
        .where(col(IntakeChange.intake_id) == intake_id)
        .order_by(col(IntakeChange.effect), col(IntakeChange.turn))
    )
    told: dict[Effect, list[IntakeChange]] = {}
    for row in rows:
        told.setdefault(row.effect, []).append(row)
    return told
