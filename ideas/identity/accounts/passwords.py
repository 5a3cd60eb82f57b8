"""Passwords, slow on purpose: never call these inside a writing transaction."""

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# Argon2id with 64 MiB, 3 passes, 4 lanes (RFC 9106, second recommended option).
HASHER = PasswordHash((Argon2Hasher(memory_cost=65536, time_cost=3, parallelism=4),))
NOBODY = HASHER.hash("nobody has this password, but checking it takes just as long")


def hashed(password: str) -> str:
    return HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether it is the password; an account that is not there takes just as long."""
    return HASHER.verify(password, stored or NOBODY) and stored is not None
