"""A whole agency of a given size, loaded in seconds, and the addresses to ask it for."""

import math
import random
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.engine import make_url

from ideas import given
from ideas.stages import StepKind
from tests.bench.entries import send
from tests.bench.judging import Voted, judge, release, vote
from tests.bench.roads import Road, open_roads
from tests.bench.rows import Facts, Loader
from tests.bench.staff import Staff, hire

SEED = 20_261_122
FEWEST_ROADS = 13


@dataclass(frozen=True)
class Size:
    people: int = 10_000
    entries: int = 20_000
    ballots: int = 200_000

    @property
    def roads(self) -> int:
        """Half of the growth is more competitions, the other half is bigger ones: 40 of 500."""
        return max(round(math.sqrt(self.entries * 0.08)), FEWEST_ROADS)

    def tenth(self) -> "Size":
        return Size(self.people // 10, self.entries // 10, self.ballots // 10)


@dataclass(frozen=True)
class World:
    """What was loaded, as far as anybody asks for it. `sheets` and `voted`: by competition."""

    staff: Staff
    roads: list[Road]
    sheets: dict[UUID, list[Facts]]
    outcomes: list[str]
    voted: Voted

    def at(self, kind: StepKind | None) -> list[Road]:
        return [road for road in self.roads if road.at is kind]


def build(url: str, size: Size) -> World:
    """Fill an empty, migrated PostgreSQL; afterwards it is analysed as its own daemon would."""
    address = make_url(url)
    where: dict[str, Any] = {"dbname": address.database, "host": address.query["host"]}
    chance = random.Random(SEED)
    with psycopg.connect(user=address.username, **where) as connection, given.world(chance=chance):
        loader, now = Loader(connection), given.now()
        staff = hire(loader, size.people, chance, now)
        roads = open_roads(loader, staff, size.roads, chance, now)
        send(loader, roads, staff, size.entries, chance)
        voted = vote(loader, roads, staff, size.ballots, chance)
        sheets = judge(loader, roads, chance)
        world = World(staff, roads, sheets, release(loader, roads), voted)
    with psycopg.connect(user=address.username, autocommit=True, **where) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    return world


def counts(url: str) -> dict[str, int]:
    """How many rows each table has, as the database itself says."""
    address = make_url(url)
    with psycopg.connect(
        dbname=address.database, user=address.username, host=str(address.query["host"])
    ) as connection:
        rows = connection.execute(
            "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND reltuples > 0 ORDER BY relname"
        ).fetchall()
    return dict(chain(rows))
