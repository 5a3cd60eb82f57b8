"""Asking for a link, making its token, and using it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select, update

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.identity.accounts.actions import put_password
from ideas.identity.accounts.models import Account
from ideas.identity.accounts.queries import Holder, account_of, person_named
from ideas.identity.links.models import Link
from ideas.identity.links.queries import still_opens
from ideas.identity.links.rules import LASTS, QUIET, Purpose
from ideas.identity.signins.actions import forget_sign_ins
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.rules import Letter

DEAD = say("Tautan ini sudah dipakai atau lewat waktunya. Mintalah yang baru.")


@dataclass(frozen=True)
class Chosen:
    """What somebody chose behind a link. Whoever resets keeps the name of the account."""

    username: str
    password_hash: str


def ask_link(session: Session, named: str) -> None:
    """Somebody forgot a password. Whether there is such an account is found out later, unseen."""
    require(Act.ASK_LINK, Standing())
    later(session, Task.FIND_ACCOUNT, named=named)


def find_and_write(session: Session, named: str) -> None:
    """The letter for whoever bears this name; nothing when nobody does, or one is on its way."""
    require(Act.ASK_LINK, Standing())
    person_id = person_named(session, named)
    if person_id is None:
        return
    recent = select(Link.id).where(
        Link.person_id == person_id, Link.made_at > given.now() - QUIET,
        col(Link.used_at).is_(None), Link.purpose == Purpose.RESET,
    )  # fmt: skip
    if session.exec(recent).first() is None:
        _write(session, Purpose.RESET, person_id)
        record(session, Act.ASK_LINK, None, person_id, purpose=Purpose.RESET)


def invite(session: Session, visitor: Visitor, holder: Holder, email: str) -> None:
    """Open the way to an account for somebody within reach. Only who has none gets an address."""
    require(Act.INVITE_PERSON, visitor.standing)
    if holder.username is not None:
        raise Invalid({"email": say("Orang ini sudah punya akun.")})
    session.execute(
        update(Person).where(col(Person.id) == holder.person.id).values(email=email.strip())
    )
    _write(session, Purpose.INVITATION, holder.person.id)
    record(session, Act.INVITE_PERSON, visitor.id, holder.person.id, purpose=Purpose.INVITATION)


def open_door(session: Session, person_id: UUID, token_hash: str) -> None:
    """The way to an account for somebody named at the machine: the link is handed over there."""
    require(Act.INVITE_PERSON, Standing(system=True))
    now = given.now()
    link = Link(
        person_id=person_id, purpose=Purpose.INVITATION, bound=0, token_hash=token_hash,
        made_at=now, ends_at=now + LASTS[Purpose.INVITATION],
    )  # fmt: skip
    session.add(link)
    record(session, Act.INVITE_PERSON, None, person_id, purpose=Purpose.INVITATION)


def make_token(session: Session, link_id: UUID, token_hash: str) -> bool:
    """When the letter is posted: from now on the link opens. False when it may no longer."""
    require(Act.ASK_LINK, Standing())
    link = session.get(Link, link_id)
    account = account_of(session, link.person_id) if link else None
    if link is None or link.used_at or link.bound != (account.version if account else 0):
        return False
    link.token_hash, link.ends_at = token_hash, given.now() + LASTS[link.purpose]
    session.add(link)
    return True


def use_link(session: Session, token_hash: str, chosen: Chosen) -> UUID:
    """Take the link, once: it opens an account, or gives it a new password. Others are out."""
    require(Act.USE_LINK, Standing())
    used = session.execute(
        update(Link)
        .where(col(Link.token_hash) == token_hash, still_opens())
        .values(used_at=given.now())
        .returning(col(Link.person_id), col(Link.purpose))
        .execution_options(synchronize_session=False)
    ).first()
    if used is None:
        raise Invalid(DEAD)
    person_id, purpose = used
    if purpose is Purpose.INVITATION:
        _open(session, person_id, chosen)
    else:
        put_password(session, person_id, chosen.password_hash)
        forget_sign_ins(session, person_id)
        write_letter(session, Letter.PASSWORD_CHANGED, person_id)
    record(session, Act.USE_LINK, person_id, person_id, purpose=purpose)
    return UUID(str(person_id))


def _open(session: Session, person_id: UUID, chosen: Chosen) -> None:
    taken = select(Account.person_id).where(Account.username == chosen.username)
    if session.exec(taken).first():
        raise Invalid({"username": say("Nama akun ini sudah dipakai. Pilih yang lain.")})
    session.add(
        Account(person_id=person_id, username=chosen.username, password=chosen.password_hash)
    )


def _write(session: Session, purpose: Purpose, person_id: UUID) -> None:
    """A new link, with a letter that will carry it; those before it open nothing any more."""
    session.execute(
        update(Link)
        .where(col(Link.person_id) == person_id, col(Link.used_at).is_(None))
        .values(used_at=given.now())
    )
    account = account_of(session, person_id)
    link = Link(
        person_id=person_id, purpose=purpose, bound=account.version if account else 0,
        made_at=given.now(),
    )  # fmt: skip
    session.add(link)
    write_letter(session, Letter(purpose.value), person_id, link=str(link.id))
