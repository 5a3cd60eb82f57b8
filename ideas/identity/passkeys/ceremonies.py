"""The two ceremonies of WebAuthn, through py_webauthn: no database, no clock."""

import ipaddress
import json
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ideas.failures import Invalid
from ideas.say import say
from ideas.settings import settings

NO = say("Kunci sandi ini tidak dapat diterima. Coba sekali lagi.")
CHOSEN = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED,
    user_verification=UserVerificationRequirement.REQUIRED,
)


@dataclass(frozen=True)
class Made:
    credential: str
    public_key: str
    uses: int


def offered() -> bool:
    """Browsers make passkeys for names only, never for a bare IP address."""
    try:
        ipaddress.ip_address(_party())
    except ValueError:
        return True
    return False


def adding(challenge: str, person_id: UUID, name: str, known: list[str]) -> str:
    """What the browser is asked when a passkey is made."""
    options = webauthn.generate_registration_options(
        rp_id=_party(), rp_name=settings().site, user_name=name, user_display_name=name,
        user_id=person_id.bytes, challenge=bytes.fromhex(challenge),
        authenticator_selection=CHOSEN, exclude_credentials=_described(known),
    )  # fmt: skip
    return webauthn.options_to_json(options)


def proving(challenge: str, known: list[str]) -> str:
    """What the browser is asked when a passkey shall prove its owner. None known: any of theirs."""
    options = webauthn.generate_authentication_options(
        rp_id=_party(), challenge=bytes.fromhex(challenge),
        allow_credentials=_described(known),
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return webauthn.options_to_json(options)


def added(answer: str, challenge: str) -> Made:
    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=bytes.fromhex(challenge),
            expected_rp_id=_party(), expected_origin=_origin(), require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, TypeError, KeyError) as wrong:
        raise Invalid(NO) from wrong
    return Made(
        bytes_to_base64url(made.credential_id),
        bytes_to_base64url(made.credential_public_key),
        made.sign_count,
    )


def proved(answer: str, challenge: str, public_key: str, uses: int) -> int:
    """How often the key says it was used by now; a key that counts back may be a copy."""
    try:
        done = webauthn.verify_authentication_response(
            credential=answer, expected_challenge=bytes.fromhex(challenge),
            expected_rp_id=_party(), expected_origin=_origin(),
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=uses, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, TypeError, KeyError) as wrong:
        raise Invalid(NO) from wrong
    return done.new_sign_count


def told(answer: str) -> tuple[str, str]:
    """Which credential answers which challenge, as it says itself: to look both up."""
    try:
        said = json.loads(answer)
        client = json.loads(base64url_to_bytes(said["response"]["clientDataJSON"]))
        return str(said["id"]), base64url_to_bytes(client["challenge"]).hex()
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise Invalid(NO) from wrong


def _described(known: list[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key)) for key in known]


def _party() -> str:
    return urlsplit(settings().address).hostname or ""


def _origin() -> str:
    parts = urlsplit(settings().address)
    return f"{parts.scheme}://{parts.netloc}"
