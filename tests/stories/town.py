"""A small town for stories: the nine of the demo in their units, and two colleagues who compete."""

from dataclasses import dataclass, field
from datetime import date

from pyotp import TOTP
from sqlmodel import Session

from ideas import given
from ideas.database import found, transaction
from ideas.identity.accounts.actions import open_account
from ideas.identity.accounts.passwords import hashed
from ideas.identity.factors.actions import confirm_secret, offer_secret
from ideas.identity.factors.queries import offered_secret
from ideas.permissions import Role, Standing
from ideas.staff.organisation.actions import add_unit
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.actions import add_person, post_person
from ideas.staff.people.models import Person, Posting
from ideas.staff.roles.actions import grant_role
from ideas.staff.roles.rules import Scope
from ideas.staff.roles.visitors import visitor_of

INSTALLER = Standing(system=True)
PASSWORD = "gagasan-kecil-pun-boleh"
SINCE = date(2024, 1, 2)
OFFICERS = ("dewi", "ratna", "tono", "intan", "hasan", "melati")

UNITS = (  # key, name, kind, the unit above
    ("sekar-arum", "Pemerintah Kabupaten Sekar Arum", UnitKind.REGENCY, ""),
    ("setda", "Sekretariat Daerah", UnitKind.SECRETARIAT, "sekar-arum"),
    ("organisasi", "Bagian Organisasi", UnitKind.DIVISION, "setda"),
    ("bkpsdm", "Badan Kepegawaian Daerah", UnitKind.AGENCY, "sekar-arum"),
    ("bapperida", "Badan Perencanaan Pembangunan", UnitKind.AGENCY, "sekar-arum"),
    ("dinkominfo", "Dinas Komunikasi dan Informatika", UnitKind.OFFICE, "sekar-arum"),
    ("dinkes", "Dinas Kesehatan", UnitKind.OFFICE, "sekar-arum"),
    ("disarpus", "Dinas Kearsipan dan Perpustakaan", UnitKind.OFFICE, "sekar-arum"),
    ("dinsos", "Dinas Sosial", UnitKind.OFFICE, "sekar-arum"),
    ("jagalan", "Kelurahan Jagalan", UnitKind.WARD, "sekar-arum"),
    ("kembang", "Kelurahan Pasar Kembang", UnitKind.WARD, "sekar-arum"),
)
PEOPLE = (  # username, name, unit, position, superior, NIP
    ("wayan", "Wayan Sukerta", "jagalan", "Lurah Jagalan", "", "197803042005011001"),
    ("sari", "Sari Puspakirana", "jagalan", "Penata Layanan", "wayan", "199603142020122901"),
    ("budi", "Budi Wicaksana", "dinkominfo", "Pranata Komputer", "", "198905062014021002"),
    ("dewi", "Dewi Prameswara", "organisasi", "Analis Kebijakan", "", "198407082010012003"),
    ("ratna", "Ratna Kinanti", "dinkes", "Administrator Kesehatan", "", "197609102003122004"),
    ("tono", "Tono Prasaja", "bapperida", "Perencana", "", "197211122000031005"),
    ("intan", "Intan Permatahati", "disarpus", "Pustakawan", "", "198101142006042006"),
    ("hasan", "Hasan Mahardika", "setda", "Sekretaris Daerah", "", "196903161994031007"),
    ("melati", "Melati Anindita", "bkpsdm", "Analis SDM Aparatur", "", "198705182012022008"),
    ("joko", "Joko Sungkono", "dinsos", "Pekerja Sosial", "hasan", "198202202008011009"),
    ("rini", "Rini Kusumastuti", "kembang", "Penata Layanan", "hasan", "199110222018012010"),
)


@dataclass
class Town:
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    apps: dict[str, str] = field(default_factory=dict)

    def name(self, username: str) -> str:
        return self.people[username].name


def found_town() -> Town:
    """Units, people, accounts, the officers' apps; Dewi runs competitions for everybody."""
    town, secret = Town(), hashed(PASSWORD)
    with transaction() as session:
        for key, name, kind, above in UNITS:
            town.units[key] = add_unit(
                session, INSTALLER, name=name, kind=kind, parent=town.units.get(above)
            )
            session.flush()
        for row in PEOPLE:
            hire(session, town, row)
            open_account(session, INSTALLER, town.people[row[0]].id, row[0], secret)
        session.flush()
        for username in OFFICERS:
            town.apps[username] = set_up_app(session, town.people[username])
        grant_role(
            session, INSTALLER, town.people["dewi"].id, Role.SECRETARIAT,
            Scope(town.units["sekar-arum"].id),
        )  # fmt: skip
    return town


def set_up_app(session: Session, person: Person) -> str:
    """The secret in an officer's app, proved by a code of the half minute before."""
    me = visitor_of(session, person.id)
    offer_secret(session, me)
    session.flush()
    secret = found(offered_secret(session, person.id))
    confirm_secret(session, me, TOTP(secret).at(given.now(), -1))
    return secret


def hire(session: Session, town: Town, row: tuple[str, ...]) -> None:
    username, name, unit, position, above, nip = row
    town.people[username] = add_person(session, INSTALLER, name=name, nip=nip, since=SINCE)
    session.flush()
    superior = town.people.get(above)
    posting = Posting(
        person_id=town.people[username].id, unit_id=town.units[unit].id, position=position,
        grade="III/c", superior_id=superior.id if superior else None, since=SINCE,
    )  # fmt: skip
    post_person(session, INSTALLER, posting)
