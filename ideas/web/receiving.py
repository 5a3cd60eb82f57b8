"""Taking in what a form sends, bounded: words in memory, one large file on the disk."""

from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from ideas.failures import Refused
from ideas.say import say
from ideas.web.forms import Typed

WORDS = "application/x-www-form-urlencoded"
MOST_FIELDS = 2000
MOST_BYTES = 16 << 20
MOST_IN_A_FILE = 300 << 20


async def typed_in(request: Request, *, files: bool = False) -> Typed:
    if _size(request) > most_bytes(files=files):
        return Typed()
    bounded = Request(request.scope, at_most(most_bytes(files=files), request.receive))
    kind = request.headers.get("content-type", "")
    try:
        return await (_words(bounded) if kind.startswith(WORDS) else _parts(bounded, files=files))
    except ClientDisconnect:
        return Typed()


async def _words(request: Request) -> Typed:
    """Most forms, and every mark that is saved: read in one go."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return Typed(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error


async def _parts(request: Request, *, files: bool) -> Typed:
    form = await request.form(
        max_fields=MOST_FIELDS, max_files=int(files), max_part_size=MOST_BYTES
    )
    pairs = form.multi_items()
    sent = {name: value for name, value in pairs if isinstance(value, UploadFile)}
    return Typed(((name, value) for name, value in pairs if isinstance(value, str)), sent)


def most_bytes(files: bool) -> int:
    return MOST_IN_A_FILE if files else MOST_BYTES


def at_most(most: int, receive: Receive) -> Receive:
    """A body that does not tell its length is cut off where it becomes too long."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= most else {"type": "http.disconnect"}

    return bounded


def check_size(request: Request, *, files: bool) -> None:
    if _size(request) > most_bytes(files=files):
        raise Refused(
            say("Berkas ini terlalu besar. Paling besar 300 MB.")
            if files
            else say("Kiriman ini terlalu besar. Paling besar 16 MB.")
        )


def _size(request: Request) -> int:
    return int(request.headers.get("content-length") or 0)
