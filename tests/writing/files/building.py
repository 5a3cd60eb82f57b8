"""Small sound files of every kind, made when a test needs them; nothing lies here as a blob."""

import io
import zipfile
from collections.abc import Mapping

import pikepdf
import xlsxwriter
from PIL import Image

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

TYPES = (
    f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str, *, style: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{mark}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def body(*parts: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{"".join(parts)}</w:body></w:document>'


def document(
    text: str = "Warga tidak perlu datang.", *, inside: str = "", parts: Mapping[str, str] = {},
) -> bytes:  # fmt: skip
    """A Word document; `parts` are added to its archive or take the place of its own."""
    named = {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS,
        "word/document.xml": inside or body(paragraph("Rencana", style="Heading1"),
                                            paragraph(text)),
    } | dict(parts)  # fmt: skip
    return packed(named)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook(text: str = "Biaya", *, hidden: str = "", author: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        if author:
            book.set_properties({"author": author, "company": author, "comments": author})
        sheet = book.add_worksheet("Anggaran")
        sheet.write_row(0, 0, [text, 12, 3.5])
        if hidden:
            sheet.write_comment("A1", hidden, {"author": hidden})
            other = book.add_worksheet("Lain")
            other.write(0, 0, hidden)
            other.hide()
    return out.getvalue()


def picture(
    kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **told: object
) -> bytes:
    out = io.BytesIO()
    image = Image.radial_gradient("L").resize(size).convert(mode)
    image.save(out, kind, **told)
    return out.getvalue()


def drawn(*lines: str, page: int = 0) -> bytes:
    """What draws these lines on a page, from above."""
    shown = [b"BT /F 14 Tf 40 %d Td (%s) Tj ET" % (260 - 24 * at, line.encode("latin-1"))
             for at, line in enumerate(lines)]  # fmt: skip
    return b"\n".join([*shown, b"%% page %d" % page])


def paper(*lines: str, pages: int = 1, lock: pikepdf.Encryption | None = None) -> bytes:
    return finished(opened_paper(*lines, pages=pages), lock)


def opened_paper(*lines: str, pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number in range(pages):
        page = made.add_blank_page(page_size=(400, 300))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pikepdf.Stream(made, drawn(*(lines or ("Gagasan",)), page=number))
    return made


def finished(made: pikepdf.Pdf, lock: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    made.save(out, deterministic_id=lock is None, encryption=lock)
    return out.getvalue()
