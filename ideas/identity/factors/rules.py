"""The second step without a database: six digits of this half minute, and codes on paper."""

import hmac
from datetime import datetime

from pyotp import TOTP

PERIOD = 30  # seconds, as every authenticator app counts
AROUND = (-1, 0, 1)
DIGITS = 6
CODES = 10
FEW = 3  # codes left when one is told to make new ones


def fitting_step(secret: str, code: str, moment: datetime, last: int) -> int | None:
    """The half minute that a code belongs to, if it has not been used: one early or late counts."""
    here = int(moment.timestamp()) // PERIOD
    fitting = [
        step
        for step in (here + near for near in AROUND)
        if step > last and hmac.compare_digest(TOTP(secret).generate_otp(step), code)
    ]
    return fitting[0] if fitting else None


def plain(code: str) -> str:
    """As it is typed: '123 456', 'k7q2m4xf…' with or without dashes."""
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())


def is_totp(code: str) -> bool:
    return len(code) == DIGITS and code.isdigit()


def spoken(secret: str) -> str:
    """For typing it into an app: in groups of four."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
