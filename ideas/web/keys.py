"""Keys of a signed-in browser: the form token against forgery, and the once-key of each form."""

import hashlib
import hmac

from ideas import given

HEXADECIMAL = frozenset("0123456789abcdef")
MARK = 32  # hexadecimal digits of a signature, 128 bits


def hashed(token: str) -> str:
    """What the database keeps instead of a cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:MARK]


def form_token(secret: str) -> str:
    """The session's token under a fresh mask, so that it never looks the same twice (BREACH)."""
    mask = given.new_secret()[:MARK]
    return mask + _xor(mask, sign(secret, "form"))


def token_fits(secret: str, token: str) -> bool:
    if len(token) != 2 * MARK or not _hexadecimal(token):
        return False
    return hmac.compare_digest(_xor(token[:MARK], token[MARK:]), sign(secret, "form"))


def once_key(secret: str) -> str:
    nonce = given.new_secret()[:MARK]
    return f"{nonce}{sign(secret, nonce)}"


def once_fits(secret: str, key: str) -> bool:
    if len(key) != 2 * MARK or not _hexadecimal(key):
        return False
    return hmac.compare_digest(key[MARK:], sign(secret, key[:MARK]))


def _xor(a: str, b: str) -> str:
    return f"{int(a, 16) ^ int(b, 16):0{MARK}x}"


def _hexadecimal(text: str) -> bool:
    return HEXADECIMAL.issuperset(text)


def same(a: str, b: str) -> bool:
    """Whether two marks are one, told in the same time however far they agree."""
    return hmac.compare_digest(a.encode(), b.encode())
