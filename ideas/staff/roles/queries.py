"""The register of roles: who holds what, how far, how long, and by whose word."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import Relation, Role, Standing, refusal
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import within
from ideas.staff.people.finding import POSTED, SOMEBODY, Somebody
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_today
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.rules import SOON, GrantState, Scope, Shelf, grant_state
from ideas.staff.roles.visitors import Visitor, in_force

PAGE = 40
PLACE = (col(RoleGrant.granted_at), col(RoleGrant.ref))


@dataclass(frozen=True)
class Held:
    """One line of the register: who holds which role, how far, how long, why, by whose word.

    `standing`: how the reader stands to this line.
    """

    grant: RoleGrant
    holder: Somebody
    unit: str | None
    unit_path: str
    giver: str | None
    second: str | None
    standing: Standing

    @property
    def state(self) -> GrantState:
        grant = self.grant
        return grant_state(
            given.now(), waits=grant.waits, revoked=grant.revoked_at is not None,
            begins=grant.begins_at, ends=grant.ends_at,
        )  # fmt: skip

    @property
    def scope(self) -> Scope:
        grant = self.grant
        return Scope(grant.unit_id, self.unit_path, grant.competition_id, grant.category)

    @property
    def open(self) -> bool:
        return self.state not in (GrantState.REVOKED, GrantState.ENDED)

    def may(self, act: str) -> bool:
        """Whether the reader may do this with the line."""
        return refusal(Act(act), self.standing) is None

    @property
    def ends_soon(self) -> bool:
        ends = self.grant.ends_at
        soon = ends is not None and ends <= given.now() + SOON
        return soon and self.state is GrantState.IN_FORCE


@dataclass(frozen=True)
class Register:
    """One leaf, and how many lines each shelf has. `next`: where to go on."""

    lines: list[Held]
    counts: dict[Shelf, int]
    next: str | None


def register(
    session: Session, visitor: Visitor, shelf: Shelf, role: Role | None = None, after: str = ""
) -> Register:
    """The newest first, only what the reader's own roles reach: two statements."""
    lines = _lines().where(_seen_by(visitor), _on(shelf))
    if role:
        lines = lines.where(col(RoleGrant.role) == role)
    if after:
        last = select(*PLACE).where(col(RoleGrant.ref) == after)
        lines = lines.where(tuple_(*PLACE) < last.scalar_subquery())
    newest = (column.desc() for column in PLACE)
    rows = session.execute(lines.order_by(*newest).limit(PAGE + 1)).all()
    held = [_held(row, visitor, last_administrator=False) for row in rows[:PAGE]]
    more = held[-1].grant.ref if len(rows) > PAGE else None
    return Register(held, _counts(session, visitor), more)


def find_held(session: Session, visitor: Visitor, ref: str) -> Held:
    """One line to be changed. The administrators' lines stay locked until the change is over."""
    open_ended = _open_administrators(session)
    row = session.execute(_lines().where(_seen_by(visitor), col(RoleGrant.ref) == ref)).first()
    if row is None:
        raise Missing
    return _held(row, visitor, last_administrator=open_ended == [row[0].id])


SCOPE, GIVER, SECOND = aliased(Unit), aliased(Person), aliased(Person)


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(
            RoleGrant, *SOMEBODY[:3], func.coalesce(col(Posting.position), ""),
            func.coalesce(col(Unit.name), ""), func.coalesce(col(Unit.path), ""),
            col(SCOPE.name), col(SCOPE.path), col(GIVER.name), col(SECOND.name),
        )
        .join(Person, col(Person.id) == RoleGrant.person_id)
        .outerjoin(Posting, and_(POSTED, held_today()))
        .outerjoin(Unit, col(Unit.id) == Posting.unit_id)
        .outerjoin(SCOPE, col(SCOPE.id) == RoleGrant.unit_id)
        .outerjoin(GIVER, col(GIVER.id) == RoleGrant.granted_by)
        .outerjoin(SECOND, col(SECOND.id) == RoleGrant.approved_by)
    )  # fmt: skip


def _held(row: Any, visitor: Visitor, *, last_administrator: bool) -> Held:
    grant, holder, at, unit, unit_path = row[0], Somebody(*row[1:6]), row[6], row[7], row[8]
    standing = Standing(
        signed_in=True,
        roles=visitor.roles_in(None, at if grant.competition_id else unit_path or ""),
        relations=frozenset({Relation.SELF}) if visitor.id == grant.person_id else frozenset(),
        granted_by_me=grant.granted_by == visitor.id,
        waits=grant.waits and grant.revoked_at is None,
        last_administrator=last_administrator,
    )
    return Held(grant, holder, unit, unit_path or "", row[9], row[10], standing)


def _seen_by(visitor: Visitor) -> ColumnElement[bool]:
    """SEE_ROLES in SQL: within the reach of an administrator or auditor."""
    readers = (Role.ADMINISTRATOR, Role.AUDITOR)
    paths = [r.unit_path or "" for r in visitor.reaches if r.role in readers]
    of_competition = col(RoleGrant.competition_id).is_not(None)
    return or_(false(), *(_reached(path, of_competition) for path in paths))


def _reached(path: str, of_competition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A unit's role by its unit, a competition's by the unit of who holds it."""
    if not path:
        return true()
    by_holder = and_(of_competition, within(col(Unit.path), path))
    return or_(within(col(SCOPE.path), path), by_holder)


def _on(shelf: Shelf) -> ColumnElement[bool]:
    now, ends = given.database_now(), col(RoleGrant.ends_at)
    past = or_(col(RoleGrant.revoked_at).is_not(None), and_(ends.is_not(None), ends <= now))
    shelves = {Shelf.SOON: and_(in_force(), ends <= given.now() + SOON), Shelf.PAST: past}
    shelves |= {Shelf.IN_FORCE: in_force(), Shelf.WAITING: and_(not_(past), not_(in_force()))}
    return shelves[shelf]


def _counts(session: Session, visitor: Visitor) -> dict[Shelf, int]:
    """How many lines the reader would find on each shelf: one statement."""
    sums = [func.sum(case((_on(shelf), 1), else_=0)) for shelf in Shelf]
    row = session.execute(_lines().where(_seen_by(visitor)).with_only_columns(*sums)).one()
    return {shelf: int(number or 0) for shelf, number in zip(Shelf, row, strict=True)}


def _open_administrators(session: Session) -> list[UUID]:
    """Grants of administrators everywhere, without an end, who can come in; locked."""
    posted = exists().where(col(Posting.person_id) == RoleGrant.person_id, held_today())
    grants = session.execute(
        select(col(RoleGrant.id))
        .where(
            col(RoleGrant.role) == Role.ADMINISTRATOR, col(RoleGrant.unit_id).is_(None),
            col(RoleGrant.competition_id).is_(None), col(RoleGrant.ends_at).is_(None),
            in_force(), posted,
        )
        .order_by(col(RoleGrant.id))
        .with_for_update()
    )  # fmt: skip
    return list(grants.scalars())
