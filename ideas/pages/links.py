"""Links by letter: asking for one, and what opens behind it."""

from fastapi.responses import Response
from pydantic import Field

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.identity.accounts.guessing import begin_guess
from ideas.identity.accounts.passwords import hashed
from ideas.identity.accounts.queries import find_account
from ideas.identity.accounts.rules import suggested_username, username_is_sound, weakness
from ideas.identity.factors.queries import steps_of
from ideas.identity.links.actions import DEAD, Chosen, ask_link, use_link
from ideas.identity.links.queries import Opening, opening
from ideas.identity.links.rules import Purpose
from ideas.identity.signins.actions import begin_session
from ideas.identity.signins.queries import holds_role
from ideas.identity.signins.rules import Method
from ideas.say import say
from ideas.web import keys
from ideas.web.entering import guess_of, proof_of, remember_device, welcomed
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

# The address itself is the secret: it must reach nobody else, and be kept nowhere.
UNTOLD = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class ForgotForm(Form):
    named: str = Field(min_length=1, max_length=254)


class LinkForm(Form):
    username: str = Field(default="", max_length=80)
    fresh: str = Field(min_length=1, max_length=200)


@pages.read("/signin/forgot", Act.ASK_LINK, public=True)
def get_forgot(visit: Visit) -> Response:
    return show(visit, "signin/forgot.html")


@pages.write("/signin/forgot", Act.ASK_LINK, page=get_forgot, public=True)
def post_forgot(visit: Visit) -> Done:
    form = visit.filled(ForgotForm)
    begin_guess(visit.session, guess_of(visit.request, given.new_ref(), "forgot"))
    ask_link(visit.session, form.named)
    said = say("Bila akun itu ada, surat sudah dikirim. Periksa juga kotak spam.")
    return Done(to="/signin", said=said)


@pages.read("/signin/link/{token}", Act.USE_LINK, public=True)
def get_link(visit: Visit, token: str) -> Response:
    found = opening(visit.session, keys.hashed(token))
    page = "signin/link.html" if found else "signin/dead.html"
    suggested = suggested_username(found.name) if found else ""
    answer = show(visit, page, token=token, opening=found, suggested=suggested)
    answer.headers.update(UNTOLD)
    return answer


@pages.write("/signin/link/{token}", Act.USE_LINK, page=get_link, public=True, alone=True)
def post_link(visit: Visit, token: str) -> Response:
    form, mine = visit.filled(LinkForm), keys.hashed(token)
    chosen, secret = _chosen(form, _opened(mine)), given.new_secret()
    with transaction() as session:
        person_id = use_link(session, mine, chosen)
        steps = steps_of(session, person_id)
        proof = proof_of(visit.request, Method.PASSWORD, waits=steps.any)
        begin_session(session, person_id, proof, token_hash=keys.hashed(secret))
        owed = not steps.any and holds_role(session, person_id)
    door = "get_step" if steps.any else "get_account_step" if owed else "get_home"
    answer = welcomed(path(door), secret)
    remember_device(answer, chosen.username)
    return answer


def _opened(token_hash: str) -> Opening:
    with transaction(writes=False) as session:
        found = opening(session, token_hash)
    if found is None:
        raise Invalid(DEAD)
    return found


def _chosen(form: LinkForm, found: Opening) -> Chosen:
    """Sound, and hashed outside of any transaction. The name is free, or was free a moment ago."""
    username = (found.username or form.username).lower()
    errors = {}
    if found.purpose is Purpose.INVITATION and not username_is_sound(username):
        errors["username"] = say("Pakai 3 sampai 60 huruf kecil, angka, titik, atau tanda hubung.")
    elif found.purpose is Purpose.INVITATION and _taken(username):
        errors["username"] = say("Nama akun ini sudah dipakai. Pilih yang lain.")
    if why := weakness(form.fresh, (username, found.name, *found.name.split())):
        errors["fresh"] = why
    if errors:
        raise Invalid(errors)
    return Chosen(username, hashed(form.fresh))


def _taken(username: str) -> bool:
    with transaction(writes=False) as session:
        return find_account(session, username) is not None
