"""The field: one visit with a photo that knows too much, and two that nobody makes."""

import io
from datetime import timedelta

from PIL import Image

from ideas import given
from ideas.judging.findings.models import Claim
from ideas.stages import StepKind
from tests.two_worlds.bench import Bench
from tests.two_worlds.story import ZONE

ARTIST, TAKEN_WITH = 0x013B, 0x0110
WHERE = "Balai desa"


def plan_visits(bench: Bench) -> None:
    visited, *others = (f"{bench.at(StepKind.VISIT)}/{entry.ref}" for entry in bench.entries)
    for entry in others:
        reason = "Bukti tertulisnya sudah cukup untuk menilai usulan ini tanpa kunjungan lapangan."
        bench.post("dewi", f"{entry}/skip", {"reason": reason})
    starts = (given.now() + timedelta(days=1) + ZONE).strftime("%Y-%m-%dT%H:%M")
    going = {
        "starts": starts, "place": WHERE, "position": "-7.25, 112.75",
        "panelists": [bench.people[bench.other].ref], "evaluators": [bench.people["dewi"].ref],
    }  # fmt: skip
    bench.post("dewi", f"{visited}/plan", going)
    bench.post("dewi", f"{visited}/announcement", {})
    bench.post("dewi", f"{visited}/claims", {"claimed": "Ada tiga loket", "section": "masalah"})
    bench.post(bench.lead(0), f"{visited}/team", {})


def go_there(bench: Bench) -> None:
    """Whoever goes takes a photo, writes what they found; both sign."""
    at, who = f"{bench.at(StepKind.VISIT)}/{bench.entries[0].ref}", bench.other
    (claim,) = bench.rows(Claim)
    shown = {"claim": claim.ref, "alt": "Tiga loket"}
    picture = {"file-photos": ("loket.jpg", photo(bench.people[who].name))}
    bench.post(who, f"{at}/photos", shown, **picture)
    found = {
        f"found-{claim.ref}": "found", f"note-{claim.ref}": "Ada.", "conclusion": "Semua sesuai.",
        f"meet-{claim.ref}": claim.finding.sign,
        "meet-conclusion": bench.typed(who, at, "meet-conclusion"),
    }  # fmt: skip
    bench.post(who, at, found)
    for person in (who, "dewi"):
        bench.post(person, f"{at}/signature", {})


def photo(by: str) -> bytes:
    """As a telephone takes it: with whose it is."""
    out = io.BytesIO()
    image = Image.new("RGB", (64, 48), "teal")
    exif = image.getexif()
    exif[ARTIST], exif[TAKEN_WITH] = by, f"Telepon {by}"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
