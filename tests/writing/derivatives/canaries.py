"""A name planted wherever a file can hide one, and a search through everything that comes out."""

import base64
import io
import zlib
from collections.abc import Iterator

import pikepdf
from PIL import Image, PngImagePlugin

from tests.writing.files.building import (
    OFFICE,
    PACKAGE,
    TYPES,
    body,
    document,
    drawn,
    finished,
    opened_paper,
    paragraph,
    picture,
    workbook,
)

NAME = "Zyxwvut Qanaria"
SHOWN = "Warga tidak perlu datang"


def sung(content: bytes) -> list[str]:
    """How the name is heard in these bytes, as they lie and unpacked, in any writing we know."""
    forms = {
        "plain": NAME.encode(), "utf-16": NAME.encode("utf-16-be"), "word": b"Qanaria",
        "utf-16-le": NAME.encode("utf-16-le"), "hex": NAME.encode().hex().encode(),
        "HEX": NAME.encode().hex().upper().encode(), "base64": base64.b64encode(NAME.encode())[:-4],
    }  # fmt: skip
    return [name for name, form in forms.items() for part in unpacked(content) if form in part]


def unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(content)) as paper:
            for thing in paper.objects:
                yield repr(thing).encode() + str(thing).encode("utf-8", "replace")
                if isinstance(thing, pikepdf.Stream):
                    yield thing.read_raw_bytes()
                    yield _decoded(thing)
    elif content.startswith(b"\x89PNG"):
        yield b"".join(_chunks(content))


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return b""


def _chunks(content: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(content):
        size = int.from_bytes(content[place : place + 4])
        body_of = content[place + 8 : place + 8 + size]
        yield content[place + 4 : place + 8] + body_of
        if content[place + 4 : place + 8] == b"zTXt":
            yield zlib.decompress(body_of.partition(b"\0")[2][1:])
        place += 12 + size


def jpeg() -> bytes:
    exif = Image.Exif()
    for tag in (0x010E, 0x013B, 0x8298, 0x9C9D, 0x9286, 0x010F, 0x0131):
        exif[tag] = NAME
    exif.get_ifd(0x8825)[0x001D] = NAME
    thumb = picture("JPEG", (8, 8), comment=NAME.encode())
    exif_bytes = exif.tobytes() + thumb
    return picture(
        "JPEG", comment=NAME.encode(), exif=exif_bytes, xmp=f"<x:xmpmeta>{NAME}</x>".encode(),
        icc_profile=b"\0" * 128 + NAME.encode(),
    )  # fmt: skip


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", NAME)
    told.add_text("Comment", NAME, zip=True)
    told.add_itxt("XML:com.adobe.xmp", NAME)
    told.add(b"prVt", NAME.encode())
    return picture("PNG", pnginfo=told, exif=_exif())


def webp() -> bytes:
    return picture("WEBP", exif=_exif(), xmp=NAME.encode(), icc_profile=NAME.encode() * 9)


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = NAME
    return exif.tobytes()


def paper() -> bytes:
    """In its properties, its metadata, its annotations, forms, files, layers, pictures and ink."""
    made = opened_paper(SHOWN)
    for key in ("/Author", "/Creator", "/Producer", "/Title", "/Keywords", "/Company"):
        made.docinfo[key] = NAME
    with made.open_metadata() as told:
        told["dc:creator"] = [NAME]
        told["pdf:Keywords"] = NAME
    made.attachments[f"{NAME}.txt"] = NAME.encode()
    _mark(made)
    _hide(made)
    return finished(made)


def _mark(made: pikepdf.Pdf) -> None:
    """What is written upon a page, and into the tree that tells of its parts."""
    page, text = made.pages[0], pikepdf.String(NAME)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[10, 10, 200, 60], T=text,
        Contents=text, Subj=text, DA=pikepdf.String("/F 9 Tf"),
    )  # fmt: skip
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=text, V=text,
        Rect=[10, 70, 200, 90],
    )  # fmt: skip
    field = made.make_indirect(field)
    page.Annots = pikepdf.Array([note, field])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[field], XFA=text)
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=text)
    made.Root.OpenAction = script
    made.Root.StructTreeRoot = pikepdf.Dictionary(Alt=text, ActualText=text, Lang=text)
    made.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(P=text)])
    page.PieceInfo = pikepdf.Dictionary(Private=text)
    made.Root.Outlines = pikepdf.Dictionary(Title=text)


def _hide(made: pikepdf.Pdf) -> None:
    """On the page, but not to be seen: white, tiny, beside it, in a layer, in a picture."""
    page, name = made.pages[0], NAME.encode()
    layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String(NAME)))
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], BaseState=pikepdf.Name.ON)
    )
    page.Resources.Properties = pikepdf.Dictionary(L=layer)
    photo = pikepdf.Stream(
        made, jpeg(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60, Height=40,
        BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
        Metadata=pikepdf.Stream(made, name, Type=pikepdf.Name.Metadata),
    )  # fmt: skip
    page.Resources.XObject = pikepdf.Dictionary(P=photo)
    ink = [
        drawn(SHOWN), b"q 60 0 0 40 300 20 cm /P Do Q",
        b"BT /F 12 Tf 1 1 1 rg 40 200 Td (%s) Tj ET" % name,
        b"BT /F 12 Tf 0 g 3 Tr 40 170 Td (%s) Tj ET" % name,
        b"BT /F 0.4 Tf 0 Tr 40 150 Td (%s) Tj ET" % name,
        b"BT /F 12 Tf 40 -90 Td (%s) Tj ET" % name,
        b"/OC /L BDC BT /F 12 Tf 40 120 Td (%s) Tj ET EMC" % name,
        b"/Span <</ActualText (%s) /Alt (%s)>> BDC EMC %% %s" % (name, name, name),
    ]  # fmt: skip
    page.Contents = pikepdf.Stream(made, b"\n".join(ink))


def word() -> bytes:
    """In every part that office programs fill, and in the text where readers do not see it."""
    mark = f'w:author="{NAME}" w:initials="ZQ" w:date="2026-01-01T00:00:00Z" w:id="1"'
    run = f"<w:r><w:t>{NAME}</w:t></w:r>"
    inside = body(
        paragraph(SHOWN),
        f"<w:p><w:ins {mark}><w:r><w:t>Ditambah</w:t></w:r></w:ins>"
        f"<w:del {mark}><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>",
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{NAME}</w:t></w:r></w:p>",
        f'<w:p><w:fldSimple w:instr=" AUTHOR ">{run}</w:fldSimple></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LASTSAVEDBY '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        f'<w:sectPr w:rsidR="{NAME}"/>',
    )
    parts = (
        "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "word/comments.xml",
        "word/people.xml", "word/settings.xml", "word/header1.xml", "word/footer1.xml",
        "word/footnotes.xml", "customXml/item1.xml", "docProps/thumbnail.jpeg", "word/glossary.xml",
    )  # fmt: skip
    related = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/hyperlink" Target="https://{NAME.split()[1]}.example/" '
        'TargetMode="External"/></Relationships>'
    )
    told = dict.fromkeys(parts, f"<a>{NAME}</a>") | {"word/_rels/document.xml.rels": related}
    return document(inside=inside, parts=told | {"[Content_Types].xml": TYPES})


def table() -> bytes:
    return workbook(SHOWN, hidden=NAME, author=NAME)


PLANTED = {"jpg": jpeg, "png": png, "webp": webp, "pdf": paper, "docx": word, "xlsx": table}
