"""Proving who one is a second time: to come in, and before what cannot be undone."""

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.identity.accounts.guessing import Guess, begin_guess, forgive_guesses, note_refusals
from ideas.identity.accounts.models import Account
from ideas.identity.accounts.passwords import fits
from ideas.identity.accounts.queries import account_of
from ideas.identity.factors.actions import take_step
from ideas.identity.factors.queries import steps_of
from ideas.identity.identities.queries import provider_of
from ideas.identity.passkeys import ceremonies
from ideas.identity.signins.actions import begin_session, finish_step, prove_again
from ideas.identity.signins.models import SignIn
from ideas.identity.signins.queries import waiting_sign_in
from ideas.identity.signins.rules import Method
from ideas.say import say
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.rules import Letter
from ideas.web import keys
from ideas.web.entering import guess_of, proof_of, remember_device, welcomed, within
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.saying import say_after
from ideas.web.visit import COOKIE, Done, Visit

pages = Pages()

WRONG = say("Kode ini tidak cocok atau sudah terpakai. Tunggu kode berikutnya.")
OVER = say("Waktunya habis. Masuk lagi dari awal.")
STEP = "step"


class StepForm(Form):
    code: str = Field(min_length=1, max_length=40)
    next: str = "/"


class AgainForm(Form):
    password: str = Field(min_length=1, max_length=200)
    code: str = Field(default="", max_length=40)
    next: str = "/"


@pages.read("/signin/step", Act.SIGN_IN, public=True)
def get_step(visit: Visit) -> Response:
    row = _waiting(visit)
    if row is None:
        return _nothing_waits(visit)
    return show(
        visit, "signin/step.html", next=_next(visit), steps=steps_of(visit.session, row.person_id),
        passkeys=ceremonies.offered(),
    )  # fmt: skip


@pages.write("/signin/step", Act.SIGN_IN, page=get_step, public=True, alone=True)
def post_step(visit: Visit) -> Response:
    form, token = visit.filled(StepForm), given.new_secret()
    with transaction() as session:
        visit.session = session
        row, account = _begun(visit)
        guess = guess_of(visit.request, account.username, STEP)
        begin_guess(session, guess)
    with transaction() as session:
        if method := take_step(session, row.person_id, form.code):
            finish_step(session, row.token_hash, row.person_id)
            proof = proof_of(visit.request, method, strong=True)
            begin_session(session, row.person_id, proof, token_hash=keys.hashed(token))
            forgive_guesses(session, guess)
    if method is None:
        raise _wrong_code(account, guess)
    answer = welcomed(within(form.next), token)
    remember_device(answer, account.username)
    return answer


@pages.read("/signin/again", Act.PROVE_AGAIN)
def get_again(visit: Visit) -> Response:
    return show(
        visit, "signin/again.html", next=_next(visit), passkeys=ceremonies.offered(),
        account=account_of(visit.session, visit.me.id),
        steps=steps_of(visit.session, visit.me.id),
        provider=provider_of(visit.session, keys.hashed(visit.secret)),
    )  # fmt: skip


@pages.write("/signin/again", Act.PROVE_AGAIN, page=get_again, alone=True)
def post_again(visit: Visit) -> Done:
    form = visit.filled(AgainForm)
    account, strong = _password_again(visit, form)
    method: Method | None = Method.PASSWORD
    guess = guess_of(visit.request, account.username, STEP)
    with transaction() as session:
        if strong:
            begin_guess(session, guess)
    with transaction() as session:
        method = take_step(session, account.person_id, form.code) if strong else method
        if method:
            forgive_guesses(session, guess)
            prove_again(session, visit.me, method, strong=strong)
    if method is None:
        raise _wrong_code(account, guess)
    return Done(to=within(form.next))


def _password_again(visit: Visit, form: AgainForm) -> tuple[Account, bool]:
    """The account, and whether it has a second step that is to be taken as well."""
    with transaction() as session:
        account = account_of(session, visit.me.id)
        if account is None:
            raise Invalid(say("Anda masuk lewat penyedia. Buktikan diri di sana."))
        steps = steps_of(session, visit.me.id)
        guess = guess_of(visit.request, account.username)
        begin_guess(session, guess)
    right = fits(form.password, account.password)
    with transaction() as session:
        (forgive_guesses if right else note_refusals)(session, guess)
    if not right:
        raise Invalid({"password": say("Kata sandi tidak cocok. Coba periksa lagi.")})
    if steps.any and not form.code:
        raise Invalid({"code": say("Tulis kode dari aplikasi, atau satu kode cadangan.")})
    return account, steps.any


def _nothing_waits(visit: Visit) -> Response:
    answer = RedirectResponse("/" if visit.person else "/signin", 303)
    if visit.errors:
        say_after(answer, OVER)
    return answer


def _begun(visit: Visit) -> tuple[SignIn, Account]:
    row = _waiting(visit)
    account = account_of(visit.session, row.person_id) if row else None
    if row is None or account is None:
        raise Invalid(OVER)
    return row, account


def _wrong_code(account: Account, guess: Guess) -> Invalid:
    """Whoever fails here so often knows the password: its owner hears of it."""
    with transaction() as session:
        if note_refusals(session, guess):
            write_letter(session, Letter.GUESSED, account.person_id)
    return Invalid({"code": WRONG})


def _waiting(visit: Visit) -> SignIn | None:
    cookie = visit.request.cookies.get(COOKIE, "")
    return waiting_sign_in(visit.session, keys.hashed(cookie))


def _next(visit: Visit) -> str:
    return within(visit.kept("next") or asked_next(visit.request))


def asked_next(request: Request) -> str:
    return request.query_params.get("next", "/")
