"""Reading signed tokens: who may have signed them, for whom, when, and what they must say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from authlib.oauth2.claims import JWTClaims
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import (
    ExpiredTokenError,
    InvalidClaimError,
    InvalidKeyIdError,
    JoseError,
    MissingClaimError,
)
from joserfc.jws import JWSRegistry

from ideas.outside.directory import Entry, ask_again
from ideas.outside.doubts import Doubt, Doubtful
from ideas.settings import Provider

LEEWAY = 120  # seconds that two clocks may differ
SHORT = 120  # seconds that a notice lasts which names no end
LONGEST = 255
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_KINDS = (None, "JWT", "logout+jwt")
LONGEST_NOTICE = timedelta(days=1)
DOUBTS = {
    "iss": Doubt.ISSUER, "aud": Doubt.AUDIENCE, "azp": Doubt.AUDIENCE, "nonce": Doubt.NONCE,
    "exp": Doubt.TIME, "nbf": Doubt.TIME, "iat": Doubt.TIME,
}  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """A provider's word that somebody has left: one of its sessions, or all of a subject's."""

    issuer: str
    jti: str
    subject: str | None
    sid: str | None
    lasts: timedelta


async def id_claims(
    provider: Provider, entry: Entry, token: Mapping[str, Any], nonce: str
) -> dict[str, Any]:
    """The claims of an ID token that was made for us, just now, for this very sign-in."""
    signed = await _signed(entry, token.get("id_token"))
    params = {"nonce": nonce, "client_id": provider.client, "access_token": token["access_token"]}
    claims = CodeIDToken(signed.claims, signed.header, _for(provider), params)
    _valid(claims)
    named(claims, "sub")
    return dict(claims)


async def notice_in(provider: Provider, entry: Entry, text: str) -> Notice:
    """A logout token (OpenID Connect Back-Channel Logout 1.0, 2.6)."""
    signed = await _signed(entry, text)
    claims = JWTClaims(signed.claims, signed.header, _for(provider))
    begun = claims.get("iat")
    if not isinstance(begun, int) or "jti" not in claims:
        raise Doubtful(Doubt.CLAIMS)
    claims.setdefault(
        "exp", begun + SHORT
    )  # drafts of the standard, and who kept to them, have none
    _valid(claims)
    events = claims.get("events")
    event = events.get(LOGOUT) if isinstance(events, dict) else None
    kind = signed.header.get("typ")
    subject, sid = (named(claims, name) if name in claims else None for name in ("sub", "sid"))
    lasts = timedelta(seconds=claims["exp"] - claims["iat"] + 2 * LEEWAY)
    sound = isinstance(event, dict) and "nonce" not in claims and bool(subject or sid)
    if not sound or kind not in LOGOUT_KINDS or lasts > LONGEST_NOTICE:
        raise Doubtful(Doubt.CLAIMS)
    return Notice(provider.issuer, named(claims, "jti"), subject, sid, lasts)


def named(claims: Mapping[str, Any], name: str) -> str:
    """A claim that must be a text, and can be kept."""
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST or "\0" in value:
        raise Doubtful(Doubt.CLAIMS)
    return value


def proved_at(claims: Mapping[str, Any]) -> datetime | None:
    """When whoever it is proved it to the provider, which may have been long ago."""
    told = claims.get("auth_time")
    if told is None:
        return None
    try:
        return datetime.fromtimestamp(int(told), UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise Doubtful(Doubt.CLAIMS) from error


def _for(provider: Provider) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client},
    }


async def _signed(entry: Entry, text: object) -> jwt.Token:
    """What is signed by a key that the provider publishes; a new key is looked for once."""
    if not isinstance(text, str):
        raise Doubtful(Doubt.ANSWER)
    try:
        return _decoded(entry, text)
    except InvalidKeyIdError as unknown:
        if not await ask_again(entry):
            raise Doubtful(Doubt.KEY) from unknown
    try:
        return _decoded(entry, text)
    except InvalidKeyIdError as unknown:
        raise Doubtful(Doubt.KEY) from unknown


def _decoded(entry: Entry, text: str) -> jwt.Token:
    registry = JWSRegistry(algorithms=entry.algorithms, strict_check_header=False)
    try:
        return jwt.decode(text, entry.keys, registry=registry)
    except InvalidKeyIdError:
        raise
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Doubtful(Doubt.SIGNATURE) from error


def _valid(claims: JWTClaims) -> None:
    try:
        claims.validate(leeway=LEEWAY)
    except (InvalidClaimError, MissingClaimError, ExpiredTokenError) as error:
        raise Doubtful(DOUBTS.get(str(error.claim), Doubt.CLAIMS)) from error
    except (JoseError, ValueError, TypeError, OverflowError) as error:
        raise Doubtful(Doubt.CLAIMS) from error
