"""One database for many tests: to empty it takes a thirtieth of the time that a new one takes.

    with lending(postgres, migrate) as lender:
        with lender.database() as url:
            ...

Whoever gets it finds it as a fresh clone: what differs after a test in more than rows, or is still
in somebody's hands, is dropped and cloned anew.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import cast

import psycopg
from sqlalchemy import QueuePool

from ideas.database import engine_for
from tests.bed.postgres import Migrate, Postgres

EMPTY = """DO $$ DECLARE full_one record; BEGIN
    FOR full_one IN SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND pg_relation_size(oid) > 0 AND relname <> 'alembic_version'
    LOOP EXECUTE 'DELETE FROM ' || full_one.name; END LOOP;
    PERFORM setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S';
END $$"""
SHAPE = """SELECT (SELECT sum(hash_record_extended((oid, relname), 0)) FROM pg_class),
    (SELECT sum(hash_record_extended((oid, tgenabled), 0)) FROM pg_trigger),
    (SELECT count(*) FROM pg_statistic), (SELECT version_num FROM alembic_version)"""
OTHERS = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""
TURNS = 100  # deleted rows lie about until then


@contextmanager
def lending(postgres: Postgres, migrate: Migrate) -> Iterator["Lender"]:
    lender = Lender(postgres, migrate)
    try:
        yield lender
    finally:
        lender.drop()


class Lender:
    def __init__(self, postgres: Postgres, migrate: Migrate) -> None:
        self.postgres, self.migrate = postgres, migrate
        self.held = ExitStack()
        self.turns = TURNS

    @contextmanager
    def database(self) -> Iterator[str]:
        if self.turns == TURNS:
            self._renew()
        turns, self.turns = self.turns, TURNS
        self._hold()
        yield self.url
        with suppress(psycopg.OperationalError):  # a test that cuts connections cuts ours
            self.turns = turns + 1 if self._emptied() else TURNS

    def drop(self) -> None:
        self.held.close()

    def _renew(self) -> None:
        self.drop()
        self.url = self.held.enter_context(self.postgres.fresh_database(self.migrate))
        address = self.url.replace("+psycopg", "")
        self.admin = psycopg.connect(address, autocommit=True)
        self.held.callback(self.admin.close)
        self.admin.execute("SET session_replication_role = replica")  # what is kept for ever, too
        self.engine = engine_for(self.url)
        self.held.callback(self._let_go)
        self.shape, self.turns = self._ask(SHAPE), 0

    def _hold(self) -> None:
        """Engines are forgotten when there are many; ours must not leave its connections open."""
        if (engine := engine_for(self.url)) is not self.engine:
            self.engine.dispose()
            self.engine = engine

    def _let_go(self) -> None:
        self.engine.dispose()

    def _emptied(self) -> bool:
        self._hold()
        pool = cast("QueuePool", self.engine.pool)
        if pool.checkedout() or self._ask(OTHERS) != (pool.checkedin(),):
            return False
        if self._ask(SHAPE) != self.shape:
            return False
        self.admin.execute(EMPTY)
        return True

    def _ask(self, words: str) -> tuple[object, ...] | None:
        return self.admin.execute(words.encode()).fetchone()
