"""Coming in by an identity provider."""

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.identity.identities.actions import Arrival, refuse_identity, sign_in_by_provider
from ideas.identity.identities.departing import come_back, depart
from ideas.identity.identities.queries import provider_named
from ideas.identity.identities.rules import AWAY, made_from
from ideas.identity.signins.actions import Proof
from ideas.identity.signins.rules import Method
from ideas.outside import sso
from ideas.outside.doubts import Doubt, Doubtful
from ideas.say import say
from ideas.settings import Provider, settings
from ideas.web import keys
from ideas.web.entering import proof_of, welcomed, within
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.saying import say_after
from ideas.web.visiting import dressed, visit_of

pages = Pages()

COOKIE = "wadah_sso"  # a browser on its way; it opens nothing here
SECRET = 64


@pages.far("GET", "/signin/return", Act.SIGN_IN)
async def get_older_return(request: Request) -> Response:
    """Where the one provider of earlier versions was told to send people back to."""
    return RedirectResponse(f"{path('get_return', provider='sso')}?{request.url.query}", 303)


@pages.far("GET", "/signin/{provider}", Act.SIGN_IN)
async def get_departure(request: Request, provider: str) -> Response:
    ours, state = provider_named(provider), given.new_secret()
    secret = _secret(request) or given.new_secret()
    try:
        again = "again" in request.query_params
        to = await sso.way_to(ours, _journey(ours, secret, state), again=again)
    except Doubtful as doubtful:
        return await run_in_threadpool(_turned_away, request, ours, doubtful)
    wish = within(request.query_params.get("next", "/"))
    await run_in_threadpool(_depart, ours, state, secret, wish)
    answer = RedirectResponse(to, 303)
    answer.set_cookie(
        COOKIE, secret, max_age=int(AWAY.total_seconds()), path="/signin", httponly=True,
        samesite="lax", secure=settings().secure,
    )  # fmt: skip
    return answer


@pages.far("GET", "/signin/{provider}/return", Act.SIGN_IN)
async def get_return(request: Request, provider: str) -> Response:
    ours, token = provider_named(provider), given.new_secret()
    try:
        secret, said = _secret(request), _once_each(request)
        to = await run_in_threadpool(_come_back, ours, said.get("state", ""), secret)
        vouched = await sso.vouched(ours, said, _journey(ours, secret, said["state"]))
        browser = proof_of(request, Method.PROVIDER)
        arrival = await run_in_threadpool(_accept, ours, vouched, token, browser)
    except Doubtful as doubtful:
        return await run_in_threadpool(_turned_away, request, ours, doubtful)
    answer = welcomed(to, token)
    if arrival.linked:
        say_after(answer, say("Akun Anda terhubung dengan {provider}.", provider=ours.name))
    return answer


def _journey(provider: Provider, secret: str, state: str) -> sso.Journey:
    back = path("get_return", provider=provider.key)
    if provider.key == "sso":
        back = path("get_older_return")
    nonce, verifier = (made_from(secret, purpose, state) for purpose in ("nonce", "verifier"))
    return sso.Journey(state, nonce, verifier, settings().address + back)


def _secret(request: Request) -> str:
    """What ties the way back to this browser; what could not be ours is as good as nothing."""
    secret = request.cookies.get(COOKIE, "")
    return secret if len(secret) == SECRET and secret.isascii() and secret.isalnum() else ""


def _once_each(request: Request) -> dict[str, str]:
    said = request.query_params.multi_items()
    if len(said) != len(dict(said)):
        raise Doubtful(Doubt.STATE)
    return dict(said)


def _depart(provider: Provider, state: str, secret: str, to: str) -> None:
    with transaction() as session:
        depart(session, provider.key, state, secret, to)


def _come_back(provider: Provider, state: str, secret: str) -> str:
    with transaction() as session:
        return come_back(session, provider.key, state, secret)


def _accept(provider: Provider, vouched: sso.Vouched, token: str, browser: Proof) -> Arrival:
    """Once more when another window was quicker to link the same person."""
    try:
        return _accepted(provider, vouched, token, browser)
    except IntegrityError:
        return _accepted(provider, vouched, token, browser)


def _accepted(provider: Provider, vouched: sso.Vouched, token: str, browser: Proof) -> Arrival:
    with transaction() as session:
        return sign_in_by_provider(
            session, provider, vouched, token_hash=keys.hashed(token), browser=browser
        )


def _refuse(provider: Provider, doubtful: Doubtful) -> None:
    with transaction() as session:
        refuse_identity(session, provider, doubtful)


def _turned_away(request: Request, provider: Provider, doubtful: Doubtful) -> Response:
    _refuse(provider, doubtful)
    happened, advice = doubtful.told_of(provider.name)
    with transaction(writes=False) as session:
        visit = visit_of(request, session, "/signin")
        visit.status = doubtful.status
        return dressed(
            visit,
            show(visit, "identities/refused.html", happened=happened, advice=advice,
                 code=doubtful.doubt),
        )  # fmt: skip
