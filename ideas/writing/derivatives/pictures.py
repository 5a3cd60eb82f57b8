"""Pictures made anew from their pixels: no comment, no place, no camera, no profile goes along."""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps

from ideas.writing.files.rules import MOST_PIXELS, Fault, FileKind, Unfit

LARGEST = 2400
THUMB = 480
QUALITY = 86
FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
FRAMES = 1

ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and is asked before a pixel is decoded


def decoded(path: Path, kind: FileKind) -> Image.Image:
    """All pixels, turned the way they are to be seen, in the colours of a screen."""
    try:
        with warnings.catch_warnings(), Image.open(path, formats=(FORMATS[kind],)) as image:
            warnings.simplefilter("ignore")
            _check_size(image)
            image.load()
            profile = image.info.get("icc_profile")
            return bare(_in_screen_colours(ImageOps.exif_transpose(image), profile))
    except Unfit:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, ArithmeticError, LookupError):
        raise Unfit(Fault.BROKEN) from None


def bare(image: Image.Image) -> Image.Image:
    """The pixels in a new picture, which never knew anything else."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    clean = Image.new(mode, image.size)
    clean.paste(image.convert(mode))
    return clean


def fitted(image: Image.Image, largest: int) -> Image.Image:
    if max(image.size) <= largest:
        return image
    smaller = image.copy()
    smaller.thumbnail((largest, largest), Image.Resampling.LANCZOS)
    return smaller


def saved(image: Image.Image, kind: FileKind) -> bytes:
    out = io.BytesIO()
    flat = image if kind is not FileKind.JPEG else on_white(image)
    flat.save(out, FORMATS[kind], quality=QUALITY, optimize=True, comment=b"", exif=b"")
    return out.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise Unfit(Fault.TOO_WIDE)
    if getattr(image, "n_frames", FRAMES) > FRAMES:
        raise Unfit(Fault.DISGUISED)


def _in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of another space are brought to sRGB; a profile that cannot be read is left out."""
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        turned = ImageCms.profileToProfile(
            image, theirs, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return turned or image
