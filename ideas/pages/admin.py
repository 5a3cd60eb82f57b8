"""The office behind the product: one door for each thing that is kept in order here."""

from dataclasses import dataclass

from fastapi.responses import Response

from ideas.acts import Act
from ideas.permissions import refusal, require_visible
from ideas.say import Sentence, say
from ideas.talking.letters.queries import post_today
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()


@dataclass(frozen=True)
class Door:
    """A page of the office: what one does there, and the act that opens it."""

    act: Act
    page: str
    title: Sentence
    about: Sentence
    icon: str


DOORS: tuple[Door, ...] = (
    Door(
        Act.SEE_ROLES,
        "get_roles",
        say("Peran"),
        say("Siapa memegang peran apa, sampai kapan, atas keputusan siapa."),
        "key-round",
    ),
    Door(
        Act.SEE_UNITS,
        "get_units",
        say("Unit dan pegawai"),
        say("Pohon organisasi, penempatan, dan yang menggantikan saat cuti."),
        "layers",
    ),
    Door(
        Act.UNLINK_IDENTITY,
        "get_identities",
        say("Akun dari penyedia identitas"),
        say("Siapa masuk lewat penyedia mana, dan siapa yang belum dapat masuk."),
        "shield-check",
    ),
    Door(
        Act.SEE_PRIVACY,
        "get_privacy_office",
        say("Data pribadi"),
        say("Permintaan pegawai, penghapusan, kegagalan pelindungan, dan masa simpan."),
        "shield-check",
    ),
    Door(
        Act.INVITE_PERSON,
        "get_accounts",
        say("Akun"),
        say("Undang pegawai, lihat siapa punya akun, bantu yang kehilangan langkah kedua."),
        "key-round",
    ),
    Door(
        Act.IMPORT_PEOPLE, "get_intakes", say("Data pegawai"),
        say("Masukkan atau perbarui pegawai dari berkas CSV atau XLSX."), "users",
    ),
)  # fmt: skip


@pages.read("/admin", Act.SEE_ADMIN)
def get_admin(visit: Visit) -> Response:
    require_visible(Act.SEE_ADMIN, visit.standing)
    open_ = [door for door in DOORS if not refusal(door.act, visit.standing)]
    return show(visit, "admin/home.html", doors=open_, post=post_today(visit.session))
