"""One's own account: how one signs in, where one is signed in."""

from uuid import UUID

import segno
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import Field
from pyotp import TOTP

from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.identity.accounts.actions import change_password
from ideas.identity.accounts.guessing import begin_guess, forgive_guesses, note_refusals
from ideas.identity.accounts.passwords import fits, hashed
from ideas.identity.accounts.queries import account_of
from ideas.identity.accounts.rules import weakness
from ideas.identity.factors.actions import confirm_secret, offer_secret, remove_app, renew_codes
from ideas.identity.factors.queries import offered_secret, steps_of
from ideas.identity.factors.rules import spoken
from ideas.identity.passkeys import ceremonies
from ideas.identity.passkeys.queries import passkeys_of
from ideas.identity.signins.actions import end_others, end_sign_in, prove_again
from ideas.identity.signins.queries import sign_ins_of
from ideas.identity.signins.rules import Method
from ideas.language import told
from ideas.say import say
from ideas.settings import settings
from ideas.web.entering import guess_of
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class PasswordForm(Form):
    password: str = Field(min_length=1, max_length=200)
    fresh: str = Field(min_length=1, max_length=200)


class CodeForm(Form):
    code: str = Field(min_length=1, max_length=40)


class SheetForm(Form):
    codes: str = Field(min_length=1, max_length=400)


@pages.read("/account", Act.SEE_ACCOUNT)
def get_account(visit: Visit) -> Response:
    session, me = visit.session, visit.me
    return show(
        visit, "account/show.html", account=account_of(session, me.id),
        steps=steps_of(session, me.id), passkeys=passkeys_of(session, me.id),
        offered=ceremonies.offered(), sign_ins=sign_ins_of(session, me),
    )  # fmt: skip


@pages.write("/account/password", Act.CHANGE_PASSWORD, page=get_account, alone=True)
def post_password(visit: Visit) -> Done:
    form = visit.filled(PasswordForm)
    _password_is_mine(visit, form.password)
    if why := weakness(form.fresh, (visit.me.name, *visit.me.name.split())):
        raise Invalid({"fresh": why})
    new = hashed(form.fresh)
    with transaction() as session:
        change_password(session, visit.me, new)
    return Done(to="/account", said=say("Kata sandi diganti. Perangkat lain sudah dikeluarkan."))


@pages.read("/account/step", Act.SET_FACTOR, fresh=True)
def get_account_step(visit: Visit) -> Response:
    secret = offered_secret(visit.session, visit.me.id)
    uri = TOTP(secret).provisioning_uri(visit.me.name, settings().site) if secret else ""
    return show(
        visit, "account/step.html", steps=steps_of(visit.session, visit.me.id),
        secret=spoken(secret or ""), qr=_drawn(uri) if secret else "",
    )  # fmt: skip


@pages.write("/account/step/secret", Act.SET_FACTOR, page=get_account_step)
def post_secret(visit: Visit) -> Done:
    offer_secret(visit.session, visit.me)
    return Done(to="/account/step")


@pages.write("/account/step", Act.SET_FACTOR, page=get_account_step, alone=True)
def post_account_step(visit: Visit) -> Response:
    form = visit.filled(CodeForm)
    guess = guess_of(visit.request, str(visit.me.id), "set")
    with transaction() as session:
        begin_guess(session, guess)
    with transaction() as session:
        codes = confirm_secret(session, visit.me, form.code)
        prove_again(session, visit.me, Method.CODE, strong=True)
        forgive_guesses(session, guess)
    return show(visit, "account/codes.html", codes=codes)


@pages.write("/account/step/removal", Act.REMOVE_FACTOR, page=get_account)
def post_step_removal(visit: Visit) -> Done:
    remove_app(visit.session, visit.me)
    return Done(to="/account", said=say("Aplikasi kode dilepas."))


@pages.write("/account/codes", Act.SET_FACTOR, page=get_account, alone=True)
def post_codes(visit: Visit) -> Response:
    with transaction() as session:
        codes = renew_codes(session, visit.me)
    return show(visit, "account/codes.html", codes=codes)


@pages.write("/account/codes.txt", Act.SET_FACTOR, page=get_account, alone=True)
def post_codes_file(visit: Visit) -> Response:
    """What the page has just told, as a file: nothing of it is kept here."""
    codes = visit.filled(SheetForm).codes.split()
    head = told(say("Kode cadangan {site}. Simpan di tempat aman; tiap kode sekali pakai.",
                    site=settings().site))  # fmt: skip
    name = {"Content-Disposition": 'attachment; filename="kode-cadangan.txt"'}
    text = "\r\n".join([head, "", *codes, ""])
    return Response(text, media_type="text/plain; charset=utf-8", headers=name)


@pages.write("/account/signins/end", Act.END_SIGN_IN, page=get_account)
def post_ends(visit: Visit) -> Done:
    end_others(visit.session, visit.me)
    return Done(to="/account", said=say("Semua perangkat lain sudah dikeluarkan."))


@pages.write("/account/signins/{signin}/end", Act.END_SIGN_IN, page=get_account)
def post_end(visit: Visit, signin: str) -> Done:
    end_sign_in(visit.session, visit.me, as_id(signin))
    return Done(to="/account", said=say("Perangkat itu sudah dikeluarkan."))


def _password_is_mine(visit: Visit, password: str) -> None:
    with transaction() as session:
        account = account_of(session, visit.me.id)
        if account is None:
            raise Invalid(say("Anda masuk lewat penyedia, tanpa kata sandi di sini."))
        guess = guess_of(visit.request, account.username)
        begin_guess(session, guess)
    right = fits(password, account.password)
    with transaction() as session:
        (forgive_guesses if right else note_refusals)(session, guess)
    if not right:
        raise Invalid({"password": say("Kata sandi tidak cocok. Coba periksa lagi.")})


def _drawn(uri: str) -> Markup:
    code = segno.make(uri, error="m", micro=False)
    drawn = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", title=None)
    return Markup(drawn)  # noqa: S704 -- drawn by us, squares only


def as_id(text: str) -> UUID:
    """From an address; what is no key is nobody's key."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
