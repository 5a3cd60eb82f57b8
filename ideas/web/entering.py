"""The browser that comes in: its cookies, where it is, and whether it has been here before."""

import ipaddress
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from ideas import given
from ideas.identity.accounts.guessing import Guess
from ideas.identity.accounts.rules import place_in_words
from ideas.identity.signins.actions import Proof
from ideas.identity.signins.rules import SESSION, Method, browser_in_words
from ideas.secret import digest
from ideas.settings import settings
from ideas.web import keys
from ideas.web.visit import COOKIE

KNOWN, KEY = "known", "wadah_key"
YEAR = 31536000
HOPS = 8


def welcomed(to: str, token: str) -> RedirectResponse:
    answer = RedirectResponse(to, 303)
    _put(answer, COOKIE, token, round(SESSION.total_seconds()))
    return answer


def proof_of(
    request: Request, method: Method, *, strong: bool = False, waits: bool = False
) -> Proof:
    return Proof(
        method, strong=strong, waits=waits, place=place_in_words(address_of(request)),
        browser=browser_in_words(request.headers.get("user-agent", "")),
    )  # fmt: skip


def guess_of(request: Request, account: str, what: str = "") -> Guess:
    """`what` is guessed besides the password is counted apart from it."""
    device = known_device(request, account)
    return Guess.at(f"{what} {account}".strip(), address_of(request), device)


def known_device(request: Request, account: str) -> str:
    """The device's own name, when this account has been opened on it before."""
    device, _, mark = request.cookies.get(KNOWN, "").partition(".")
    return device if device and keys.same(mark, _mark(device, account)) else ""


def remember_device(answer: Response, account: str) -> None:
    device = given.new_secret()[:32]
    _put(answer, KNOWN, f"{device}.{_mark(device, account)}", YEAR)


def browser_key(request: Request) -> str:
    """What binds a challenge to the browser that asked for it."""
    return request.cookies.get(COOKIE) or request.cookies.get(KEY) or ""


def give_key(answer: Response, key: str) -> None:
    _put(answer, KEY, key, 600)


def address_of(request: Request) -> str:
    """Who is at the other end. A proxy is believed only when it is one of ours."""
    address = request.client.host if request.client else ""
    passed = request.headers.get("x-forwarded-for", "").split(",")[-HOPS:]
    while passed and _ours(address):
        address = passed.pop().strip() or address
    return address


def within(to: str) -> str:
    """Only a path of ours: never another host, whatever the link says."""
    parts = urlsplit(to)
    outside = parts.scheme or parts.netloc or not to.startswith("/") or to[1:2] in ("/", "\\")
    return "/" if outside or "\\" in to else to


def _put(answer: Response, name: str, value: str, seconds: int) -> None:
    answer.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="lax", secure=settings().secure
    )


def _mark(device: str, account: str) -> str:
    return digest(f"{device} {account.lower()}", "known browser")[:32]


def _ours(address: str) -> bool:
    networks = [part.strip() for part in settings().proxies.split(",") if part.strip()]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in ipaddress.ip_network(network) for network in networks)
