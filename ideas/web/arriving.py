"""The answer to whoever has proved who they are: the cookie, and the way on."""

from urllib.parse import urlsplit

from fastapi.responses import RedirectResponse, Response

from ideas.settings import settings
from ideas.web.visit import COOKIE

HALF_A_DAY = 12 * 3600


def welcomed(to: str, token: str) -> Response:
    answer = RedirectResponse(to, 303)
    answer.set_cookie(
        COOKIE, token, max_age=HALF_A_DAY, httponly=True, samesite="lax", secure=settings().secure
    )
    return answer


def within(to: str) -> str:
    """Only a path of ours: never another host, whatever the link says."""
    parts = urlsplit(to)
    outside = parts.scheme or parts.netloc or not to.startswith("/") or to[1:2] in ("/", "\\")
    return "/" if outside or "\\" in to else to
