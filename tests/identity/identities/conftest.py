"""A world with one person whose NIP providers may vouch for, and providers of both kinds."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ideas import given
from ideas.outside import directory
from ideas.settings import settings
from ideas.staff.people.models import Person, PersonNumber
from tests.bed.fake_provider import CLIENT, SECRET, Fake, fake_provider
from tests.factories import Make
from tests.identity.identities.going import HOME, NIP


def offer(monkeypatch: pytest.MonkeyPatch, *providers: dict[str, Any]) -> None:
    """From now on people may come in by these."""
    monkeypatch.setenv("IDEAS_ADDRESS", HOME)
    monkeypatch.setenv("IDEAS_PROVIDERS", json.dumps(providers))
    settings.cache_clear()
    directory.forget()


@pytest.fixture
def ticking(make: Make) -> Iterator[None]:  # noqa: ARG001 -- after the time stood still
    """The product's clock goes on, as a provider's does."""
    with given.world(frozen=None):
        yield


@pytest.fixture
def sari(make: Make) -> Person:
    sari = make.person("Sari Puspakirana")
    make.save(PersonNumber(number=NIP, person_id=sari.id, since=date(2020, 12, 1)))
    return sari


@pytest.fixture
def fake(
    ticking: None,  # noqa: ARG001 -- the world
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Fake]:
    """A provider under the key `asn`, which so far behaves well."""
    with fake_provider() as fake:
        fake.claims = {"nip": NIP}
        offer(monkeypatch, described(fake, "asn", "ASN Digital"))
        yield fake


def described(fake: Fake, key: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key, "name": name, "issuer": fake.issuer, "client": CLIENT, "secret": SECRET, **more,
    }  # fmt: skip
