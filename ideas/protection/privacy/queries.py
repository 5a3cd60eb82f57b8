"""Reading what is held about a person, by the register and by nothing else."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, literal, select, union_all
from sqlmodel import Session, SQLModel, col

from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import Relation, Standing, require_visible
from ideas.protection.privacy.register import REGISTER
from ideas.protection.privacy.rules import Held, Section, masked
from ideas.protection.privacy.sections import SECTIONS
from ideas.staff.people.models import Person, PersonNumber
from ideas.staff.roles.visitors import Visitor


@dataclass(frozen=True)
class Count:
    """How many rows of one table."""

    table: str
    rows: int


@dataclass(frozen=True)
class Purpose:
    """One section of the register, and what of it there is about one person."""

    section: Section
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class MyData:
    ref: str
    standing: Standing
    name: str
    titles: str
    email: str
    numbers: tuple[str, ...]
    purposes: tuple[Purpose, ...]


def own_standing(visitor: Visitor, ref: str) -> Standing:
    """One's own data; that of others does not exist."""
    mine = frozenset({Relation.SELF}) if visitor.ref == ref else frozenset()
    standing = Standing(signed_in=True, roles=visitor.standing.roles, relations=mine)
    require_visible(Act.SEE_MY_DATA, standing)
    return standing


def my_data(session: Session, visitor: Visitor, ref: str, *, plain: bool = False) -> MyData:
    """Everything that is held about oneself, by purpose. `plain`: the NIP in full."""
    standing = own_standing(visitor, ref)
    person = session.get(Person, visitor.id)
    if person is None:
        raise Missing
    numbers = session.scalars(
        select(col(PersonNumber.number))
        .where(col(PersonNumber.person_id) == visitor.id)
        .order_by(col(PersonNumber.since).desc())
    )
    return MyData(
        ref, standing, person.name, f"{person.titles_before} {person.titles_after}".strip(),
        person.email, tuple(n if plain else masked(n) for n in numbers),
        purposes_of(session, visitor.id),
    )  # fmt: skip


def purposes_of(session: Session, person_id: UUID) -> tuple[Purpose, ...]:
    """Every section with what there is in it: one statement."""
    counted = counts_of(session, person_id, REGISTER)
    return tuple(Purpose(section, _counts(section, counted)) for section in SECTIONS.values())


def counts_of(session: Session, person_id: UUID, lines: tuple[Held, ...]) -> dict[Held, int]:
    """How many rows each line of the register has about this person."""
    asks = (
        select(literal(place), func.count())
        .select_from(table_of(held))
        .where(concerns(held, person_id))
        for place, held in enumerate(lines)
    )
    return {lines[place]: rows for place, rows in session.execute(union_all(*asks)) if rows}


def concerns(held: Held, person_id: UUID) -> ColumnElement[bool]:
    """The rows of this line that are about this person."""
    here = table_of(held).c
    named, whose = held.through or (held.table, held.whose)
    found = SQLModel.metadata.tables[named].c
    theirs = found[whose] == person_id
    if held.when:
        theirs &= found[held.when[0]].in_(held.when[1])
    return here[held.whose].in_(select(found.id).where(theirs)) if held.through else theirs


def table_of(held: Held) -> Table:
    return SQLModel.metadata.tables[held.table]


def rows_told(session: Session, held: Held, person_id: UUID) -> list[dict[str, Any]]:
    """What a line tells its person: only the columns meant for them."""
    table = table_of(held)
    told = select(*(table.c[name] for name in held.tells)).where(concerns(held, person_id))
    return [dict(row) for row in session.execute(told).mappings()]


def _counts(section: Section, counted: dict[Held, int]) -> tuple[Count, ...]:
    tables: dict[str, int] = {}
    for held, rows in counted.items():
        if held.section == section.key and held.tells:
            tables[held.table] = tables.get(held.table, 0) + rows
    return tuple(Count(table, rows) for table, rows in tables.items())
