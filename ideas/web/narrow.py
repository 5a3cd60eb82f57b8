"""What comes from far away is read narrowly: each thing once, little of it, and not for long."""

import asyncio
from urllib.parse import parse_qs

from fastapi import Request

from ideas.outside.doubts import Doubt, Doubtful

MOST_BYTES = 64 << 10
SECONDS = 5


def said_once(request: Request) -> dict[str, str]:
    said = request.query_params.multi_items()
    if len(said) != len(dict(said)):
        raise Doubtful(Doubt.STATE)
    return dict(said)


async def small_field(request: Request, name: str) -> str:
    """One field of a form from a machine that we do not know yet: small, and in time."""
    body = b""
    try:
        async with asyncio.timeout(SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > MOST_BYTES:
                    raise Doubtful(Doubt.ANSWER)
        return parse_qs(body.decode("ascii"), max_num_fields=9)[name][0]
    except (TimeoutError, KeyError, ValueError) as error:
        raise Doubtful(Doubt.ANSWER) from error
