"""Coming in and going out."""

from urllib.parse import quote

from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.identity.accounts.guessing import begin_guess, forgive_guesses, note_refusals
from ideas.identity.accounts.models import Account
from ideas.identity.accounts.passwords import fits
from ideas.identity.accounts.queries import find_account
from ideas.identity.factors.queries import Steps, steps_of
from ideas.identity.identities.queries import provider_of
from ideas.identity.passkeys import ceremonies
from ideas.identity.signins.actions import begin_session, sign_out
from ideas.identity.signins.queries import holds_role
from ideas.identity.signins.rules import Method
from ideas.say import say
from ideas.settings import settings
from ideas.staff.people.actions import choose_language
from ideas.web import keys
from ideas.web.entering import guess_of, proof_of, remember_device, welcomed, within
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
    return show(
        visit, "signin/form.html", next=to, providers=settings().identity_providers,
        passkeys=ceremonies.offered(),
    )  # fmt: skip


@pages.write("/signin", Act.SIGN_IN, page=get_signin, public=True, alone=True)
def post_signin(visit: Visit) -> Response:
    form, token = visit.filled(SignInForm), given.new_secret()
    account, steps = _checked(visit, form)
    strong = settings().demo and not steps.any
    proof = proof_of(visit.request, Method.PASSWORD, strong=strong, waits=steps.any)
    with transaction() as session:
        begin_session(session, account.person_id, proof, token_hash=keys.hashed(token))
        owed = not (strong or steps.any) and holds_role(session, account.person_id)
    to = within(form.next)
    door = "get_step" if steps.any else "get_account_step" if owed else ""
    answer = welcomed(f"{path(door)}?next={quote(to, safe='/')}" if door else to, token)
    if not steps.any:
        remember_device(answer, account.username)
    return answer


def _checked(visit: Visit, form: SignInForm) -> tuple[Account, Steps]:
    """The account behind name and password. As much is done for a name that nobody has."""
    guess = guess_of(visit.request, form.username)
    with transaction() as session:
        begin_guess(session, guess)
        account = find_account(session, form.username)
        steps = steps_of(session, account.person_id if account else None)
    right = fits(form.password, account.password if account else None)
    with transaction() as session:
        (forgive_guesses if right else note_refusals)(session, guess)
    if account is None or not right:
        raise Invalid(
            {"password": say("Nama akun atau kata sandi tidak cocok. Coba periksa lagi.")}
        )
    return account, steps


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
    if visit.person and form.language in LOOKS["language"]:
        choose_language(visit.session, visit.standing, visit.person.id, form.language)
    answer = RedirectResponse(within(form.back), 303)
    for name, value in form.model_dump(exclude={"back"}, exclude_none=True).items():
        look = value if value in LOOKS[name] else ""
        answer.set_cookie(name, look, max_age=31536000, samesite="lax")
    return answer
