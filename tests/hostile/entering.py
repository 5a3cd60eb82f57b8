"""A good body for every route of accounts, links and second steps, named after its route."""

from datetime import timedelta

from pyotp import TOTP

from ideas import given
from ideas.database import transaction
from ideas.identity.accounts.models import Account
from ideas.identity.accounts.passwords import hashed
from ideas.identity.factors.actions import make_codes, offer_secret
from ideas.identity.factors.models import Totp
from ideas.identity.factors.queries import offered_secret
from ideas.identity.links.models import Link
from ideas.identity.links.rules import Purpose
from ideas.permissions import Role
from ideas.secret import sealed
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.web import keys
from tests.factories import Make
from tests.hostile.cases import Case

RIGHT = "kata sandi yang benar"
RIGHT_HASH = hashed(RIGHT)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TOKEN = "a" * 64


def holder(make: Make, name: str = "Sari", *, role: Role | None = None) -> Person:
    person = make.with_role(name, role) if role else make.person(name)
    username = name.lower()
    make.save(Account(person_id=person.id, username=username, password=RIGHT_HASH))
    return person


def with_app(make: Make, person: Person) -> Person:
    """Their authenticator app is set up."""
    now = given.now()
    make.save(
        Totp(
            person_id=person.id, sealed=sealed(SECRET, str(person.id)), made_at=now,
            confirmed_at=now,
        )
    )  # fmt: skip
    return person


def code_now(secret: str = SECRET) -> str:
    return TOTP(secret).at(given.now())


def recovery_codes(person: Person) -> list[str]:
    with transaction() as session:
        return make_codes(session, person.id)


def link_for(make: Make, person: Person, purpose: Purpose, *, bound: int) -> str:
    """The path of a link whose letter has been posted."""
    now = given.now()
    make.save(
        Link(
            person_id=person.id, purpose=purpose, token_hash=keys.hashed(TOKEN), bound=bound,
            made_at=now, ends_at=now + timedelta(minutes=30),
        )
    )  # fmt: skip
    return f"/signin/link/{TOKEN}"


def post_again(make: Make) -> Case:
    return Case(holder(make), "/signin/again", {"password": RIGHT, "next": "/proposals"})


def post_forgot(make: Make) -> Case:
    holder(make)
    return Case(None, "/signin/forgot", {"named": "sari"})


def post_link(make: Make) -> Case:
    at = link_for(make, make.person("Sari"), Purpose.INVITATION, bound=0)
    return Case(None, at, {"username": "sari", "fresh": "tiga ekor kuda hijau"})


def post_password(make: Make) -> Case:
    fields = {"password": RIGHT, "fresh": "tiga ekor kuda hijau"}
    return Case(holder(make), "/account/password", fields)


def post_secret(make: Make) -> Case:
    return Case(holder(make), "/account/step/secret")


def post_account_step(make: Make) -> Case:
    sari = holder(make)
    with transaction() as session:
        me = visitor_of(session, sari.id)
        offer_secret(session, me)
        session.flush()
        secret = offered_secret(session, sari.id)
    return Case(sari, "/account/step", {"code": code_now(secret or "")}, told=True)


def post_step_removal(make: Make) -> Case:
    return Case(with_app(make, holder(make)), "/account/step/removal")


def post_codes(make: Make) -> Case:
    return Case(with_app(make, holder(make)), "/account/codes", told=True)


def post_codes_file(make: Make) -> Case:
    fields = {"codes": "K7Q2-M4XF-9TRA-3HHP"}
    return Case(holder(make), "/account/codes.txt", fields, told=True)


def post_ends(make: Make) -> Case:
    return Case(holder(make), "/account/signins/end")


def post_invitation(make: Make) -> Case:
    office = make.with_role("Dewi", Role.ADMINISTRATOR)
    fields = {"email": "sari@kota.example"}
    return Case(office, f"/admin/accounts/{make.person('Sari').ref}/invitation", fields)


def post_clearing(make: Make) -> Case:
    office, sari = make.with_role("Dewi", Role.ADMINISTRATOR), with_app(make, holder(make))
    return Case(office, f"/admin/accounts/{sari.ref}/clearing", {"checked": "on"})
