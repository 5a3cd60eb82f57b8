"""Single sign-on: OpenID Connect by discovery, authorization code with PKCE, through Authlib."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from authlib.integrations.starlette_client import OAuth, OAuthError
from fastapi import Request
from fastapi.responses import Response

from ideas.failures import Invalid
from ideas.say import say
from ideas.settings import settings

CLAIM = "nip"


@dataclass(frozen=True)
class Vouched:
    """Whom the provider vouches for. `nip` only when the provider itself verified it."""

    issuer: str
    subject: str
    nip: str | None


def offered() -> bool:
    return bool(settings().oidc_issuer)


def _client() -> Any:
    ours = settings()
    return _client_of(ours.oidc_issuer, ours.oidc_client, ours.oidc_secret.get_secret_value())


@lru_cache
def _client_of(issuer: str, client: str, secret: str) -> Any:
    return OAuth().register(
        "sso",
        client_id=client,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile personnel", "code_challenge_method": "S256"},
    )


async def start(request: Request, back_to: str) -> Response:
    """Send the browser to the provider, with state, nonce and PKCE kept in its session."""
    answer: Response = await _client().authorize_redirect(request, back_to)
    return answer


async def finish(request: Request) -> Vouched:
    """Exchange the code; Authlib checks state, nonce, signature, issuer and audience."""
    try:
        token = await _client().authorize_access_token(request)
    except (TimeoutError, OAuthError, ValueError, KeyError) as error:
        raise Invalid(
            say("Masuk lewat penyedia tidak berhasil. Silakan coba sekali lagi.")
        ) from error
    claims = token["userinfo"]
    return Vouched(str(claims["iss"]), str(claims["sub"]), claims.get(CLAIM))
