"""Two administrators in the same instant: one of them stays, one of them approves."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import col, func, select

from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Failure
from ideas.history.models import Event
from ideas.permissions import Role
from ideas.staff.people.models import Person
from ideas.staff.roles.actions import approve_role, revoke_role
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.queries import find_held
from ideas.staff.roles.visitors import visitor_of
from tests.factories import Make

ROUNDS = 20
BOTH = Barrier(2, timeout=20)


def revoke(pair: tuple[Person, str]) -> bool:
    who, ref = pair
    try:
        with transaction() as session:
            by = visitor_of(session, who.id)
            revoke_role(session, find_held(session, by, ref), "Saling cabut.", by=by)
    except Failure:
        return False
    return True


def left() -> int:
    with transaction(writes=False) as session:
        kept = col(RoleGrant.revoked_at).is_(None)
        return session.exec(select(func.count()).select_from(RoleGrant).where(kept)).one()


def test_the_last_administrator_stays_however_they_race(make: Make) -> None:
    for _ in range(ROUNDS):
        with transaction() as session:
            for grant in session.exec(select(RoleGrant)):
                session.delete(grant)
        pair = [make.with_role(name, Role.ADMINISTRATOR) for name in ("Putu", "Nyoman")]
        with transaction(writes=False) as session:
            refs = dict(session.exec(select(RoleGrant.person_id, RoleGrant.ref)).all())
        each_other = [(pair[0], refs[pair[1].id]), (pair[1], refs[pair[0].id])]
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(revoke, each_other))
        assert (sorted(done), left()) == ([False, True], 1)


def approve(pair: tuple[Person, str]) -> bool:
    """Both have read that the role waits before either of them writes."""
    who, ref = pair
    with transaction(writes=False) as session:
        by = visitor_of(session, who.id)
        held = find_held(session, by, ref)
    BOTH.wait()
    try:
        with transaction() as session:
            approve_role(session, by, held)
    except Failure:
        return False
    return True


def approvals() -> int:
    with transaction(writes=False) as session:
        approved = select(func.count()).select_from(Event).where(Event.act == Act.APPROVE_ROLE)
        return session.exec(approved).one()


def test_a_role_is_approved_once_however_they_race(make: Make) -> None:
    pair = [make.with_role(name, Role.ADMINISTRATOR) for name in ("Putu", "Nyoman")]
    for round_ in range(ROUNDS):
        waits = make.save(
            RoleGrant(
                person_id=make.person(f"Sari {round_}").id, role=Role.ADMINISTRATOR,
                granted_at=make.now, waits=True, granted_by=make.person(f"Wayan {round_}").id,
            )
        )  # fmt: skip
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(approve, [(who, waits.ref) for who in pair]))
        assert (sorted(done), approvals()) == ([False, True], round_ + 1)
