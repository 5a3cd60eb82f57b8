"""Giving out a file: by permission of the page that asks, never by its path, never as a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from ideas.failures import Missing
from ideas.outside.files import send
from ideas.writing.files.rules import MEDIA, PICTURES, FileKind

# Whatever is in it: a browser that opens it runs nothing, loads nothing, and is nobody.
APART = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class Given:
    """A file on its way out. `shown`: on a page of ours, which only pictures we made may be."""

    key: str
    kind: FileKind
    name: str
    size: int | None = None
    shown: bool = False


def given_out(request: Request, given: Given) -> Response:
    tag = f'"{given.key[:64]}"'
    headers = _headers(given) | {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if given.size is not None:
        headers["Content-Length"] = str(given.size)
    return StreamingResponse(_begun(given.key), media_type=MEDIA[given.kind], headers=headers)


def download(content: bytes, kind: str, name: str) -> Response:
    """What was made just now, to be kept under a plain name."""
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=named)


def table(content: str, name: str) -> Response:
    """Marked as UTF-8, without which some spreadsheets guess."""
    return download(f"\ufeff{content}".encode(), "text/csv; charset=utf-8", name)


def _begun(key: str) -> Iterator[bytes]:
    """The first block is read before anything is answered: what is not there is a 404."""
    blocks = send(key)
    try:
        first = next(blocks)
    except FileNotFoundError:
        raise Missing from None
    return chain([first], blocks)


def _headers(given: Given) -> dict[str, str]:
    plain = given.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    inline = given.shown and given.kind in PICTURES
    named = f"filename=\"{plain}\"; filename*=UTF-8''{quote(given.name, safe='')}"
    return {
        "Content-Disposition": f"{'inline' if inline else 'attachment'}; {named}",
        "Content-Security-Policy": APART,
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
