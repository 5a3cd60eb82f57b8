"""Giving roles and taking them back: never to oneself, and what is dangerous by two people."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.permissions import Role, Standing, require
from ideas.say import say
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.queries import Held
from ideas.staff.roles.rules import EVERYWHERE, Scope, clash, needs_second
from ideas.staff.roles.visitors import Visitor, visitor_of


@dataclass(frozen=True)
class Term:
    """From when until when, and why."""

    why: str = ""
    begins_at: datetime | None = None
    ends_at: datetime | None = None


UNLIMITED = Term()


def grant_role(  # noqa: PLR0913 -- by whom, to whom, what, how far, how long
    session: Session,
    giver: Standing,
    person_id: UUID,
    role: Role,
    scope: Scope = EVERYWHERE,
    *,
    term: Term = UNLIMITED,
    by: Visitor | None = None,
) -> RoleGrant:
    """Give a role within a scope and a period; a dangerous one waits for a second person."""
    require(Act.GRANT_ROLE, giver)
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    _check_term(term)
    if by is not None:
        _check_holder(visitor_of(session, person_id), role, scope)
    grant = RoleGrant(
        person_id=person_id, role=role, unit_id=scope.unit_id, competition_id=scope.competition_id,
        category=scope.category, why=term.why, begins_at=term.begins_at, ends_at=term.ends_at,
        granted_at=given.now(), granted_by=by.id if by else None,
        waits=by is not None and needs_second(role, everywhere=scope.everywhere),
    )  # fmt: skip
    session.add(grant)
    record(session, Act.GRANT_ROLE, by.id if by else None, person_id, role=role, grant=grant.ref)
    return grant


def approve_role(session: Session, approver: Visitor, held: Held) -> None:
    """The second person agrees: from now on, or from its first day on, the role counts."""
    require(Act.APPROVE_ROLE, held.standing)
    grant = _locked(session, held)
    if not grant.waits:  # somebody else was quicker while we waited for the row
        raise Conflicting(say("Peran ini tidak menunggu persetujuan."))
    holder = visitor_of(session, grant.person_id)
    _check_holder(holder, grant.role, held.scope)
    grant.waits, grant.approved_by = False, approver.id
    record(
        session, Act.APPROVE_ROLE, approver.id, grant.person_id, role=grant.role, grant=grant.ref
    )


def revoke_role(session: Session, held: Held, why: str, *, by: Visitor) -> None:
    """Take a role back, with a reason: the holder's next request is refused."""
    require(Act.REVOKE_ROLE, held.standing)
    grant = _locked(session, held)
    if grant.revoked_at is not None:
        raise Conflicting(say("Peran ini sudah dicabut."))
    grant.revoked_at, grant.revoked_why = given.now(), why
    grant.revoked_by = by.id
    record(
        session, Act.REVOKE_ROLE, by.id, grant.person_id,
        role=grant.role, grant=grant.ref, reason=why,
    )  # fmt: skip


def _locked(session: Session, held: Held) -> RoleGrant:
    row = select(RoleGrant).where(col(RoleGrant.id) == held.grant.id).with_for_update()
    return session.exec(row.execution_options(populate_existing=True)).one()


def _check_term(term: Term) -> None:
    if term.ends_at is None:
        return
    if term.ends_at <= (term.begins_at or given.now()):
        raise Invalid({"ends": say("Hari terakhir harus sesudah hari pertama.")})


def _check_holder(holder: Visitor, role: Role, scope: Scope) -> None:
    other = clash(role, holder.roles_in(scope.competition_id, scope.unit_path))
    if other:
        raise Invalid(
            {
                "role": say(
                    "{name} sudah menjadi {other}, maka tidak dapat menjadi {role} juga.",
                    name=holder.name, other=other, role=role,
                )
            }
        )  # fmt: skip
