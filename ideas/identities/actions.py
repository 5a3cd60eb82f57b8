"""Coming in by the word of an identity provider."""

from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.identities.models import Identity
from ideas.people.models import PersonNumber
from ideas.people.rules import nip_is_sound
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.signins.actions import Proof, begin_session
from ideas.signins.rules import Method


def sign_in_by_provider(
    session: Session, issuer: str, subject: str, nip: str | None, *, token_hash: str
) -> UUID:
    """Open a session for a person whom a provider vouches for, linked by a verified NIP once."""
    require(Act.SIGN_IN, Standing())
    known = session.get(Identity, (issuer, subject))
    person_id = known.person_id if known else _link(session, issuer, subject, nip)
    proof = Proof(Method.PROVIDER, strong=True, issuer=issuer)
    begin_session(session, person_id, proof, token_hash=token_hash)
    return person_id


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
