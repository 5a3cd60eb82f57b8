"""A certificate as a reader and a scanner find it."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pypdf
import pytest
import segno
from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.deciding.recognition.models import Recognition
from ideas.deciding.recognition.queries import Line
from ideas.jobs import certificates
from ideas.jobs.certificates import facts_of, issue_certificate, qr_code
from ideas.jobs.worker import work_once
from ideas.outside.files import fetch
from ideas.outside.pdf import typeset
from ideas.settings import settings
from ideas.writing.proposals.rules import Part
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged

CODE = "K7Q2-M4XF-9TRA-3HHP"
LINE = Line(
    id=UUID(int=1), code=CODE, person_ref="AAAA-AAAA", name="Sari #let x = 1", part=Part.LEAD,
    title="Inovator Terbaik I", entry="Sem*Pel*Mas", unit="Kelurahan Jagalan", place=1,
    competition="Lomba Inovasi", organiser="Kabupaten Contoh", outcome_ref="BBBB-BBBB",
    decree_number="188/412/2026", decree_date=date(2026, 11, 24),
    issued_at=datetime(2026, 11, 25, tzinfo=UTC), revoked_at=None, revoke_reason="",
    certificate=None,
)  # fmt: skip


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("IDEAS_ADDRESS", "https://wadah.example")
    settings.cache_clear()
    yield f"https://wadah.example/verify/{CODE}"
    settings.cache_clear()


def pdf() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(typeset("certificate.typ", facts_of(LINE))))


@pytest.mark.usefixtures("address")
def test_everything_is_written_on_one_page_as_it_is() -> None:
    (page,) = pdf().pages
    text = " ".join(page.extract_text().split())
    for words in (
        "Piagam Penghargaan", "Sari #let x = 1", "Sem*Pel*Mas, Kelurahan Jagalan",
        "ketua tim", "Inovator Terbaik I dalam Lomba Inovasi", "Kabupaten Contoh",
        "24 November 2026", "Keputusan Nomor 188/412/2026", CODE,
    ):  # fmt: skip
        assert words in text
    assert "Contoh. Orang" not in text
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (842, 595), 0.01
    )


def test_a_sample_says_that_it_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "demo", True)
    assert "Contoh. Orang" in pdf().pages[0].extract_text()


def test_the_qr_code_leads_to_the_check_page(address: str) -> None:
    """What is drawn is what segno makes of the address, and the same address can be clicked."""
    assert facts_of(LINE)["qr"] == qr_code(address)
    notes: Any = pdf().pages[0]["/Annots"]
    assert {note.get_object()["/A"]["/URI"] for note in notes} == {address}
    assert segno.make(address, error="m", micro=False).designator in ("4-M", "5-M", "6-M")


@pytest.mark.usefixtures("address")
def test_the_same_facts_give_the_same_bytes() -> None:
    assert typeset("certificate.typ", facts_of(LINE)) == typeset("certificate.typ", facts_of(LINE))


def test_letters_travel_with_the_paper_and_it_is_tagged() -> None:
    reader = pdf()
    fonts: Any = reader.pages[0]["/Resources"]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts["/Font"].values()}
    assert names
    assert all("PlusJakartaSans" in name for name in names)
    root: Any = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert b"pdfaid" in root["/Metadata"].get_data()


def test_issuing_twice_makes_one_certificate(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = Judged(make)
    Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
    Browser(judged.melati).post(f"{judged.at}/release")
    assert work_once() == 3
    with transaction(writes=False) as session:
        lines = session.exec(select(Recognition)).all()
    keys = {line.certificate for line in lines}
    assert None not in keys
    assert len(keys) == 3
    assert all(fetch(str(key)).startswith(b"%PDF-1.7") for key in keys)
    monkeypatch.setattr(certificates, "typeset", lambda *_: pytest.fail("made again"))
    with transaction() as session:
        issue_certificate(session, {"recognition": str(lines[0].id)})


def test_a_certificate_lost_on_the_way_is_made_again_with_the_same_key(make: Make) -> None:
    judged = Judged(make)
    Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
    Browser(judged.melati).post(f"{judged.at}/release")
    work_once()
    with transaction() as session:
        line = session.exec(select(Recognition)).first()
        assert line
        key = line.certificate
        session.execute(
            update(Recognition).where(col(Recognition.id) == line.id).values(certificate=None)
        )
    with transaction() as session:
        issue_certificate(session, {"recognition": str(line.id)})
    with transaction(writes=False) as session:
        assert session.get_one(Recognition, line.id).certificate == key
