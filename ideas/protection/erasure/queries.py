"""What an erasure would do, told exactly before anybody does it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.deciding.recognition.models import Recognition
from ideas.failures import Missing
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.permissions import Relation, Standing, refusal
from ideas.protection.copies.models import DataCopy
from ideas.protection.erasure.models import Erasure
from ideas.protection.privacy.queries import counts_of
from ideas.protection.privacy.register import REGISTER
from ideas.protection.privacy.rules import Fate, Held, RequestState, Right
from ideas.protection.privacy.sections import SECTIONS
from ideas.protection.requests.queries import RequestSeen, find_request
from ideas.road.entries.models import Entry
from ideas.say import Sentence
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState


@dataclass(frozen=True)
class Row:
    """One kind of row: how many there are and, when they stay, why."""

    table: str
    rows: int
    because: Sentence | None = None


@dataclass(frozen=True)
class Plan:
    """What goes, what loses its words or its name, what stays, and what still waits for them."""

    goes: tuple[Row, ...]
    emptied: tuple[Row, ...]
    stays: tuple[Row, ...]
    running: int

    @property
    def reasons(self) -> list[tuple[Sentence, list[Row]]]:
        """Why something stays → what stays for that reason."""
        grouped: dict[str, tuple[Sentence, list[Row]]] = {}
        for row in self.stays:
            if row.because:
                grouped.setdefault(row.because.text, (row.because, []))[1].append(row)
        return list(grouped.values())


@dataclass(frozen=True)
class ErasureSeen:
    """A request to be erased, how far it is, and how the visitor stands to it."""

    request: RequestSeen
    row: Erasure | None
    decider: str
    standing: Standing
    plan: Plan | None

    @property
    def why_not_decide(self) -> Sentence | None:
        return refusal(Act.DECIDE_ERASURE, self.standing)

    @property
    def why_not_erase(self) -> Sentence | None:
        return refusal(Act.ERASE_PERSON, self.standing)


def find_erasure(session: Session, visitor: Visitor, ref: str) -> ErasureSeen:
    """The erasure that a request asks for; other requests have none."""
    seen = find_request(session, visitor, ref)
    if seen.row.right is not Right.ERASE:
        raise Missing
    return erasure_of(session, visitor, seen)


def erasure_of(session: Session, visitor: Visitor, seen: RequestSeen) -> ErasureSeen:
    found = select(Erasure, col(Person.name)).join(Person, col(Person.id) == Erasure.decided_by)
    row = session.execute(found.where(col(Erasure.request_id) == seen.row.id)).first()
    erasure, decider, standing = (
        (row[0], row[1], seen.standing) if row else (None, "", seen.standing)
    )
    if erasure and erasure.decided_by == visitor.id:
        standing = replace(standing, relations=standing.relations | {Relation.DECIDER})
    waits = seen.row.state is RequestState.WAITING
    plan = plan_of(session, seen.row.person_id) if waits else None
    return ErasureSeen(seen, erasure, decider, standing, plan)


def plan_of(session: Session, person_id: UUID) -> Plan:
    """A dry run: counted by the register that the erasure itself follows."""
    counted = counts_of(session, person_id, REGISTER)
    goes = {h: n for h, n in counted.items() if h.fate is Fate.DELETE}
    stays = {h: n for h, n in counted.items() if h.fate is Fate.KEEP}
    emptied = {h: n for h, n in counted.items() if h.blanks or h.fate in (Fate.RENAME, Fate.UNLINK)}
    return Plan(
        goes=_rows(goes), emptied=_rows(emptied), stays=_rows(stays, why=True),
        running=_running(session, person_id),
    )  # fmt: skip


def file_keys_of(session: Session, person_id: UUID) -> list[str]:
    """Certificates and copies: files that only this person's rows name.

    Locked, so that a worker who is just making one has named it before, or finds nobody to name.
    """
    papers = select(col(Recognition.certificate)).where(col(Recognition.person_id) == person_id)
    copies = select(col(DataCopy.key)).where(col(DataCopy.person_id) == person_id)
    found = (session.scalars(named.with_for_update()) for named in (papers, copies))
    return [key for keys in found for key in keys if key]


def erasures_to_clean(session: Session) -> list[UUID]:
    """Done, but the database may still hold the bytes."""
    owed = select(col(Erasure.id)).where(
        col(Erasure.done_at).is_not(None), col(Erasure.cleaned_at).is_(None)
    )
    return list(session.scalars(owed))


def _rows(counted: Mapping[Held, int], *, why: bool = False) -> tuple[Row, ...]:
    tables: dict[tuple[str, str], int] = {}
    for held, rows in counted.items():
        place = (held.section, held.table)
        tables[place] = tables.get(place, 0) + rows
    return tuple(
        Row(table, rows, SECTIONS[section].stays if why else None)
        for (section, table), rows in tables.items()
    )


def _running(session: Session, person_id: UUID) -> int:
    """Entries on their way and sheets not locked: work that would lose its owner."""
    entries = select(func.count()).where(
        col(Entry.lead_id) == person_id,
        col(Entry.state).in_((EntryState.RUNNING, EntryState.RETURNED)),
    )
    sheets = select(func.count()).where(
        col(Assignment.judge_id) == person_id, col(Assignment.state) == AssignmentState.OPEN
    )
    return int(session.scalar(entries) or 0) + int(session.scalar(sheets) or 0)
