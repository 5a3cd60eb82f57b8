"""The office behind the product: one door for each thing that is kept in order here."""

from dataclasses import dataclass

from fastapi.responses import Response

from ideas.acts import Act
from ideas.permissions import refusal, require_visible
from ideas.say import Sentence, say
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
        Act.IMPORT_PEOPLE, "get_intakes", say("Data pegawai"),
        say("Masukkan atau perbarui pegawai dari berkas CSV atau XLSX."), "users",
    ),
)  # fmt: skip


@pages.read("/admin", Act.SEE_ADMIN)
def get_admin(visit: Visit) -> Response:
    require_visible(Act.SEE_ADMIN, visit.standing)
    open_ = [door for door in DOORS if not refusal(door.act, visit.standing)]
    return show(visit, "admin/home.html", doors=open_)
