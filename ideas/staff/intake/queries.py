"""Reading files on their way in: which there are, what is wrong in one, what it would change."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Missing
from ideas.language import told
from ideas.language.forms import label
from ideas.permissions import Standing, refusal
from ideas.say import say
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.staff.roster.rules import Column, Fault
from ideas.staff.roster.units import Place
from ideas.staff.staging.models import Intake, IntakeChange, IntakeFault
from ideas.staff.staging.rules import Effect, IntakeState

MOST_SHOWN = 30
LEAF = 50
MOST_REPORTED = 100_000
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

    @property
    def names_line(self) -> bool:
        """Whether `near` is another line, instead of names that are alike."""
        return self.near.isdigit()


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


def report(session: Session, intake: Intake) -> str:
    """What is wrong, as a sheet to mend the file by; no cell of it is ever a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    titles = (say("Baris"), say("Kolom"), say("Isi"), say("Yang keliru"), say("Petunjuk"))
    writer.writerow([told(title) for title in titles])
    for wrong in _told(session, intake, MOST_REPORTED):
        cells = (str(wrong.line), wrong.header, wrong.value, label(wrong.fault), wrong.near)
        writer.writerow([safe(cell) for cell in cells])
    return f"\ufeff{out.getvalue()}"  # the mark tells spreadsheets that it is UTF-8


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
