"""A new PDF: pictures of pages, and over them invisible letters for who listens or searches."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pikepdf
from PIL import Image, ImageChops

from ideas.writing.derivatives.papers import Sheet

QUALITY = 76
BODY = "Helvetica"


def written(pages: Iterator[Sheet]) -> bytes:
    """A new file: pictures, and invisible letters over them for those who listen or search."""
    paper = pikepdf.new()
    font = paper.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{BODY}"), Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )  # fmt: skip
    for sheet in pages:
        _add(paper, sheet, font)
    paper.Root.Lang = pikepdf.String("id")
    out = io.BytesIO()
    paper.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _add(paper: pikepdf.Pdf, sheet: Sheet, font: pikepdf.Object) -> None:
    paper.add_blank_page(page_size=(sheet.width, sheet.height))
    page, (data, told) = paper.pages[-1], _packed(sheet.picture)
    picture = pikepdf.Stream(
        paper, data, **told, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
        Width=sheet.picture.width, Height=sheet.picture.height,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(P=picture), Font=pikepdf.Dictionary(F=font)
    )
    page.Contents = pikepdf.Stream(paper, _content(sheet))


def _packed(picture: Image.Image) -> tuple[bytes, dict[str, Any]]:
    """Letters in sixteen greys, which stay sharp and small; photographs as JPEG."""
    grey = _grey(picture)
    jpeg = io.BytesIO()
    (grey or picture).save(jpeg, "JPEG", quality=QUALITY, optimize=True, comment=b"")
    name = pikepdf.Name
    colours = name.DeviceGray if grey else name.DeviceRGB
    told = {"ColorSpace": colours, "BitsPerComponent": 8, "Filter": name.DCTDecode}
    if grey and len(letters := _sixteen(grey)) < jpeg.tell():
        return letters, told | {"BitsPerComponent": 4, "Filter": name.FlateDecode}
    return jpeg.getvalue(), told


def _grey(picture: Image.Image) -> Image.Image | None:
    """A page of black letters needs no colours."""
    red, green, blue = picture.split()
    same = (ImageChops.difference(red, other).getbbox() is None for other in (green, blue))
    return red if all(same) else None


def _sixteen(grey: Image.Image) -> bytes:
    """Two points in a byte, row by row."""
    points = np.asarray(grey) >> 4
    points = np.pad(points, ((0, 0), (0, points.shape[1] % 2)))
    return zlib.compress(((points[:, 0::2] << 4) | points[:, 1::2]).astype(np.uint8).tobytes(), 9)


def _content(sheet: Sheet) -> bytes:
    parts = [b"q %.2f 0 0 %.2f 0 0 cm /P Do Q BT 3 Tr" % (sheet.width, sheet.height)]
    for word in sheet.words:
        letters = f"{word.text} ".encode("cp1252", "ignore")
        if len(letters) > 1 and word.height > 0:
            size = word.height
            stretch = min(400.0, max(10.0, 200 * word.width / (len(letters) * size)))
            parts.append(
                b"/F %.2f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj"
                % (size, stretch, word.left, word.bottom, letters.hex().encode())
            )
    return b"\n".join([*parts, b"ET"])
