"""A month of news in an office of any size: who was owed a daily letter, and who got one.

    python -m tests.bench.month 50000

What each person is owed is counted here apart from the product; the product writes the letters.
"""

import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import typer
from sqlalchemy import func, insert, select, update
from sqlmodel import col

from ideas import given
from ideas.database import engine_for, transaction
from ideas.later import Job, Task
from ideas.settings import settings
from ideas.staff.people.models import Person
from ideas.talking.notices.actions import notify
from ideas.talking.notices.digesting import write_digests
from ideas.talking.notices.models import Digest, Hearing, Notice
from ideas.talking.notices.rules import News, Topic, Way, day_of
from tests.bed import worlds
from tests.bed.postgres import running

START = datetime(2026, 11, 1, 23, 0, tzinfo=UTC)  # six in the morning, WIB
DAY = timedelta(days=1)
HEARERS = 12  # people who hear of one event
KINDS = (News.COMMENTED, News.SUGGESTED, News.MOVED, News.REWRITTEN)


@dataclass
class Month:
    """`owed` and `written` by day and person. `slowest`: seconds of the longest morning."""

    owed: set[tuple[date, UUID]] = field(default_factory=set)
    written: Counter[tuple[date, UUID]] = field(default_factory=Counter)
    jobs: int = 0
    empty: int = 0
    notices: int = 0
    slowest: float = 0.0


def live(people: int, events: int, days: int = 30) -> Month:
    """Everybody comes, things happen day by day, and every morning letters are written."""
    chance, month = random.Random(11), Month()
    staff, addressed, off = _hire(people, chance)
    waiting: set[UUID] = set()
    for day in range(days):
        with given.world(frozen=START + day * DAY, chance=random.Random(day)):
            _happen(staff, events, chance, waiting, off)
            _read(waiting, chance)
            owed = {person for person in waiting if person in addressed}
            month.owed |= {(day_of(given.now()), person) for person in owed}
            month.slowest = max(month.slowest, _write())
            waiting -= owed
    _count(month)
    return month


def _hire(people: int, chance: random.Random) -> tuple[list[UUID], set[UUID], set[UUID]]:
    """One in ten has no address; one in twenty wants no letters about talk."""
    staff = [given.new_id() for _ in range(people)]
    quiet, off = set(staff[::10]), set(staff[3::20])
    rows = [
        {
            "id": i, "ref": f"{n:09}", "name": f"Pegawai {n}", "employment": "pns",
            "titles_before": "", "titles_after": "", "language": "",
            "email": "" if i in quiet else f"p{n}@kota.example",
        }
        for n, i in enumerate(staff)
    ]  # fmt: skip
    with transaction() as session:
        for at in range(0, people, 5000):
            session.execute(insert(Person), rows[at : at + 5000])
        session.execute(
            insert(Hearing),
            [{"person_id": i, "topic": Topic.TALK, "way": Way.WEB} for i in sorted(off)],
        )
    chance.shuffle(staff)
    return staff, set(staff) - quiet, off


def _happen(
    staff: list[UUID], events: int, chance: random.Random, waiting: set[UUID], off: set[UUID]
) -> None:
    with transaction() as session:
        for number in range(events):
            hearers, news = chance.sample(staff, HEARERS), KINDS[number % len(KINDS)]
            notify(session, hearers, news, f"/proposals/{number % 97}", title="Surat")
            talk = news in (News.COMMENTED, News.SUGGESTED)
            waiting |= {person for person in hearers if not (talk and person in off)}


def _read(waiting: set[UUID], chance: random.Random) -> None:
    """Some look into Wadah before the letter is written, and need none."""
    looked = chance.sample(sorted(waiting), len(waiting) // 4)
    with transaction() as session:
        for at in range(0, len(looked), 1000):
            theirs = col(Notice.person_id).in_(looked[at : at + 1000])
            session.execute(update(Notice).where(theirs).values(read_at=given.now()))
    waiting.difference_update(looked)


def _write() -> float:
    """As the worker does, and once more, as a worker does that was started twice."""
    begun, twice = time.perf_counter(), 0
    while twice < 2:
        with transaction() as session:
            twice += not write_digests(session)
    return time.perf_counter() - begun


def _count(month: Month) -> None:
    told = select(func.count()).where(col(Notice.told_in) == Digest.id).scalar_subquery()
    with transaction(writes=False) as session:
        for day, person, lines in session.execute(
            select(col(Digest.day), col(Digest.person_id), told)
        ):
            month.written[day, person] += 1
            month.empty += not lines
        posting = col(Job.task) == Task.POST_LETTER
        month.jobs = session.scalar(select(func.count()).select_from(Job).where(posting)) or 0
        month.notices = session.scalar(select(func.count()).select_from(Notice)) or 0


def main(people: int) -> None:
    """On a database of its own, thrown away at the end."""
    begun = time.perf_counter()
    with (
        TemporaryDirectory() as folder,
        running(Path(folder)) as server,
        server.fresh_database(worlds.migrate) as url,
    ):
        os.environ |= {"IDEAS_DATABASE": url, "IDEAS_FILES": f"{folder}/files"}
        settings.cache_clear()
        month = live(people, events=people // 100)
        engine_for(url).dispose()
    took, most = time.perf_counter() - begun, max(month.written.values())
    typer.echo(f"{people} people, {month.notices} notices, {len(month.owed)} letters owed")
    typer.echo(f"written {month.written.total()}, at most {most} a day, jobs {month.jobs}")
    typer.echo(f"empty {month.empty}, all who were owed: {month.owed == set(month.written)}")
    typer.echo(f"slowest morning {month.slowest:.1f} s, all {took:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]))
