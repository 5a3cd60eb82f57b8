"""The result: sealed, approved, and a copy of what is held for those who ask for one."""

from datetime import timedelta

from ideas import given
from tests.two_worlds.bench import Bench
from tests.two_worlds.canaries import DECREE
from tests.two_worlds.story import ZONE


def decide(bench: Bench) -> None:
    release = given.now() + ZONE + timedelta(hours=1)
    terms = {
        "decree_number": DECREE, "decree_date": "2026-12-24",
        "release_at": release.strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    bench.post("hasan", f"{bench.sealing}/seal", terms)
    bench.post("melati", f"{bench.sealing}/release", {})
    for name in ("sari", "wayan"):
        bench.post(name, f"/people/{bench.people[name].ref}/data/copy", {})
