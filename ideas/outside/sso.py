"""Single sign-on: OpenID Connect by discovery, authorization code with PKCE, through Authlib."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from ideas.outside import tokens
from ideas.outside.directory import Entry, entry_of
from ideas.outside.doubts import Doubt, Doubtful
from ideas.outside.fetching import document, doubted, in_time, narrow
from ideas.settings import Provider

# Words for a second factor, or for one key that holds two (RFC 8176).
TWO_FACTORS = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris"})


@dataclass(frozen=True)
class Journey:
    """What ties an answer to a question: who may bring it back is the browser's own secret."""

    state: str
    nonce: str
    verifier: str
    back: str


@dataclass(frozen=True)
class Vouched:
    """Whom the provider vouches for. `number` only when it verified that NIP itself. `proved_at`:
    when they proved it there, if it says so."""

    issuer: str
    subject: str
    sid: str | None
    number: str | None
    strong: bool
    proved_at: datetime | None = None


async def way_to(provider: Provider, journey: Journey, *, again: bool = False) -> str:
    """Where to send the browser, with state, nonce and the challenge of its proof key. `again`:
    whoever is signed in there already shall prove it once more."""
    with doubted():
        async with in_time():
            entry = await entry_of(provider)
    acr = {"acr_values": " ".join(provider.acr)} if provider.mfa == "acr" and provider.acr else {}
    anew = {"prompt": "login", "max_age": "0"} if again else {}
    url, _ = _client(provider, entry, journey).create_authorization_url(
        entry.about["authorization_endpoint"], state=journey.state, nonce=journey.nonce,
        code_verifier=journey.verifier, **acr, **anew,
    )  # fmt: skip
    return str(url)


async def vouched(provider: Provider, answer: Mapping[str, str], journey: Journey) -> Vouched:
    """Exchange the code that came back, and believe only what is signed for us."""
    with doubted():
        async with in_time():
            entry = await entry_of(provider)
            _check_sender(provider, entry, answer)
            token = await _token(provider, entry, journey, answer["code"])
            claims = await tokens.id_claims(provider, entry, token, journey.nonce)
            more = await _more(provider, entry, claims, token["access_token"])
    sid = tokens.named(claims, "sid") if "sid" in claims else None
    number, strong = _number(provider, claims | more), _strong(provider, claims)
    who = tokens.named(claims, "sub")
    return Vouched(provider.issuer, who, sid, number, strong, tokens.proved_at(claims))


async def way_out(provider: Provider, back: str) -> str | None:
    """Where one leaves the provider too. No token goes along: an address is no place for a NIP."""
    with doubted():
        async with in_time():
            place = (await entry_of(provider)).place("end_session_endpoint")
    query = urlencode({"client_id": provider.client, "post_logout_redirect_uri": back})
    return f"{place}{'&' if '?' in place else '?'}{query}" if place else None


async def heard(provider: Provider, text: str) -> tokens.Notice:
    """A logout token that the provider sent behind the browser's back."""
    with doubted():
        async with in_time():
            return await tokens.notice_in(provider, await entry_of(provider), text)


def _client(provider: Provider, entry: Entry, journey: Journey) -> AsyncOAuth2Client:
    secret = provider.secret.get_secret_value()
    methods = entry.about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    basic = "client_secret_basic" in methods
    return AsyncOAuth2Client(
        provider.client, secret or None, scope=provider.scopes, redirect_uri=journey.back,
        token_endpoint_auth_method=_proof(basic) if secret else "none",
        code_challenge_method="S256", **narrow(),
    )  # fmt: skip


def _proof(basic: bool) -> str:
    return "client_secret_basic" if basic else "client_secret_post"


def _check_sender(provider: Provider, entry: Entry, answer: Mapping[str, str]) -> None:
    """The answer names who gave it (RFC 9207), so that nobody can mix two providers up."""
    promised = entry.about.get("authorization_response_iss_parameter_supported") is True
    if ("iss" in answer or promised) and answer.get("iss") != provider.issuer:
        raise Doubtful(Doubt.ISSUER)
    if "error" in answer or not answer.get("code"):
        raise Doubtful(Doubt.DECLINED)


async def _token(
    provider: Provider, entry: Entry, journey: Journey, code: str
) -> Mapping[str, Any]:
    try:
        async with _client(provider, entry, journey) as client:
            token = await client.fetch_token(
                entry.about["token_endpoint"], code=code, code_verifier=journey.verifier
            )
    except OAuthError as error:
        raise Doubtful(Doubt.DECLINED) from error
    if not isinstance(token, dict) or not isinstance(token.get("access_token"), str):
        raise Doubtful(Doubt.ANSWER)
    return token


async def _more(
    provider: Provider, entry: Entry, claims: Mapping[str, Any], token: str
) -> dict[str, Any]:
    """What the provider tells on asking, when the signed token itself does not name the NIP."""
    place = entry.place("userinfo_endpoint")
    if provider.number_claim in claims or place is None:
        return {}
    told = await document(place, token)
    if told.get("sub") != claims["sub"]:
        raise Doubtful(Doubt.CLAIMS)
    return {n: told[n] for n in (provider.number_claim, provider.verified_claim) if n in told}


def _number(provider: Provider, claims: Mapping[str, Any]) -> str | None:
    """The NIP as it stands, a text and nothing like one; whether it is sound is asked later."""
    number = claims.get(provider.number_claim)
    sure = not provider.verified_claim or claims.get(provider.verified_claim) is True
    return number if isinstance(number, str) and sure else None


def _strong(provider: Provider, claims: Mapping[str, Any]) -> bool:
    """Whether the provider asked for two factors, as far as we are told to believe it."""
    methods = claims.get("amr")
    if provider.mfa == "amr":
        return isinstance(methods, list) and not TWO_FACTORS.isdisjoint(map(str, methods))
    if provider.mfa == "acr":
        return claims.get("acr") in provider.acr
    return provider.mfa == "trust"
