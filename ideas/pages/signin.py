"""Coming in and going out."""

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from ideas import given
from ideas.accounts.actions import check_attempts, note_attempt
from ideas.accounts.passwords import fits
from ideas.accounts.queries import find_account
from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.identities.queries import provider_of
from ideas.say import say
from ideas.settings import settings
from ideas.signins.actions import Proof, begin_session, sign_out
from ideas.signins.rules import Method
from ideas.web import keys
from ideas.web.arriving import welcomed, within
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import COOKIE, Visit

pages = Pages()

LOOKS = {"theme": ("light", "dark"), "text": ("besar",), "language": ("id", "en")}


class SignInForm(Form):
    username: str = Field(min_length=1, max_length=80)
    password: str = Field(min_length=1, max_length=200)
    next: str = ""


class LookForm(Form):
    theme: str | None = None
    text: str | None = None
    language: str | None = None
    back: str = "/"


@pages.read("/signin", Act.SIGN_IN, public=True)
def get_signin(visit: Visit) -> Response:
    to = within(visit.kept("next") or visit.request.query_params.get("next", "/"))
    return show(visit, "signin/form.html", next=to, providers=settings().identity_providers)


@pages.write("/signin", Act.SIGN_IN, page=get_signin, public=True, alone=True)
def post_signin(visit: Visit) -> Response:
    form = visit.filled(SignInForm)
    account_hash, address = keys.hashed(form.username.lower()), _address(visit.request)
    with transaction() as session:
        check_attempts(session, account_hash, address)
        account = find_account(session, form.username)
    if not fits(form.password, account.password if account else None) or account is None:
        with transaction() as session:
            note_attempt(session, account_hash, address)
        raise Invalid(
            {"password": say("Nama akun atau kata sandi tidak cocok. Coba periksa lagi.")}
        )
    token = given.new_secret()
    with transaction() as session:
        proof = Proof(Method.PASSWORD, strong=True)
        begin_session(session, account.person_id, proof, token_hash=keys.hashed(token))
    return welcomed(within(form.next), token)


@pages.write("/signout", Act.SIGN_OUT, page=get_signin)
def post_signout(visit: Visit) -> Response:
    provider = provider_of(visit.session, keys.hashed(visit.secret))
    sign_out(visit.session, visit.me, keys.hashed(visit.secret))
    to = path("get_way_out", provider=provider.key) if provider else "/"
    answer = RedirectResponse(to, 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=settings().secure)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@pages.write("/settings", Act.CHOOSE_LOOK, page=get_signin, public=True)
def post_settings(visit: Visit) -> Response:
    form = visit.filled(LookForm)
    answer = RedirectResponse(within(form.back), 303)
    for name, value in form.model_dump(exclude={"back"}, exclude_none=True).items():
        look = value if value in LOOKS[name] else ""
        answer.set_cookie(name, look, max_age=31536000, samesite="lax")
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
