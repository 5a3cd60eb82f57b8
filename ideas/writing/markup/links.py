"""Addresses in written text: which lead somewhere, and what to say about where."""

import re
from urllib.parse import urlsplit

PICTURE = "lampiran:"
# No user part, no backslash, no space: what a reader and a browser could take for two hosts.
HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?"
ADDRESS = re.compile(rf'https?://{HOST}(?:[/?#][^\s\\<>"]*)?', re.ASCII | re.IGNORECASE)
LETTERS = re.compile(r"mailto:[\w.%+-]+@[a-z0-9.-]+", re.ASCII | re.IGNORECASE)


def goes(address: str) -> bool:
    """Whether a link may lead there: a plain web address, or one for letters."""
    return bool(ADDRESS.fullmatch(address) or LETTERS.fullmatch(address))


def told_apart(address: str, shown: str) -> str:
    """What to add behind a link, so that nobody is led elsewhere than it says: " (contoh.id)"."""
    host = urlsplit(address).hostname or address.partition(":")[2]
    said = shown.strip().rstrip("/").casefold()
    if said in (host.casefold(), address.rstrip("/").casefold()):
        return ""
    return f" ({host})"
