"""Two attachments for a demo proposal, made when the demo is built."""

import io
import json

from PIL import Image, ImageDraw
from sqlmodel import Session

from ideas.outside.files import keep
from ideas.outside.pdf import typeset
from ideas.staff.roles.visitors import Visitor
from ideas.writing.attachments.actions import Arriving, Sent, attach, expect
from ideas.writing.attachments.rules import file_sections, takes
from ideas.writing.files.rules import FileKind
from ideas.writing.proposals.queries import Draft

CHART = "Grafik batang: lama antre turun setiap bulan."
SIZE = (960, 600)
BARS = (420, 330, 210, 120)
STEP, WIDTH, FLOOR = 200, 120, 540


def attach_samples(session: Session, lead: Visitor, draft: Draft) -> None:
    """Into the first section that asks for files; none where the form asks for no files."""
    for section in file_sections(draft.rules.sections)[:1]:
        samples = ((FileKind.PDF, "Rencana kerja.pdf", _plan(draft)),
                   (FileKind.PNG, "Lama antre.png", _chart()))  # fmt: skip
        for kind, name, content in samples[: section.most]:
            if takes(section, kind):
                arriving = Arriving(keep(content, f".{kind.value}")[:64], kind, len(content))
                file = expect(session, lead, draft, section, arriving)
                alt = CHART if kind is FileKind.PNG else ""
                attach(session, lead, draft, section, Sent(name, alt, file=file))


def _plan(draft: Draft) -> bytes:
    rows = [["Bulan", "Kegiatan"], ["1", "Siapkan loket"], ["2", "Uji coba"], ["3", "Ukur hasil"]]
    blocks = [
        {"level": 1, "text": "Rencana kerja"}, {"level": 0, "text": draft.row.title},
        {"rows": rows}, {"level": 0, "text": "Contoh. Isi lembar ini rekaan."},
    ]  # fmt: skip
    return typeset("attachment.typ", {"content": json.dumps(blocks)})


def _chart() -> bytes:
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    for place, height in enumerate(BARS):
        left = 100 + place * STEP
        draw.rectangle((left, FLOOR - height, left + WIDTH, FLOOR), fill=(15, 98, 109))
    draw.line((60, FLOOR, SIZE[0] - 60, FLOOR), fill=(60, 60, 60), width=4)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
