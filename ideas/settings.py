"""Every setting from the environment, typed, each with a default that runs."""

from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]


class Provider(BaseModel):
    """An identity provider that people may come in by; see docs/single-sign-on.md.

    `number_claim` carries the NIP; with `verified_claim`, only while that one is true. `mfa` says
    what counts as two factors: its word (trust), its `amr`, its `acr`, or nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,30}$")
    name: str = Field(min_length=1, max_length=60)
    issuer: str = Field(max_length=300)
    client: str
    secret: SecretStr = SecretStr("")
    scopes: str = "openid profile"
    number_claim: str = "nip"
    verified_claim: str = ""
    mfa: Literal["trust", "amr", "acr", "none"] = "amr"
    acr: tuple[str, ...] = ()

    @field_validator("issuer")
    @classmethod
    def _is_safe(cls, issuer: str) -> str:
        if not safe_address(issuer):
            raise ValueError("an issuer is an https address without query or fragment")
        return issuer


def safe_address(url: object) -> bool:
    """Whether secrets may travel there: https, or this machine itself."""
    plain = isinstance(url, str) and url.isascii() and url.isprintable() and " " not in url
    parts = urlsplit(url) if plain and isinstance(url, str) else urlsplit("")
    near = parts.hostname in ("127.0.0.1", "localhost", "::1")
    usual = bool(parts.hostname) and not (parts.fragment or parts.username)
    return usual and (parts.scheme == "https" or (near and parts.scheme == "http"))


class Settings(BaseSettings):
    """Read from `IDEAS_…`; see docs/settings.md for what each one means."""

    model_config = SettingsConfigDict(env_prefix="IDEAS_", extra="ignore")

    database: str = f"sqlite:///{ROOT}/var/wadah.db"
    # A folder, or s3://bucket/prefix with the four below.
    store: str = Field(default=str(ROOT / "var" / "files"), validation_alias="IDEAS_FILES")
    files_endpoint: str = ""
    files_region: str = "us-east-1"
    files_key: str = ""
    files_secret: SecretStr = SecretStr("")
    # In megabytes: all files of one proposal, and what one person may send in a day.
    files_proposal: int = Field(default=200, ge=1)
    files_day: int = Field(default=500, ge=1)
    site: str = "Wadah"
    address: str = "http://127.0.0.1:8000"
    demo: bool = False
    # Moves the product's clock, in seconds. Only the demo year and tests use it.
    clock_shift: float = 0.0

    providers: tuple[Provider, ...] = ()
    # One provider, in the words of earlier versions.
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: SecretStr = SecretStr("")
    oidc_name: str = "ASN Digital"

    # Whether an award by decree goes on naming somebody who was erased everywhere else.
    keep_names: bool = True
    # The key of what is kept encrypted; made once beside the files when it is not set.
    secret: SecretStr = SecretStr("")
    # smtp://, smtps:// or smtp-plain://user:password@host:port, or file:///folder.
    # Without it letters wait.
    mail: SecretStr = SecretStr("")
    mail_from: str = ""
    mail_reply: str = ""
    # Networks of our own proxies, whose word on a visitor's address counts: 10.0.0.0/8,…
    proxies: str = ""

    pool_size: int = 10

    @property
    def identity_providers(self) -> tuple[Provider, ...]:
        """Every provider, the one of the older settings first, under the key `sso`."""
        if not self.oidc_issuer:
            return self.providers
        older = Provider(
            key="sso", name=self.oidc_name, issuer=self.oidc_issuer, client=self.oidc_client,
            secret=self.oidc_secret, scopes="openid profile personnel", mfa="trust",
        )  # fmt: skip
        return (older, *self.providers)

    @field_validator("providers")
    @classmethod
    def _are_apart(cls, providers: tuple[Provider, ...]) -> tuple[Provider, ...]:
        for name in ("key", "issuer"):
            values = [getattr(provider, name) for provider in providers]
            if len(values) != len(set(values)):
                raise ValueError(f"two identity providers share one {name}")
        return providers

    @property
    def files(self) -> Path:
        """The folder of files; with a bucket, where what is written or read lies meanwhile."""
        return ROOT / "var" / "files" if self.store.startswith("s3://") else Path(self.store)

    @property
    def secure(self) -> bool:
        """Whether people reach us over TLS; cookies are then marked Secure."""
        return self.address.startswith("https://")


@lru_cache
def settings() -> Settings:
    return Settings()
