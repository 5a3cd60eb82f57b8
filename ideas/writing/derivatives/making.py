"""One file checked to its last part, and what others get of it laid down beside."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from PIL import Image

from ideas.writing.derivatives import papers, pictures, rewriting, words
from ideas.writing.derivatives.telling import read_in, told_by_file
from ideas.writing.files.checking import check_content
from ideas.writing.files.rules import BLIND, MOST_PAGES, PICTURES, Fault, FileKind, Unfit

TOLD, BLINDED, THUMB = "told.json", "blind", "thumb"


@dataclass(frozen=True)
class Made:
    """What became known of a file; with a fault, nothing of it is used.

    `told`: what it says of itself, and the first words in it.
    """

    fault: str = ""
    pages: int = 0
    width: int = 0
    height: int = 0
    told: dict[str, str] = field(default_factory=dict)


def make(source: Path, kind: FileKind, out: Path) -> Made:
    """Into `out`: what judges get, and a small picture."""
    with source.open("rb") as file:
        check_content(file, f"berkas.{kind.value}", source.stat().st_size)
    if kind in PICTURES:
        return _picture(source, kind, out)
    if kind is FileKind.PDF:
        pages = papers.check_paper(source)
        made = rewriting.written(papers.sheets(source))
    else:
        made = words.written(source, kind)
        pages = 0
    (out / BLINDED).write_bytes(made)
    first = next(papers.sheets(out / BLINDED))
    _thumb(first.picture, out)
    return Made(pages=pages or _length(out / BLINDED))


def _length(paper: Path) -> int:
    pages = papers.check_paper(paper)
    if pages > MOST_PAGES:
        raise Unfit(Fault.TOO_LONG)
    return pages


def _picture(source: Path, kind: FileKind, out: Path) -> Made:
    image = pictures.decoded(source, kind)
    shown = pictures.fitted(image, pictures.LARGEST)
    (out / BLINDED).write_bytes(pictures.saved(shown, BLIND[kind]))
    _thumb(image, out)
    return Made(width=image.width, height=image.height)


def _thumb(image: Image.Image, out: Path) -> None:
    small = pictures.fitted(image, pictures.THUMB)
    (out / THUMB).write_bytes(pictures.saved(small, FileKind.WEBP))


def make_and_tell(source: Path, kind: FileKind, out: Path) -> None:
    try:
        made = make(source, kind, out)
        said = told_by_file(source, kind)
        if kind not in PICTURES:
            said["text"] = read_in(out / BLINDED)
        made = replace(made, told=said)
    except Unfit as unfit:
        made = Made(fault=unfit.fault.value)
    except (MemoryError, RecursionError):
        made = Made(fault=Fault.TOO_SLOW.value)
    (out / TOLD).write_text(json.dumps(asdict(made)))
