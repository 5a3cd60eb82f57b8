"""Going out by an identity provider: from here to there, and when there it was first."""

import asyncio
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ideas.acts import Act
from ideas.database import transaction
from ideas.identity.identities.actions import refuse_identity
from ideas.identity.identities.ending import hear_notice
from ideas.identity.identities.queries import provider_named
from ideas.outside import sso
from ideas.outside.doubts import Doubt, Doubtful
from ideas.outside.tokens import Notice
from ideas.say import say
from ideas.settings import Provider, settings
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.saying import say_after
from ideas.web.visit import COOKIE
from ideas.web.visiting import dressed, visit_of

pages = Pages()

MOST_BYTES = 64 << 10
SECONDS = 5


@pages.far("POST", "/signin/{provider}/logout", Act.HEAR_NOTICE)
async def post_notice(request: Request, provider: str) -> Response:
    """The provider itself comes here: no browser, no cookie; what it signed is all that counts."""
    ours = provider_named(provider)
    try:
        notice = await sso.heard(ours, await _notice(request))
        await run_in_threadpool(_hear, ours, notice)
    except Doubtful as doubtful:
        await run_in_threadpool(_refuse, ours, doubtful)
        return JSONResponse({"error": "invalid_request"}, 400)
    return Response()


@pages.far("GET", "/signin/{provider}/leave", Act.SIGN_OUT)
async def get_way_out(request: Request, provider: str) -> Response:
    """After signing out here: on to the provider, where one is signed in still."""
    ours = provider_named(provider)
    try:
        to = await sso.way_out(ours, settings().address + path("get_left", provider=ours.key))
    except Doubtful:
        to = None
    return await run_in_threadpool(_leaving, request, ours, to)


@pages.far("GET", "/signin/{provider}/left", Act.SIGN_OUT)
async def get_left(request: Request, provider: str) -> Response:
    """Back from the provider's way out, with nothing left to be signed in by."""
    answer, name = RedirectResponse("/", 303), provider_named(provider).name
    if not request.cookies.get(COOKIE):
        say_after(answer, say("Anda sudah keluar dari Wadah dan dari {provider}.", provider=name))
    return answer


async def _notice(request: Request) -> str:
    """The one field that the provider sends, small and in time."""
    body = b""
    try:
        async with asyncio.timeout(SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > MOST_BYTES:
                    raise Doubtful(Doubt.ANSWER)
        return parse_qs(body.decode("ascii"), max_num_fields=9)["logout_token"][0]
    except (TimeoutError, KeyError, ValueError) as error:
        raise Doubtful(Doubt.ANSWER) from error


def _hear(provider: Provider, notice: Notice) -> None:
    with transaction() as session:
        hear_notice(session, provider, notice)


def _refuse(provider: Provider, doubtful: Doubtful) -> None:
    with transaction() as session:
        refuse_identity(session, provider, doubtful)


def _leaving(request: Request, provider: Provider, to: str | None) -> Response:
    """A page that goes on by itself: a form's answer may not lead elsewhere (form-action)."""
    with transaction(writes=False) as session:
        visit = visit_of(request, session, "/")
        if visit.person:
            return RedirectResponse("/", 303)
        answer = dressed(visit, show(visit, "identities/leaving.html", provider=provider, to=to))
    if to:
        answer.headers["Refresh"] = f"0; url={to}"
    return answer
