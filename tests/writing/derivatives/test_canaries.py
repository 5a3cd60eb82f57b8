"""Judges get what can be seen, and nothing of what a file says about who made it."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from ideas.writing.derivatives.making import BLINDED, THUMB, make
from ideas.writing.files.rules import FileKind
from tests.writing.derivatives.canaries import NAME, PLANTED, SHOWN, sung
from tests.writing.files.building import document, finished, opened_paper, paper, picture


def made(kind: str, content: bytes, folder: Path) -> bytes:
    source = folder / "berkas"
    source.write_bytes(content)
    make(source, FileKind(kind), folder)
    return (folder / BLINDED).read_bytes()


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as read:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in read)


def planted_at_all(kind: str, content: bytes) -> bool:
    """A canary that was never there would prove nothing."""
    if kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(NAME.encode() in archive.read(part) for part in archive.namelist()) >= 3
    return bool(sung(content))


@pytest.mark.parametrize("kind", PLANTED)
def test_no_hidden_name_reaches_a_judge(kind: str, tmp_path: Path) -> None:
    content = PLANTED[kind]()
    assert planted_at_all(kind, content)
    blind = made(kind, content, tmp_path)
    assert sung(blind) == []
    assert sung((tmp_path / THUMB).read_bytes()) == []


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_what_is_seen_is_still_read_and_searched(kind: str, tmp_path: Path) -> None:
    text = text_of(made(kind, PLANTED[kind](), tmp_path))
    assert SHOWN in text
    assert "Qanaria" not in text


def test_what_was_added_under_a_name_stays_and_the_name_goes(tmp_path: Path) -> None:
    assert "Ditambah" in text_of(made("docx", PLANTED["docx"](), tmp_path))


def test_a_page_looks_as_it_did(tmp_path: Path) -> None:
    original = paper("Halo", "Dunia")
    blind = made("pdf", original, tmp_path)
    one, two = (pypdfium2.PdfDocument(c)[0].render(scale=1).to_pil().convert("L")
                for c in (original, blind))  # fmt: skip
    assert one.size == two.size
    dark = [sum(tone < 128 for tone in image.tobytes()) for image in (one, two)]
    assert 0.8 < dark[0] / dark[1] < 1.25


def test_a_photograph_stands_upright_and_keeps_its_colours(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    blind = made("jpg", picture("JPEG", (80, 40), exif=exif.tobytes()), tmp_path)
    image = Image.open(io.BytesIO(blind))
    assert (image.size, dict(image.getexif()), image.info.get("icc_profile")) == (
        (40, 80),
        {},
        None,
    )


def test_what_looks_like_a_command_is_only_text(tmp_path: Path) -> None:
    words = '#read("/etc/passwd") $x$ *tebal* @kutip &lt;label&gt;'
    assert '#read("/etc/passwd") $x$ *tebal* @kutip <label>' in text_of(
        made("docx", document(words), tmp_path)
    )


def test_a_turned_page_is_shown_turned(tmp_path: Path) -> None:
    turned = opened_paper("Halo")
    turned.pages[0].Rotate = 90
    blind = pypdfium2.PdfDocument(made("pdf", finished(turned), tmp_path))
    assert blind[0].get_size() == (300, 400)


def test_what_people_wrote_upon_a_page_is_not_drawn(tmp_path: Path) -> None:
    """A note has an appearance of its own, often with the name of who wrote it."""
    noted = opened_paper(" ")
    look = pikepdf.Stream(
        noted, b"0 g 0 0 200 100 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 200, 100],
    )  # fmt: skip
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[50, 50, 250, 150], F=4,
        AP=pikepdf.Dictionary(N=look),
    )  # fmt: skip
    noted.pages[0].Annots = pikepdf.Array([noted.make_indirect(note)])
    content = finished(noted)
    shown = [pypdfium2.PdfDocument(c)[0].render(scale=1).to_pil().convert("L").tobytes()
             for c in (content, made("pdf", content, tmp_path))]  # fmt: skip
    assert [min(tones) < 128 for tones in shown] == [True, False]
