"""Giving roles, agreeing to them, taking them back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Conflicting, Invalid, Missing, Refused
from ideas.history.models import Event
from ideas.permissions import Role
from ideas.staff.people.models import Person
from ideas.staff.roles.actions import (
    UNLIMITED,
    Term,
    approve_role,
    grant_role,
    revoke_role,
)
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.queries import find_held, register
from ideas.staff.roles.rules import EVERYWHERE, Scope, Shelf
from ideas.staff.roles.visitors import standing_to, visitor_of
from tests.factories import Make

DAY = timedelta(days=1)
Admin = Callable[[str], Person]


@pytest.fixture
def admin(make: Make) -> Admin:
    return lambda name: make.with_role(name, Role.ADMINISTRATOR)


def give(
    giver: Person, holder: Person, role: Role, scope: Scope = EVERYWHERE, term: Term = UNLIMITED
) -> str:
    """The reference of what was given."""
    with transaction() as session:
        by = visitor_of(session, giver.id)
        standing = standing_to(by, holder.id, scope)
        return grant_role(session, standing, holder.id, role, scope, term=term, by=by).ref


def approve(approver: Person, ref: str) -> None:
    with transaction() as session:
        by = visitor_of(session, approver.id)
        approve_role(session, by, find_held(session, by, ref))


def revoke(revoker: Person, ref: str) -> None:
    with transaction() as session:
        by = visitor_of(session, revoker.id)
        revoke_role(session, find_held(session, by, ref), "Pindah tugas.", by=by)


def roles_of(person: Person, path: str = "") -> set[Role]:
    with transaction(writes=False) as session:
        return set(visitor_of(session, person.id).roles_in(None, path))


def grant_of(person: Person) -> str:
    with transaction(writes=False) as session:
        return session.exec(select(RoleGrant.ref).where(RoleGrant.person_id == person.id)).one()


def test_a_plain_role_counts_at_once_and_is_told(make: Make, admin: Admin) -> None:
    putu, joko = admin("Putu"), make.person("Joko")
    ref = give(putu, joko, Role.SECRETARIAT, Scope(make.regency.id, make.regency.path))
    assert roles_of(joko, make.regency.path) == {Role.SECRETARIAT}
    with transaction(writes=False) as session:
        event = session.exec(select(Event).where(Event.act == Act.GRANT_ROLE)).one()
    assert (event.person_id, event.subject_id) == (putu.id, joko.id)
    assert event.facts == {"role": "secretariat", "grant": ref}


@pytest.mark.parametrize(
    ("role", "everywhere"), [(Role.ADMINISTRATOR, False), (Role.LEADER, False), (Role.MENTOR, True)]
)
def test_a_great_role_counts_when_a_second_person_agrees(
    make: Make, admin: Admin, role: Role, *, everywhere: bool
) -> None:
    putu, nyoman, joko = admin("Putu"), admin("Nyoman"), make.person("Joko")
    scope = Scope() if everywhere else Scope(make.regency.id, make.regency.path)
    ref = give(putu, joko, role, scope)
    assert roles_of(joko, make.regency.path) == set()
    with pytest.raises(Refused, match="orang kedua"):
        approve(putu, ref)
    approve(nyoman, ref)
    assert roles_of(joko, make.regency.path) == {role}
    with pytest.raises(Refused, match="tidak menunggu"):
        approve(nyoman, ref)


def test_nobody_raises_himself_nor_agrees_to_his_own(make: Make, admin: Admin) -> None:
    putu, nyoman = admin("Putu"), admin("Nyoman")
    with pytest.raises(Refused, match="diri sendiri"):
        give(putu, putu, Role.MENTOR)
    with pytest.raises(Refused, match="diri sendiri"):
        approve(putu, give(nyoman, putu, Role.MENTOR))
    with pytest.raises(IntegrityError):
        make.save(
            RoleGrant(
                person_id=putu.id, role=Role.MENTOR, granted_at=make.now, granted_by=putu.id
            )
        )  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_give_roles(make: Make, role: Role) -> None:
    holder, joko = make.with_role("Dewi", role), make.person("Joko")
    with pytest.raises(Refused):
        give(holder, joko, Role.MENTOR)


def test_an_administrator_of_a_unit_gives_within_it_only(make: Make) -> None:
    office, elsewhere, joko = make.unit("Dinas"), make.unit("Lain"), make.person("Joko")
    putu = make.person("Putu")
    grant = RoleGrant(
        person_id=putu.id, role=Role.ADMINISTRATOR, unit_id=office.id, granted_at=make.now
    )
    make.save(grant)
    give(putu, joko, Role.MENTOR, Scope(office.id, office.path))
    for beyond in (Scope(elsewhere.id, elsewhere.path), Scope(make.regency.id, make.regency.path)):
        with pytest.raises(Refused):
            give(putu, joko, Role.MENTOR, beyond)
    with pytest.raises(Refused):
        give(putu, joko, Role.MENTOR)


def test_what_was_taken_back_counts_no_more_and_says_why(make: Make, admin: Admin) -> None:
    putu, joko = admin("Putu"), make.with_role("Joko", Role.MENTOR)
    ref = grant_of(joko)
    revoke(putu, ref)
    assert roles_of(joko) == set()
    with transaction(writes=False) as session:
        held = find_held(session, visitor_of(session, putu.id), ref)
        assert (held.grant.revoked_by, held.grant.revoked_why) == (putu.id, "Pindah tugas.")
    with pytest.raises(Conflicting, match="sudah dicabut"):
        revoke(putu, ref)


def test_the_last_administrator_stays(make: Make, admin: Admin) -> None:
    putu, nyoman = admin("Putu"), admin("Nyoman")
    soon = make.person("Ketut")
    give(putu, soon, Role.ADMINISTRATOR, term=Term("", None, make.now + DAY))
    approve(nyoman, grant_of(soon))
    revoke(putu, grant_of(nyoman))
    for who in (putu, soon):
        with pytest.raises(Refused, match="terakhir"):
            revoke(who, grant_of(putu))
    assert roles_of(putu) == {Role.ADMINISTRATOR}


def test_offices_that_stay_apart_are_not_given_to_one(make: Make, admin: Admin) -> None:
    putu, nyoman, hasan = admin("Putu"), admin("Nyoman"), make.with_role("Hasan", Role.LEADER)
    with pytest.raises(Invalid, match="sudah menjadi"):
        give(putu, hasan, Role.PUBLISHER)
    joko = make.person("Joko")
    waiting = [give(putu, joko, role) for role in (Role.LEADER, Role.PUBLISHER)]
    approve(nyoman, waiting[0])
    with pytest.raises(Invalid, match="sudah menjadi"):
        approve(nyoman, waiting[1])


def test_the_last_day_comes_after_the_first(make: Make, admin: Admin) -> None:
    term = Term("", make.now + DAY, make.now)
    with pytest.raises(Invalid, match="Hari terakhir"):
        give(admin("Putu"), make.person("Joko"), Role.MENTOR, term=term)


@pytest.mark.parametrize("role", [None, *Role])
def test_the_register_is_read_by_administrators_and_auditors(make: Make, role: Role | None) -> None:
    reader, ref = make.person("Rai"), grant_of(make.with_role("Joko", Role.MENTOR))
    if role:
        make.grant(reader, role)
    with transaction(writes=False) as session:
        visitor = visitor_of(session, reader.id)
        lines = register(session, visitor, Shelf.IN_FORCE).lines
        if role in (Role.ADMINISTRATOR, Role.AUDITOR):
            assert ref in {line.grant.ref for line in lines}
            assert find_held(session, visitor, ref).holder.name == "Joko"
        else:
            assert lines == []
            with pytest.raises(Missing):
                find_held(session, visitor, ref)


def test_each_line_lies_on_its_shelf(make: Make, admin: Admin) -> None:
    putu, joko = admin("Putu"), make.person("Joko")
    for role, ends in ((Role.MENTOR, 29), (Role.AUDITOR, 31), (Role.CHAIR, -1)):
        grant = RoleGrant(
            person_id=joko.id, role=role, granted_at=make.now - 40 * DAY,
            ends_at=make.now + ends * DAY,
        )  # fmt: skip
        make.save(grant)
    give(putu, joko, Role.PERSONNEL)
    with transaction(writes=False) as session:
        visitor = visitor_of(session, putu.id)
        found = {shelf: register(session, visitor, shelf) for shelf in Shelf}
    assert {s: {line.grant.role for line in f.lines} for s, f in found.items()} == {
        Shelf.IN_FORCE: {Role.ADMINISTRATOR, Role.MENTOR, Role.AUDITOR},
        Shelf.SOON: {Role.MENTOR}, Shelf.WAITING: {Role.PERSONNEL}, Shelf.PAST: {Role.CHAIR},
    }  # fmt: skip
    counts = {shelf: len(f.lines) for shelf, f in found.items()}
    assert all(f.counts == counts for f in found.values())


def test_a_long_register_comes_leaf_by_leaf(make: Make, admin: Admin) -> None:
    putu, joko = admin("Putu"), make.person("Joko")
    for n in range(45):
        make.save(
            RoleGrant(person_id=joko.id, role=Role.MENTOR, granted_at=make.now - n // 3 * DAY)
        )
    with transaction(writes=False) as session:
        visitor = visitor_of(session, putu.id)
        first = register(session, visitor, Shelf.IN_FORCE, Role.MENTOR)
        rest = register(session, visitor, Shelf.IN_FORCE, Role.MENTOR, first.next or "")
    refs = {line.grant.ref for leaf in (first, rest) for line in leaf.lines}
    assert (len(first.lines), len(rest.lines), len(refs), rest.next) == (40, 5, 45, None)
