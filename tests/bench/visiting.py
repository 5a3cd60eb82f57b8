"""One visit as a browser makes it: a page, and everything it needs, over the wire."""

import gzip
import re
import socket
from dataclasses import dataclass
from http.client import HTTPResponse

from tests.bench.asks import get
from tests.bench.load import HOST

NEEDED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
LETTERS = re.compile(r"url\(['\"]?([\w./-]+\.woff2)")
KINDS = {"css": "CSS", "js": "JavaScript", "woff2": "letters", "svg": "icons"}


@dataclass(frozen=True)
class Fetched:
    """An answer: what came over the wire, and what it means."""

    status: int
    wire: int
    body: bytes


def fetch(port: int, request: bytes) -> Fetched:
    with socket.create_connection((HOST, port), 30) as connection:
        connection.sendall(request)
        answer = HTTPResponse(connection)
        answer.begin()
        body = answer.read()
    wire = len(body) + len(str(answer.headers))
    zipped = answer.headers["content-encoding"] == "gzip"
    return Fetched(answer.status, wire, gzip.decompress(body) if zipped else body)


def first_visit(port: int, path: str) -> dict[str, int]:
    """Bytes by kind, from an empty cache. Everything that the page and its styles name counts."""
    page = fetch(port, get(path))
    found = {"HTML": page.wire}
    for address in needed(port, page.body.decode()):
        name = address.partition("?")[0].rpartition(".")[2]
        kind = KINDS.get(name, "other")
        found[kind] = found.get(kind, 0) + fetch(port, get(address)).wire
    return found


def needed(port: int, html: str) -> list[str]:
    addresses = set(NEEDED.findall(html))
    styles = [address for address in addresses if ".css" in address]
    for style in styles:
        text = fetch(port, get(style)).body.decode()
        addresses |= {f"/static/{name}" for name in LETTERS.findall(text)}
    return sorted(addresses)
