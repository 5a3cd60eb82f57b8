"""What each provider says of itself, kept for an hour; its keys are asked again when one is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ideas import given
from ideas.outside.doubts import Doubt, Doubtful
from ideas.outside.fetching import document
from ideas.settings import Provider, safe_address

FRESH = timedelta(hours=1)
PATIENCE = timedelta(minutes=1)  # nobody can make us ask for keys more often than this
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
WISHED = ("userinfo_endpoint", "end_session_endpoint")
KINDS = ("RSA", "EC", "OKP")
SIGNING = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


@dataclass
class Entry:
    """A provider's own description and its keys. `asked_again`: when a new key was last sought."""

    about: dict[str, Any]
    keys: KeySet
    at: datetime
    asked_again: datetime | None = None

    @property
    def algorithms(self) -> list[str]:
        """Signatures that it makes and we take: never `none`, never one with a shared secret."""
        told = self.about.get("id_token_signing_alg_values_supported")
        told = told if isinstance(told, list) else ["RS256"]
        return [name for name in SIGNING if name in told]

    def place(self, name: str) -> str | None:
        url = self.about.get(name)
        return url if isinstance(url, str) else None


_entries: dict[str, Entry] = {}


def forget() -> None:
    _entries.clear()


async def entry_of(provider: Provider) -> Entry:
    """From memory when it is fresh, else asked anew."""
    entry = _entries.get(provider.issuer)
    if entry is None or not _within(entry.at, FRESH):
        about = await _about(provider.issuer)
        keys = await _keys(about["jwks_uri"])
        entry = _entries[provider.issuer] = Entry(about, keys, given.now())
    return entry


async def ask_again(entry: Entry) -> bool:
    """Fetch the keys once more, since a token names one we do not know; whether we did."""
    if entry.asked_again is not None and _within(entry.asked_again, PATIENCE):
        return False
    entry.asked_again = given.now()
    entry.keys = await _keys(entry.about["jwks_uri"])
    return True


def _within(at: datetime, time: timedelta) -> bool:
    return timedelta() <= given.now() - at < time


async def _about(issuer: str) -> dict[str, Any]:
    about = await document(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    places = [about.get(name) for name in NEEDED]
    places += [about[name] for name in WISHED if about.get(name) is not None]
    if about.get("issuer") != issuer or not all(map(safe_address, places)):
        raise Doubtful(Doubt.METADATA)
    return about


async def _keys(url: str) -> KeySet:
    """Public keys for signatures; a shared secret among them is no key to us."""
    told = (await document(url)).get("keys")
    rows = [key for key in told if isinstance(key, dict)] if isinstance(told, list) else []
    rows = [k for k in rows if k.get("kty") in KINDS and k.get("use", "sig") == "sig"]
    try:
        return KeySet.import_key_set({"keys": rows})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Doubtful(Doubt.METADATA) from error
