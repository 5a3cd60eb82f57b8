"""Coming in by the word of an identity provider, and what follows when it is not taken."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session, col, func, select

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.history.models import Event
from ideas.identity.identities.models import Identity
from ideas.identity.identities.rules import MINUTE, MOST_REFUSALS, provider_id
from ideas.identity.signins.actions import Proof, begin_session
from ideas.identity.signins.rules import Method
from ideas.outside.doubts import FOR_PEOPLE, Doubt, Doubtful
from ideas.outside.sso import Vouched
from ideas.permissions import Standing, require
from ideas.settings import Provider
from ideas.staff.people.models import Person, PersonNumber, Posting
from ideas.staff.people.queries import held_today
from ideas.staff.people.rules import nip_is_sound

SYSTEM = Standing(system=True)


@dataclass(frozen=True)
class Arrival:
    """Who came in, and whether their account was linked just now."""

    person_id: UUID
    linked: bool


def sign_in_by_provider(
    session: Session, provider: Provider, vouched: Vouched, *, token_hash: str, browser: Proof
) -> Arrival:
    """Open a session for a person whom a provider vouches for, linked by a verified NIP once."""
    require(Act.SIGN_IN, Standing())
    identity = session.get(Identity, (vouched.issuer, vouched.subject))
    bearer = _bearer(session, vouched.number)
    if linked := identity is None:
        identity = _link(session, provider, vouched, bearer)
    elif bearer not in (None, identity.person_id):
        raise Doubtful(Doubt.OTHER_PERSON, _ref(session, identity.person_id))
    _check_serving(session, identity.person_id)
    identity.seen_at = given.now()
    proof = replace(
        browser, strong=vouched.strong, issuer=vouched.issuer, sid=vouched.sid,
        proved_at=vouched.proved_at,
    )  # fmt: skip
    begin_session(session, identity.person_id, proof, token_hash=token_hash)
    return Arrival(identity.person_id, linked)


def refuse_identity(session: Session, provider: Provider, doubtful: Doubtful) -> None:
    """Write down that nobody was let in, and why. What anybody could cause without end is
    written down only so often."""
    require(Act.REFUSE_IDENTITY, SYSTEM)
    subject = provider_id(provider.issuer)
    lately = session.scalar(
        select(func.count()).where(
            col(Event.subject_id) == subject, col(Event.at) > given.now() - MINUTE
        )
    )
    if doubtful.doubt in FOR_PEOPLE or (lately or 0) < MOST_REFUSALS:
        facts = {"provider": provider.key, "reason": doubtful.doubt.value}
        about = {"person": doubtful.person} if doubtful.person else {}
        record(
            session, Act.REFUSE_IDENTITY, None, subject, method=Method.PROVIDER, **facts, **about
        )


def _bearer(session: Session, number: str | None) -> UUID | None:
    """Who bears or bore this number: at most one person, for it is a key."""
    known = session.get(PersonNumber, number) if number and nip_is_sound(number) else None
    return known.person_id if known else None


def _link(session: Session, provider: Provider, vouched: Vouched, bearer: UUID | None) -> Identity:
    """Bind the account to the one person with this number, unless another account has them."""
    if vouched.number is None or not nip_is_sound(vouched.number):
        raise Doubtful(Doubt.NUMBER)
    if bearer is None:
        raise Doubtful(Doubt.UNKNOWN)
    taken = select(Identity.subject).where(
        col(Identity.issuer) == vouched.issuer, col(Identity.person_id) == bearer
    )
    if session.exec(taken).first() is not None:
        raise Doubtful(Doubt.TAKEN, _ref(session, bearer))
    identity = Identity(
        issuer=vouched.issuer, subject=vouched.subject, person_id=bearer, linked_at=given.now()
    )
    session.add(identity)
    record(session, Act.LINK_IDENTITY, None, bearer, method=Method.PROVIDER, provider=provider.key)
    return identity


def _check_serving(session: Session, person_id: UUID) -> None:
    """Whoever left the service has no place to come in to."""
    posting = select(Posting.id).where(col(Posting.person_id) == person_id, held_today())
    if session.exec(posting).first() is None:
        raise Doubtful(Doubt.NOT_SERVING, _ref(session, person_id))


def _ref(session: Session, person_id: UUID) -> str:
    return session.get_one(Person, person_id).ref
