"""Making one certificate. Running it again finds it made."""

from uuid import UUID

import segno
from sqlmodel import Session

from ideas.deciding.recognition.actions import file_certificate
from ideas.deciding.recognition.models import Recognition
from ideas.deciding.recognition.queries import Line, line_of
from ideas.language import tell
from ideas.language.forms import label, long_day
from ideas.outside.files import keep
from ideas.outside.pdf import typeset
from ideas.say import say
from ideas.settings import settings

SAMPLE = say("Contoh. Orang, nilai, dan keputusan di lembar ini rekaan.")


def issue_certificate(session: Session, about: dict[str, str]) -> None:
    """Erased meanwhile: nobody is there to take it."""
    recognition = UUID(about["recognition"])
    session.get(Recognition, recognition, with_for_update=True)
    line = line_of(session, recognition)
    if line.certificate is None and line.person_ref:
        key = keep(typeset("certificate.typ", facts_of(line)), ".pdf")
        file_certificate(session, line.id, key)


def facts_of(line: Line) -> dict[str, str]:
    """What is printed, always in Indonesian: it is an official paper of an Indonesian agency."""
    tell("id", "WIB")
    day = line.decree_date
    return {
        "heading": "Piagam Penghargaan", "given": "diberikan dengan hormat kepada",
        "number_label": "Nomor", "as_word": "sebagai", "in_word": "dalam",
        "check": "Periksa keaslian", "name": line.name, "award": line.title,
        "part": label(line.part).lower(), "entry": line.entry, "unit": line.unit,
        "organiser": line.organiser, "competition": line.competition, "code": line.code,
        "decree": f"Keputusan Nomor {line.decree_number}",
        "dated": long_day(day).partition(", ")[2],
        "link": check_address(line.code), "qr": qr_code(check_address(line.code)),
        "sample": str(SAMPLE) if settings().demo else "",
        "year": str(day.year), "month": str(day.month), "day": str(day.day),
    }  # fmt: skip


def check_address(code: str) -> str:
    """Where a stranger finds out whether the certificate is genuine."""
    return f"{settings().address.rstrip('/')}/verify/{code}"


def qr_code(text: str) -> str:
    return str(segno.make(text, error="m", micro=False).svg_inline(scale=4, border=2))
