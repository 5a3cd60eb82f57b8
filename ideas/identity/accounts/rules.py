"""Local accounts without a database: sound names and passwords, guessing slowed down."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from ideas.say import Sentence, say

SHORTEST, LONGEST = 12, 200
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58}[a-z0-9])")
EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", re.A | re.I
)
LONGEST_EMAIL = 254
EASY = ("password", "katasandi", "rahasia", "indonesia", "12345", "qwerty", "sandi123", "wadah")
FEW_LETTERS = 6
IPV6_HOME = 64  # one household or office; whoever has it has all its addresses

WINDOW = timedelta(minutes=15)
MOST_HERE = 8  # wrong guesses at one account from one place
MOST_PER_ADDRESS = 60  # from one address at all accounts, by browsers we do not know
MOST_ELSEWHERE = 20  # at one account from everywhere, by browsers it does not know


@dataclass(frozen=True)
class Guesses:
    """Wrong guesses in the window: from this place, from this address, and at this account."""

    here: int
    address: int
    account: int


def too_often(guesses: Guesses, *, known: bool) -> Sentence | None:
    """Guessing is counted where it happens, so that it slows down those who guess.

    A browser that has been in this account before is a place of its own: whatever others do from
    elsewhere, or from the same office, its owner is only held to their own mistakes. Passkeys,
    providers and links by letter are never counted here.
    """
    if guesses.here > MOST_HERE or (not known and guesses.address > MOST_PER_ADDRESS):
        return say("Terlalu sering mencoba. Tunggu 15 menit, lalu coba lagi.")
    if not known and guesses.account > MOST_ELSEWHERE:
        return say("Akun ini sedang dicoba dari banyak tempat. Pakai perangkat biasa atau surat.")
    return None


def network_of(address: str) -> str:
    """The address as it is counted: of IPv6 only what belongs to one household or office."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address[:40]
    if ip.version == 4:  # noqa: PLR2004 -- IPv4
        return str(ip)
    return str(ipaddress.ip_network((ip, IPV6_HOME), strict=False).network_address)


def place_in_words(address: str) -> str:
    """Where a sign-in came from, as roughly as it helps its owner: '103.28.…'."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    parts = ip.exploded.split("." if ip.version == 4 else ":")  # noqa: PLR2004 -- IPv4
    return f"{parts[0]}.{parts[1]}.…" if ip.version == 4 else f"{parts[0]}:{parts[1]}:…"  # noqa: PLR2004 -- IPv4


def weakness(password: str, names: tuple[str, ...] = ()) -> Sentence | None:
    """What makes a password easy to guess. Length counts, odd signs do not (NIST SP 800-63B)."""
    low = password.casefold()
    if len(password) < SHORTEST:
        return say("Paling sedikit {n} huruf. Beberapa kata biasa sudah cukup.", n=SHORTEST)
    if len(set(low)) < FEW_LETTERS or any(low.replace(word, "") == "" for word in EASY):
        return say("Kata sandi ini mudah ditebak. Coba beberapa kata yang tidak berhubungan.")
    if any(len(name) > 2 and name.casefold() in low and len(low) < 2 * len(name) for name in names):  # noqa: PLR2004 -- initials say nothing
        return say("Jangan pakai nama Anda sebagai kata sandi.")
    return None


def sound_email(email: str) -> str:
    """An address that a letter can be sent to, or the reason why not."""
    if len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email):
        raise ValueError(say("Tulis alamat lengkap, misalnya nama@kantor.go.id."))
    return email


def username_is_sound(username: str) -> bool:
    return USERNAME.fullmatch(username) is not None


def suggested_username(name: str) -> str:
    """First and last word of a name: 'sari.puspakirana'."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [re.sub(r"[^a-z0-9]", "", word) for word in plain.split()]
    kept = [word for word in words if word]
    return ".".join(dict.fromkeys([kept[0], kept[-1]]))[:60] if kept else ""
