"""The bench itself: it asks for pages that are there, counts what they take, and leaves nothing."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bed.postgres import Postgres
from tests.bed.worlds import migrate
from tests.bench.asks import CONSTANT, Ask, asks, get
from tests.bench.load import Job, ask
from tests.bench.serving import Servers, serving
from tests.bench.visiting import fetch, first_visit
from tests.bench.world import Size, World, build

SMALL = Size(people=200, entries=260, ballots=600)


@pytest.fixture(scope="module")
def bench(postgres: Postgres) -> Iterator[tuple[World, Servers]]:
    with postgres.fresh_database(migrate) as url:
        world = build(url, SMALL)
        note = (postgres.home / "data" / "postmaster.pid").read_text()
        with serving({"IDEAS_DATABASE": url}, int(note.split()[0]), 2) as servers:
            yield world, servers
        left = [process for process in servers.processes if Path(f"/proc/{process}").exists()]
        assert left == []


def test_every_page_that_is_measured_answers_as_it_should(bench: tuple[World, Servers]) -> None:
    world, servers = bench
    told = {one.name: one for one in asks(world, random.Random(1))}
    answered = {name: fetch(servers.ports[0], one.requests[0]).status for name, one in told.items()}
    assert answered == {name: one.expected for name, one in told.items()}


def test_a_round_counts_answers_statements_and_processor_time(
    bench: tuple[World, Servers],
) -> None:
    world, servers = bench
    home = Ask("home", [get("/", person.secret) for person in world.staff.people[:4]])
    before = servers.spent()
    taken = ask(Job(servers.ports, [home.requests, CONSTANT.requests], seconds=0.3))
    assert not taken.wrong
    assert len(taken.took) == taken.statements.total() > 2
    assert set(taken.statements) > {0}, "the constant page takes none, the home page some"
    assert servers.spent().app >= before.app


def test_what_may_be_sent_once_is_sent_once(bench: tuple[World, Servers]) -> None:
    _, servers = bench
    three = [get("/constant")] * 3
    taken = ask(Job(servers.ports, [three, three], seconds=5, again=False))
    assert len(taken.took) == 6


def test_a_wrong_answer_is_noticed(bench: tuple[World, Servers]) -> None:
    _, servers = bench
    taken = ask(Job(servers.ports, [[get("/nowhere")]], seconds=5, again=False))
    assert [answer[9:12] for answer in taken.wrong] == [b"404"]


def test_a_first_visit_counts_everything_the_page_needs(bench: tuple[World, Servers]) -> None:
    _, servers = bench
    found = first_visit(servers.ports[0], "/signin")
    assert {"HTML", "CSS", "JavaScript", "letters", "icons"} <= set(found)
