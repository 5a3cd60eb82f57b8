"""The races see what they promise to see: the same burst breaks a ballot that only looks first."""

import pytest
from sqlalchemy import text

from ideas.database import engine_for, transaction
from ideas.road.ballots.models import Ballot
from tests.bed.calling import Caller, burst
from tests.bed.serving import Nurse
from tests.races.worlds import Booth

NAIVE = "tests.races.naive:build"


def stored(id_: object, database: str) -> str:
    return str(id_).replace("-", "") if database.startswith("sqlite") else str(id_)


def marks_after_a_burst(nurse: Nurse, database: str, table: str) -> int:
    booth = Booth(1, entries=20)
    voter = booth.voter()
    caller = Caller(voter)
    ids = [(booth.step.id, voter.id, entry.id) for entry in booth.entries]
    paths = ["/".join(stored(id_, database) for id_ in row) for row in ids]
    with nurse.serving(database, app=NAIVE) as server:
        burst(server.port, [caller.page(f"/naive/{table}/1/{path}") for path in paths])
    with transaction(writes=False) as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 -- a name of ours


@pytest.fixture
def scratch(database: str) -> str:
    """A copy of the ballot table with none of its constraints."""
    with transaction() as session:
        session.execute(text("CREATE TABLE scratch AS SELECT * FROM ballot"))
    with engine_for(database).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM scratch")).scalar_one() == 0
    return "scratch"


def test_looking_first_lets_too_many_in_without_the_constraint(
    nurse: Nurse, database: str, scratch: str
) -> None:
    assert marks_after_a_burst(nurse, database, scratch) > 1


def test_the_constraint_stops_even_those_who_only_look_first(nurse: Nurse, database: str) -> None:
    assert marks_after_a_burst(nurse, database, str(Ballot.__tablename__)) == 1
