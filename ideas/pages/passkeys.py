"""Passkeys: what the browser is asked, and what it answers."""

from uuid import UUID

from fastapi.responses import Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.identity.factors.actions import forget_codes_of_nothing, make_codes
from ideas.identity.factors.queries import steps_of
from ideas.identity.passkeys import ceremonies
from ideas.identity.passkeys.actions import (
    add_passkey,
    new_challenge,
    note_use,
    remove_passkey,
    spend_challenge,
)
from ideas.identity.passkeys.models import Passkey
from ideas.identity.passkeys.queries import credentials_of, passkey_by
from ideas.identity.passkeys.rules import Purpose
from ideas.identity.signins.actions import begin_session, finish_step, prove_again
from ideas.identity.signins.queries import waiting_sign_in
from ideas.identity.signins.rules import Method
from ideas.pages.account import as_id, get_account
from ideas.pages.signin import get_signin
from ideas.say import say
from ideas.web import keys
from ideas.web.entering import browser_key, give_key, proof_of, welcomed, within
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import COOKIE, Done, Visit

pages = Pages()


class AnswerForm(Form):
    credential: str = Field(min_length=1, max_length=20000)
    next: str = "/"


class PasskeyForm(Form):
    credential: str = Field(min_length=1, max_length=20000)
    name: str = Field(min_length=1, max_length=60)


@pages.write("/signin/passkey/options", Act.SIGN_IN, page=get_signin, public=True, alone=True)
def post_proving_options(visit: Visit) -> Response:
    key = browser_key(visit.request) or given.new_secret()
    with transaction() as session:
        visit.session = session
        person_id = _whose(visit)
        challenge = new_challenge(session, Purpose.PROVE, keys.hashed(key), person_id)
        known = credentials_of(session, person_id)
    answer = Response(ceremonies.proving(challenge, known), media_type="application/json")
    if not browser_key(visit.request):
        give_key(answer, key)
    return answer


@pages.write("/signin/passkey", Act.SIGN_IN, page=get_signin, public=True, alone=True)
def post_passkey(visit: Visit) -> Response | Done:
    form, token = visit.filled(AnswerForm), given.new_secret()
    passkey = _proved(visit, form.credential)
    with transaction() as session:
        if visit.person:
            prove_again(session, visit.person, Method.PASSKEY, strong=True)
            return Done(to=within(form.next))
        waiting = keys.hashed(visit.request.cookies.get(COOKIE, ""))
        if waiting_sign_in(session, waiting):
            finish_step(session, waiting, passkey.person_id)
        proof = proof_of(visit.request, Method.PASSKEY, strong=True)
        begin_session(session, passkey.person_id, proof, token_hash=keys.hashed(token))
    return welcomed(within(form.next), token)


@pages.write("/account/passkeys/options", Act.ADD_PASSKEY, page=get_account, alone=True)
def post_adding_options(visit: Visit) -> Response:
    me, browser = visit.me, keys.hashed(browser_key(visit.request))
    with transaction() as session:
        challenge = new_challenge(session, Purpose.ADD, browser, me.id)
        known = credentials_of(session, me.id)
    options = ceremonies.adding(challenge, me.id, me.name, known)
    return Response(options, media_type="application/json")


@pages.write("/account/passkeys", Act.ADD_PASSKEY, page=get_account, alone=True)
def post_new_passkey(visit: Visit) -> Response | Done:
    form = visit.filled(PasskeyForm)
    _, challenge = ceremonies.told(form.credential)
    browser = keys.hashed(browser_key(visit.request))
    codes: list[str] = []
    with transaction() as session:
        wanted = spend_challenge(session, Purpose.ADD, challenge, browser)
    if wanted != visit.me.id:
        raise Invalid(ceremonies.NO)
    made = ceremonies.added(form.credential, challenge)
    with transaction() as session:
        first = steps_of(session, visit.me.id).codes == 0
        add_passkey(session, visit.me, made, form.name)
        codes = make_codes(session, visit.me.id) if first else codes
        prove_again(session, visit.me, Method.PASSKEY, strong=True)
    if codes:
        return show(visit, "account/codes.html", codes=codes)
    return Done(to="/account", said=say("Kunci sandi ditambahkan."))


@pages.write("/account/passkeys/{passkey}/removal", Act.REMOVE_PASSKEY, page=get_account)
def post_passkey_removal(visit: Visit, passkey: str) -> Done:
    remove_passkey(visit.session, visit.me, as_id(passkey))
    forget_codes_of_nothing(visit.session, visit.me.id)
    return Done(to="/account", said=say("Kunci sandi dihapus. Hapus juga dari perangkat Anda."))


def _whose(visit: Visit) -> UUID | None:
    """Who is in, or half in; nobody when anybody may answer."""
    if visit.person:
        return visit.person.id
    cookie = visit.request.cookies.get(COOKIE, "")
    row = waiting_sign_in(visit.session, keys.hashed(cookie))
    return row.person_id if row else None


def _proved(visit: Visit, credential: str) -> Passkey:
    """The passkey that answered our challenge, for the person who was asked."""
    named, challenge = ceremonies.told(credential)
    browser = keys.hashed(browser_key(visit.request))
    with transaction() as session:
        asked = spend_challenge(session, Purpose.PROVE, challenge, browser)
        passkey = passkey_by(session, named)
    if passkey is None or asked not in (None, passkey.person_id):
        raise Invalid(ceremonies.NO)
    uses = ceremonies.proved(credential, challenge, passkey.public_key, passkey.uses)
    with transaction() as session:
        note_use(session, passkey, uses)
    if visit.person and visit.person.id != passkey.person_id:
        raise Invalid(ceremonies.NO)
    return passkey
