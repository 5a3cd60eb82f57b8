"""What is asked: for each page many requests, by many people, for many things."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ideas.stages import StepKind
from ideas.web import keys
from tests.bench.load import HOST
from tests.bench.roads import Road
from tests.bench.rows import Facts
from tests.bench.staff import Employee
from tests.bench.world import World

MANY = 160


@dataclass(frozen=True)
class Ask:
    """One kind of request. `again`: whether the same bytes may be sent more than once."""

    name: str
    requests: Sequence[bytes]
    expected: int = 200
    again: bool = True


def get(path: str, secret: str = "", *, more: str = "") -> bytes:
    cookie = f"cookie: wadah={secret}; language=id\r\n" if secret else ""
    return (
        f"GET {path} HTTP/1.1\r\nhost: {HOST}\r\naccept-encoding: gzip\r\n{cookie}{more}\r\n"
    ).encode()


def post(path: str, secret: str, fields: Sequence[tuple[str, str]], *, block: str = "") -> bytes:
    """A form as the page would send it; with `block`, as htmx would."""
    control = [("token", keys.form_token(secret)), ("once", keys.once_key(secret))]
    body = urlencode([*control, *fields])
    htmx = f"hx-request: true\r\nhx-target: section#{block}\r\n" if block else ""
    return (
        f"POST {path} HTTP/1.1\r\nhost: {HOST}\r\naccept-encoding: gzip\r\n"
        f"cookie: wadah={secret}; language=id\r\nsec-fetch-site: same-origin\r\n{htmx}"
        f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n\r\n"
        f"{body}"
    ).encode()


CONSTANT = Ask("constant 10 kB", [get("/constant")])


def asks(world: World, chance: random.Random) -> Iterator[Ask]:
    """In the order of the table."""
    people = Crowd(world, chance)
    yield people.reads("home", lambda _: "/")
    yield people.reads("competition list", lambda _: "/competitions")
    yield people.reads("entry list", people.entry_list)
    yield people.reads("entry page", people.entry_page)
    yield Ask("scoring sheet", list(people.sheets()))
    yield Ask("public result", [get(f"/outcomes/{ref}") for ref in world.outcomes])
    yield Ask("ballot paper", list(people.papers()))
    yield Ask("cast a ballot", list(people.ballots()), again=False)
    yield Ask("save a sheet", list(people.saves()))


@dataclass(frozen=True)
class Crowd:
    """The people of a world, each doing what they may."""

    world: World
    chance: random.Random

    def reads(self, name: str, path: Callable[[Employee], str]) -> Ask:
        people = self.world.staff.people
        visitors = self.chance.sample(people, min(MANY, len(people)))
        return Ask(name, [get(path(visitor), visitor.secret) for visitor in visitors])

    def entry_list(self, visitor: Employee) -> str:
        return f"/competitions/{self._road_read_by(visitor).ref}/entries"

    def entry_page(self, visitor: Employee) -> str:
        return f"/entries/{self.chance.choice(shown(self._road_read_by(visitor)))['ref']}"

    def sheets(self) -> Iterator[bytes]:
        for sheet in self._open_sheets():
            yield get(f"/reviews/{sheet['ref']}", sheet["secret"])

    def saves(self) -> Iterator[bytes]:
        for sheet in self._open_sheets():
            fields = self._sheet_fields(sheet)
            yield post(f"/reviews/{sheet['ref']}", sheet["secret"], fields, block="totals")

    def papers(self) -> Iterator[bytes]:
        for road, voter in self._voters(MANY):
            yield get(f"/ballots/{road.step['ref']}", voter.secret)

    def ballots(self) -> Iterator[bytes]:
        """One paper each, of people who have not voted yet."""
        for road, voter in self._voters(len(self.world.staff.people)):
            chosen = self.chance.sample(choices(road, voter), road.step["quota"])
            marks = [("entry", entry["ref"]) for entry in chosen]
            yield post(f"/ballots/{road.step['ref']}", voter.secret, marks, block="paper")

    def _voters(self, most: int) -> Iterator[tuple[Road, Employee]]:
        for road in self.world.at(StepKind.BALLOT):
            apart = {judge.id for judge in road.judges} | self.world.voted[road.id]
            free = [person for person in self.world.staff.people if person.id not in apart]
            for voter in self.chance.sample(free, min(most, len(free))):
                yield road, voter

    def _open_sheets(self) -> list[Facts]:
        sitting = [self.world.sheets[road.id] for road in self.world.at(StepKind.PANEL)]
        every = [sheet for sheets in sitting for sheet in sheets]
        return self.chance.sample(every, min(MANY, len(every)))

    def _sheet_fields(self, sheet: Facts) -> list[tuple[str, str]]:
        """Every mark with a reason, as the sheet saves itself while a judge works on it."""
        fields = [("version", "0"), ("note", sheet["note"])]
        for criterion in self.world.at(StepKind.PANEL)[0].rules.criteria:
            mark, reason = str(self.chance.randint(1, 5)), sheet["note"]
            fields += [(f"mark-{criterion.key}", mark), (f"mark-{criterion.key}-reason", reason)]
        return fields

    def _road_read_by(self, visitor: Employee) -> Road:
        """Any whose entries are open to this person: over, or in a ballot they do not judge."""
        voting = [road for road in self.world.at(StepKind.BALLOT) if visitor not in road.judges]
        return self.chance.choice(self.world.at(None) + voting)


def shown(road: Road) -> list[Facts]:
    return [entry for entry in road.entries if entry.get("shown")]


def choices(road: Road, voter: Employee) -> list[Facts]:
    """What is on this voter's paper: not what they made themselves."""
    return [
        entry
        for entry in shown(road)
        if voter.id not in {member["person_id"] for member in entry["team"]}
    ]
