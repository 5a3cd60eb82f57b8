"""PDF as it is seen: each page drawn, and the letters that can be seen on it.

Taking things out of a PDF means knowing every place where something can hide: metadata of the
document and of each picture in it, annotations, layers, forms, fonts, tags, what lies off the page
or under a picture. So nothing is taken out; `rewriting` makes a new file of what a reader sees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from ideas.writing.files.rules import MOST_PAGES, Fault, Unfit

SHARP = 2.0  # pixels for each point: 144 to the inch
MOST_SIDE = 2600  # pixels; larger pages are drawn less sharply
MOST_LETTERS = 20_000  # on one page
SURROGATES = 0xD800  # what lies above has no place in the letters of our font
SMALLEST, WIDEST = 3, 14_400  # points: what a page may measure
FAINT = 12  # of 255: less contrast is not seen
LEAST = 3  # pixels: smaller letters are not read

Letter = tuple[str, tuple[float, float, float, float]]


@dataclass(frozen=True)
class Word:
    """A word that is seen, in points from the lower left."""

    text: str
    left: float
    bottom: float
    height: float
    width: float


@dataclass(frozen=True)
class Sheet:
    picture: Image.Image
    width: float
    height: float
    words: tuple[Word, ...]


def check_paper(path: Path) -> int:
    """How many pages, when it opens without a password and holds no more than it may."""
    try:
        with pikepdf.open(path) as paper:
            if paper.is_encrypted:
                raise Unfit(Fault.LOCKED)
            pages = len(paper.pages)
    except pikepdf.PasswordError:
        raise Unfit(Fault.LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, LookupError, OSError):
        raise Unfit(Fault.BROKEN) from None
    if not pages:
        raise Unfit(Fault.BROKEN)
    if pages > MOST_PAGES:
        raise Unfit(Fault.TOO_LONG)
    return pages


def sheets(path: Path) -> Iterator[Sheet]:
    try:
        paper = pypdfium2.PdfDocument(path)
        for number in range(len(paper)):
            page = paper[number]
            yield _sheet(page)
            page.close()
    except (pypdfium2.PdfiumError, ValueError, RuntimeError):
        raise Unfit(Fault.BROKEN) from None


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    if not all(SMALLEST <= side <= WIDEST for side in (width, height)):
        raise Unfit(Fault.BROKEN)
    scale = min(SHARP, MOST_SIDE / max(width, height))
    # Annotations and forms are what people wrote upon a page afterwards, often with their names.
    drawn = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
    picture = drawn.to_pil().convert("RGB")
    return Sheet(picture, width, height, tuple(_words(page, picture, scale)))


def _words(page: pypdfium2.PdfPage, picture: Image.Image, scale: float) -> Iterator[Word]:
    """Letter by letter, since one that is seen may stand beside one that is not."""
    if page.get_rotation():
        return  # the words of a turned page would not lie under its lines
    word: list[Letter] = []
    for letter in _letters(page, picture, scale):
        if letter is None and word:
            yield _joined(word)
            word = []
        elif letter is not None:
            word.append(letter)
    if word:
        yield _joined(word)


def _letters(
    page: pypdfium2.PdfPage, picture: Image.Image, scale: float
) -> Iterator[Letter | None]:
    """Each letter that is seen, and None where a word ends."""
    text, across, up = page.get_textpage(), page.get_cropbox()[0], page.get_cropbox()[3]
    for place in range(min(text.count_chars(), MOST_LETTERS)):
        code = pypdfium2.raw.FPDFText_GetUnicode(text, place)
        letter = chr(code) if 0 < code < SURROGATES else " "
        left, bottom, right, top = text.get_charbox(place)
        if letter.isspace():
            yield None
        elif _is_seen(picture, [(left - across) * scale, (up - top) * scale,
                                (right - across) * scale, (up - bottom) * scale]):  # fmt: skip
            yield letter, (left - across, bottom - (up - page.get_height()), right - across, top)


def _is_seen(picture: Image.Image, box: list[float]) -> bool:
    """Whether there is ink: a place of one colour shows nothing, whatever it is said to hold."""
    left, upper, right, lower = floor(box[0]), floor(box[1]), ceil(box[2]), ceil(box[3])
    inside = left >= 0 <= upper and right <= picture.width and lower <= picture.height
    if not inside or lower - upper < LEAST or right <= left:
        return False
    tones = picture.crop((left, upper, right, lower)).convert("L").tobytes()
    return max(tones) - min(tones) > FAINT


def _joined(letters: list[Letter]) -> Word:
    boxes = [box for _, box in letters]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    size = max(box[3] for box in boxes) - bottom
    width = max(box[2] for box in boxes) - left
    return Word("".join(letter for letter, _ in letters), left, bottom, size, width)
