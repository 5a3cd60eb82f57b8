"""What goes into a copy, and whether one may take it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing, Refused
from ideas.identity.signins.rules import RECENT
from ideas.language import told
from ideas.language.forms import label
from ideas.permissions import require_visible
from ideas.protection.copies.models import DataCopy
from ideas.protection.copies.rules import Rows, as_csv, as_json
from ideas.protection.privacy.queries import own_standing, rows_told
from ideas.protection.privacy.register import REGISTER
from ideas.protection.privacy.rules import Section
from ideas.protection.privacy.sections import SECTIONS
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


def copies_of(session: Session, person_id: UUID) -> list[DataCopy]:
    """Those that are being made or can be taken, the newest first."""
    alive = select(DataCopy).where(
        DataCopy.person_id == person_id, col(DataCopy.ends_at) > given.database_now()
    )
    return list(session.exec(alive.order_by(col(DataCopy.asked_at).desc())))


def own_copy(session: Session, visitor: Visitor, person_ref: str, ref: str) -> str:
    """The key of one's own copy, for a few days, and only with a fresh proof of who one is."""
    require_visible(Act.TAKE_MY_DATA, own_standing(visitor, person_ref))
    copy = next((c for c in copies_of(session, visitor.id) if c.ref == ref), None)
    if copy is None or copy.key is None:
        raise Missing
    if not proved_lately(visitor):
        raise Refused(say("Masuk lagi, lalu unduh dalam 15 menit."))
    return copy.key


def proved_lately(visitor: Visitor) -> bool:
    return visitor.proved_at is not None and visitor.proved_at > given.now() - RECENT


def files_of(session: Session, person_id: UUID) -> Iterator[tuple[str, str]]:
    """One JSON file for each purpose, one CSV for each kind of row, and what they are."""
    yield "README.txt", _readme()
    for section in SECTIONS.values():
        tables: dict[str, Rows] = {}
        for held in REGISTER:
            if held.section == section.key and held.tells:
                tables.setdefault(held.table, []).extend(rows_told(session, held, person_id))
        yield f"{section.key}.json", as_json({**_told_about(section), "data": tables})
        for table, rows in tables.items():
            if rows:
                yield f"csv/{section.key}-{table}.csv", as_csv(rows)


def _told_about(section: Section) -> dict[str, Any]:
    return {
        "title": told(section.title), "purpose": told(section.why),
        "basis": label(section.basis), "source": label(section.source),
        "readers": told(section.readers), "kept": told(section.period),
    }  # fmt: skip


def _readme() -> str:
    lines = [
        told(say("Salinan data pribadi Anda dari Wadah.")), "",
        told(say("Satu berkas JSON untuk setiap tujuan, satu CSV untuk setiap jenis catatan.")),
        told(say("Pilihan suara dan data pribadi orang lain tidak ada di sini.")),
        told(say("Ada yang keliru? Minta perbaikan di halaman Data saya.")), "",
        *(f"{key}.json: {told(section.title)}" for key, section in SECTIONS.items()),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
