"""An identity provider that lies on purpose: on a real socket, in a thread of ours.

    with fake_provider() as fake:
        fake.claims = {"aud": "somebody-else"}  # None takes a claim away
        fake.sign = "none"

Told nothing, it behaves well: the same fake lets people in, so that each lie is shown to be the
reason why nobody is.
"""

import base64
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import RSAKey

HOST = "127.0.0.1"
CLIENT = "wadah"
SECRET = "a secret that only the fake knows"
Answer = tuple[int, dict[str, str], bytes]


def key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


GOOD, STRANGE = key("good"), key("strange")


@dataclass
class Fake:
    """`claims` and `about` are laid over what is right; None takes something away, and a
    timedelta is that far from now. `answers`
    replaces what a path says. `asked` counts the paths."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    back: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Callable[[], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    signer: RSAKey | bytes | None = field(default_factory=lambda: GOOD)
    published: list[RSAKey] = field(default_factory=lambda: [GOOD])
    userinfo: dict[str, Any] = field(default_factory=dict)
    bend: Callable[[str], str] = str
    nonce: str = ""

    def metadata(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "/authorize", "token_endpoint": "/token",
            "jwks_uri": "/keys", "userinfo_endpoint": "/userinfo", "end_session_endpoint": "/end",
        }  # fmt: skip
        right = {name: self.issuer + path for name, path in places.items()} | {
            "issuer": self.issuer,
            "authorization_response_iss_parameter_supported": True,
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return laid(right, self.about)

    def id_token(self) -> str:
        right = {
            "iss": self.issuer, "aud": CLIENT, "sub": "subject", "nonce": self.nonce,
            "iat": timedelta(), "exp": timedelta(minutes=5), "sid": "sid-1",
        }  # fmt: skip
        return self.bend(self.signed(laid(right, self.claims)))

    def token(self) -> dict[str, Any]:
        return {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token()}

    def logout_token(self, **lies: Any) -> str:
        right = {
            "iss": self.issuer, "aud": CLIENT, "sub": "subject", "sid": "sid-1",
            "iat": timedelta(), "exp": timedelta(minutes=2), "jti": f"jti-{time.monotonic_ns()}",
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }  # fmt: skip
        return self.signed(laid(right, lies), typ="logout+jwt")

    def signed(self, claims: dict[str, Any], **header: Any) -> str:
        right = {"alg": "RS256", "kid": "good"} | header
        if isinstance(self.signer, bytes):
            right["alg"] = "HS256"
        elif self.signer is None:
            right["alg"] = "none"
        else:
            right["kid"] = self.signer.kid
        text = f"{packed(laid(right, self.header))}.{packed(claims)}"
        return f"{text}.{as_text(self.mark(text.encode()))}"

    def mark(self, text: bytes) -> bytes:
        """By hand, since a sound library would not sign most of this."""
        if isinstance(self.signer, bytes):
            return hmac.digest(self.signer, text, "sha256")
        if self.signer is None:
            return b""
        private: Any = self.signer.private_key
        return bytes(private.sign(text, PKCS1v15(), SHA256()))

    def send_back(self, away: str) -> str:
        """What a person does there: they sign in, and are sent back with a code."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(away).query).items()}
        self.nonce = query["nonce"]
        right = {"code": "code", "state": query["state"], "iss": self.issuer}
        return f"{query['redirect_uri']}?{urlencode(laid(right, self.back))}"

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]()
        says: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": self.metadata,
            "/keys": lambda: {"keys": [key.as_dict(private=False) for key in self.published]},
            "/token": self.token,
            "/userinfo": lambda: {"sub": "subject"} | self.userinfo,
        }
        told = says[path]() if path in says else {}
        return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()


def laid(right: dict[str, Any], lies: dict[str, Any]) -> dict[str, Any]:
    """Lies over what is right. A time is told as its distance from now."""
    both = (right | lies).items()
    return {name: since_epoch(value) for name, value in both if value is not None}


def since_epoch(value: Any) -> Any:
    return int(time.time() + value.total_seconds()) if isinstance(value, timedelta) else value


def packed(told: dict[str, Any]) -> str:
    return as_text(json.dumps(told).encode())


def as_text(told: bytes) -> str:
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


@contextmanager
def fake_provider() -> Iterator[Fake]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            status, headers, body = fake.answer(urlsplit(self.path).path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with_quiet(self.wfile.write, body)

        do_POST = do_GET  # noqa: N815 -- the library looks for this name

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        server.daemon_threads = True
        fake = Fake(f"http://{HOST}:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield fake
        finally:
            server.shutdown()
            thread.join()


def with_quiet(write: Callable[[bytes], Any], body: bytes) -> None:
    """Whoever stops listening half-way is right to."""
    try:
        write(body)
    except (BrokenPipeError, ConnectionResetError):
        return
