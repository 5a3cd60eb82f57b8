"""The office of the demo: standing roles, one that ends soon, one that waits, one request."""

from datetime import timedelta

from sqlmodel import Session

from ideas import given
from ideas.demo import texts
from ideas.demo.people import INSTALLER, Town
from ideas.permissions import Relation, Role, Standing
from ideas.protection.privacy.rules import Right
from ideas.protection.requests.actions import Wish, ask_privacy
from ideas.staff.roles.actions import Term, grant_role
from ideas.staff.roles.rules import EVERYWHERE, Scope
from ideas.staff.roles.visitors import standing_to, visitor_of

STANDING = ("secretariat", "personnel", "administrator")


def name_standing_officers(town: Town) -> None:
    """Roles for the whole regency or all of Wadah; others come with their competition."""
    for player in texts.players():
        for role in player["roles"]:
            if role["role"] in STANDING:
                person = town.players[player["username"]]
                grant_role(
                    town.session, INSTALLER, person.id, Role(role["role"]), _scope(town, role)
                )


def keep_office(session: Session, town: Town) -> None:
    """What an administrator did in the last week."""
    putu = visitor_of(session, town.players["putu"].id)
    root = town.units["sekar-arum"]
    soon = Term("Pendamping uji coba SemPelMas, ST 800/117/2026", None, given.now() + timedelta(24))
    audit = Term(
        "Pemeriksaan tahunan Inspektorat, ST 700/45/2026", None, given.now() + timedelta(90)
    )
    for username, role, scope, term in (
        ("budi", Role.MENTOR, Scope(root.id, root.path), soon),
        ("tono", Role.AUDITOR, EVERYWHERE, audit),
    ):
        person = town.players[username]
        standing = standing_to(putu, person.id, scope)
        grant_role(session, standing, person.id, role, scope, term=term, by=putu)


def ask_office(session: Session, town: Town) -> None:
    """What an employee asked of those who keep the data, yesterday."""
    budi = visitor_of(session, town.players["budi"].id)
    wish = Wish(
        Right.CORRECT, "Jabatan saya masih tertulis jenjang lama.",
        "Ahli Madya sejak 1 Oktober 2026, SK 821.2/553/2026.",
    )  # fmt: skip
    own = Standing(signed_in=True, relations=frozenset({Relation.SELF}))
    ask_privacy(session, budi, own, wish)


def _scope(town: Town, role: dict[str, str]) -> Scope:
    return Scope(town.units[role["scope"]].id) if role["scope"] in town.units else EVERYWHERE
