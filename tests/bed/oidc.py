"""A certified OpenID provider for tests: npm's oidc-provider, in a process of its own.

with provider(ACCOUNTS, redirect_uris=["http://127.0.0.1:8000/sign-in/back"]) as issuer:
    ...
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import playwright

# Playwright brings a Node that the provider supports; the system's may be too old.
NODE = Path(playwright.__file__).parent / "driver" / "node"
HERE = Path(__file__).with_suffix("")
CLIENT_ID = "wadah"
CLIENT_SECRET = "a-secret-that-only-the-tests-know"
Claims = Mapping[str, Any]


@contextmanager
def provider(
    accounts: Mapping[str, Claims],
    *,
    redirect_uris: Sequence[str],
    after_logout: Sequence[str] = (),
    **client: Any,
) -> Iterator[str]:
    """The issuer's address. `accounts`: what a person types as user name → their claims."""
    with rotating_provider(
        accounts, redirect_uris=redirect_uris, after_logout=after_logout, **client
    ) as (issuer, _rotate):
        yield issuer


@contextmanager
def rotating_provider(
    accounts: Mapping[str, Claims],
    *,
    redirect_uris: Sequence[str],
    after_logout: Sequence[str] = (),
    **client: Any,
) -> Iterator[tuple[str, Callable[[], str]]]:
    """The same, and a way to give it another key: `rotate()` tells the new key's name."""
    about = {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "redirect_uris": list(redirect_uris),
        "post_logout_redirect_uris": list(after_logout),
        **client,
    }
    with node("provider.mjs") as process:
        issuer = told(process, {"client": about, "accounts": dict(accounts)})["issuer"]
        yield issuer, lambda: str(told(process, {"rotate": True})["kid"])


@contextmanager
def node(script: str) -> Iterator[subprocess.Popen[str]]:
    """Node ends when its input closes: also when the tests are killed."""
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([NODE, script], cwd=HERE, stderr=subprocess.DEVNULL, **pipes) as process:
        try:
            yield process
        finally:
            process.terminate()


def told(process: subprocess.Popen[str], question: dict[str, Any]) -> dict[str, Any]:
    write, read = pipe(process.stdin), pipe(process.stdout)
    write.write(json.dumps(question) + "\n")
    write.flush()
    answer = read.readline()
    if not answer:
        raise RuntimeError(
            "the test provider did not start; run `node tests/bed/oidc/provider.mjs`"
        )
    told: dict[str, Any] = json.loads(answer)
    return told


def pipe(end: IO[str] | None) -> IO[str]:
    assert end is not None
    return end
