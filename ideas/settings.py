"""Every setting from the environment, typed, each with a default that runs."""

from functools import lru_cache
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]


class Settings(BaseSettings):
    """Read from `IDEAS_…`; see docs/settings.md for what each one means."""

    model_config = SettingsConfigDict(env_prefix="IDEAS_", extra="ignore")

    database: str = f"sqlite:///{ROOT}/var/wadah.db"
    files: Path = ROOT / "var" / "files"
    site: str = "Wadah"
    address: str = "http://127.0.0.1:8000"
    demo: bool = False
    # Moves the product's clock, in seconds. Only the demo year and tests use it.
    clock_shift: float = 0.0

    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: SecretStr = SecretStr("")
    oidc_name: str = "ASN Digital"

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
    def secure(self) -> bool:
        """Whether people reach us over TLS; cookies are then marked Secure."""
        return self.address.startswith("https://")


@lru_cache
def settings() -> Settings:
    return Settings()
