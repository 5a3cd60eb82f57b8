"""Thirty times the server dies in the middle of its work. Nothing that it acknowledged is lost."""

import random
import threading
import time
from collections.abc import Sequence

from sqlalchemy import text

from ideas.database import engine_for, transaction
from tests.bed.calling import send
from tests.bed.serving import Server
from tests.crashes.clients import Watched, judges, keys_kept, papers_in_history, voters
from tests.crashes.journal import DONE, tried
from tests.factories import Make

ROUNDS = 30
SEED = 20261122
LONGEST = 0.4  # seconds of work before the end


def test_thirty_kills_lose_nothing_and_invent_nothing(server: Server, database: str) -> None:
    make, chance = Make(), random.Random(SEED)
    ballots, sheets = voters(make, 3, SEED), judges(make, 2, SEED)
    everyone, unsure = [*ballots, *sheets], 0
    for turn in range(ROUNDS):
        cut = turn % 3 == 2 and database.startswith("postgresql")
        kill_at_work(server, database, everyone, chance, cut=cut)
        unsure += sum(len(it.client.unknown) for it in everyone)
        check_sound(database)
        check_nothing_lost_or_invented(everyone, ballots)
        check_once_only(server, everyone, ballots)
    acknowledged = sum(len(it.client.acknowledged) for it in everyone)
    assert acknowledged > 5 * ROUNDS, "there was something to lose"
    assert unsure > ROUNDS, "it died in the middle of work"


def kill_at_work(
    server: Server, database: str, everyone: Sequence[Watched], chance: random.Random, *, cut: bool
) -> None:
    """It dies at a random moment, nobody else holds the database open, and it is back at once."""
    stop = threading.Event()
    work = [threading.Thread(target=it.client.work, args=[server.port, stop]) for it in everyone]
    engine_for(database).dispose()
    for thread in work:
        thread.start()
    time.sleep(chance.uniform(0.02, LONGEST))
    if cut:
        cut_connections(database)
        time.sleep(chance.uniform(0.0, 0.05))
    server.kill()
    server.start()
    stop.set()
    for thread in work:
        thread.join()


def cut_connections(database: str) -> None:
    """The database hangs up on the app, whatever it is doing."""
    with transaction() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine_for(database).dispose()


def check_sound(database: str) -> None:
    if database.startswith("sqlite"):
        with transaction(writes=False) as session:
            assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


def check_nothing_lost_or_invented(everyone: Sequence[Watched], ballots: Sequence[Watched]) -> None:
    for it in everyone:
        assert it.lies() in it.client.may_lie(), it.client.name
    for it in ballots:
        kept = keys_kept(it.person)
        assert {deed.key for deed in it.client.acknowledged} <= kept, (
            "an acknowledged paper is lost"
        )
        assert kept <= {deed.key for deed in it.client.deeds}, "a paper that nobody sent"
        assert papers_in_history(it.person) == len(kept), "a paper and its event come together"


def check_once_only(
    server: Server, everyone: Sequence[Watched], ballots: Sequence[Watched]
) -> None:
    """What we do not know of is sent again, and the last form of everybody once more."""
    for it in everyone:
        for deed in it.client.unknown:
            assert tried(deed, server.port), "the server is back"
        last = it.client.deeds[-1]
        again = send(server.port, last.form)
        assert (again.status, again.location) == (DONE, last.location)
        assert it.lies() == last.leaves
    for it in ballots:
        assert keys_kept(it.person) == {deed.key for deed in it.client.deeds}
        assert papers_in_history(it.person) == len(it.client.deeds)
