"""Signing in and out, and who may do what."""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, func, select, update

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, TooOften
from ideas.history.actions import record
from ideas.people.models import (
    Account,
    Attempt,
    Identity,
    Person,
    PersonNumber,
    Posting,
    RoleGrant,
    SignIn,
    Unit,
)
from ideas.people.queries import Visitor
from ideas.people.rules import UnitKind, Zone, nip_is_sound
from ideas.permissions import Role, Standing, require
from ideas.say import say

DAY = timedelta(days=1)
SESSION = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT = 8
MOST_PER_ADDRESS = 60


def begin_session(session: Session, person_id: UUID, *, token_hash: str, method: str) -> None:
    """Open a session for a person who has proved who they are."""
    require(Act.SIGN_IN, Standing())
    now = given.now()
    session.execute(delete(SignIn).where(col(SignIn.ends_at) < now))
    session.add(
        SignIn(token_hash=token_hash, person_id=person_id, began_at=now, ends_at=now + SESSION)
    )
    record(session, Act.SIGN_IN, person_id, person_id, method=method)


def sign_in_by_provider(
    session: Session, issuer: str, subject: str, nip: str | None, *, token_hash: str
) -> UUID:
    """Open a session for a person whom a provider vouches for, linked by a verified NIP once."""
    require(Act.SIGN_IN, Standing())
    known = session.get(Identity, (issuer, subject))
    person_id = known.person_id if known else _link(session, issuer, subject, nip)
    begin_session(session, person_id, token_hash=token_hash, method="oidc")
    return person_id


def sign_out(session: Session, visitor: Visitor, token_hash: str) -> None:
    require(Act.SIGN_OUT, visitor.standing)
    session.execute(delete(SignIn).where(col(SignIn.token_hash) == token_hash))
    record(session, Act.SIGN_OUT, visitor.id, visitor.id)


def check_attempts(session: Session, account_hash: str, address: str) -> None:
    """Slow down guessing: by the pair of account and address, so that nobody locks others out."""
    require(Act.SIGN_IN, Standing())
    recent = select(func.count()).where(col(Attempt.at) > given.now() - WINDOW)
    here = recent.where(Attempt.address == address)
    if (
        session.exec(here.where(Attempt.account_hash == account_hash)).one() >= MOST_PER_ACCOUNT
        or session.exec(here).one() >= MOST_PER_ADDRESS
    ):
        raise TooOften(say("Terlalu sering mencoba. Tunggu 15 menit, lalu coba lagi."))


def note_attempt(session: Session, account_hash: str, address: str) -> None:
    """Remember a failed sign-in, and forget those out of the window."""
    require(Act.SIGN_IN, Standing())
    session.execute(delete(Attempt).where(col(Attempt.at) < given.now() - WINDOW))
    session.add(Attempt(account_hash=account_hash, address=address, at=given.now()))


def add_unit(  # noqa: PLR0913 -- a unit is all of this
    session: Session,
    keeper: Standing,
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    zone: Zone = Zone.WIB,
) -> Unit:
    """Add a node to the organisation, under its parent."""
    require(Act.KEEP_PEOPLE, keeper)
    ref = given.new_ref()
    unit = Unit(
        ref=ref, parent_id=parent.id if parent else None, kind=kind, name=name, zone=zone,
        path=(parent.path if parent else "") + f"{ref}/",
    )  # fmt: skip
    session.add(unit)
    record(session, Act.KEEP_PEOPLE, None, unit.id)
    return unit


def add_person(session: Session, keeper: Standing, *, name: str, nip: str, since: date) -> Person:
    """Add a civil servant with the number they bear."""
    require(Act.KEEP_PEOPLE, keeper)
    if not nip_is_sound(nip):
        raise Invalid({"nip": say("NIP harus 18 angka dengan tanggal lahir yang benar.")})
    person = Person(name=name)
    session.add(person)
    session.flush()
    session.add(PersonNumber(number=nip, person_id=person.id, since=since))
    record(session, Act.KEEP_PEOPLE, None, person.id)
    return person


def post_person(session: Session, keeper: Standing, posting: Posting) -> None:
    """Place a person in a unit, under a superior, from a day on; the earlier posting ends."""
    require(Act.KEEP_PEOPLE, keeper)
    session.execute(
        update(Posting)
        .where(col(Posting.person_id) == posting.person_id, col(Posting.until).is_(None))
        .values(until=posting.since - DAY)
    )
    session.add(posting)
    record(session, Act.KEEP_PEOPLE, None, posting.person_id)


def open_account(
    session: Session, standing: Standing, person_id: UUID, username: str, password_hash: str
) -> None:
    require(Act.GRANT_ROLE, standing)
    session.add(Account(person_id=person_id, username=username.lower(), password=password_hash))


def grant_role(  # noqa: PLR0913 -- a role, its holder and the two kinds of scope
    session: Session,
    giver: Standing,
    person_id: UUID,
    role: Role,
    *,
    unit_id: UUID | None = None,
    competition_id: UUID | None = None,
) -> None:
    """Give a role within a scope; neither unit nor competition means everywhere."""
    require(Act.GRANT_ROLE, giver)
    session.add(
        RoleGrant(
            person_id=person_id, role=role, unit_id=unit_id, competition_id=competition_id,
            granted_at=given.now(),
        )
    )  # fmt: skip
    record(session, Act.GRANT_ROLE, None, person_id, role=role)


def _link(session: Session, issuer: str, subject: str, nip: str | None) -> UUID:
    number = session.get(PersonNumber, nip) if nip and nip_is_sound(nip) else None
    if number is None:
        raise Invalid(
            say("Akun ini belum terhubung dengan data pegawai. Hubungi admin kantor Anda.")
        )
    session.add(
        Identity(issuer=issuer, subject=subject, person_id=number.person_id, linked_at=given.now())
    )
    return number.person_id
