"""A real PostgreSQL for a test session, shared by its worker processes, and fresh databases in it.

    with running(folder_of_the_session) as postgres:
        with postgres.fresh_database(migrate) as url:
            ...

`migrate(url)` is called once per session, on a template; every database is a clone of it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import IO
from zlib import crc32

import psycopg
from psycopg import sql

from tests.bed import keeper

Migrate = Callable[[str], None]
ROOM = 2 * 1024**3  # bytes of free memory that are enough to keep the files there
PATIENCE = 60.0
MEMORY = Path("/dev/shm")  # noqa: S108 -- mkdtemp makes a folder of our own in it


@dataclass(frozen=True)
class Postgres:
    """The running server. Its folder holds the socket."""

    home: Path

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.home}"

    @contextmanager
    def fresh_database(self, migrate: Migrate, *, template: str = "migrated") -> Iterator[str]:
        """The address of a clone of the template; the clone is dropped at the end."""
        name = f"{template}_{token_hex(6)}"
        with self._admin() as admin:
            self._prepare(admin, migrate, template)
            self._clone(admin, name, template)
        try:
            yield self.url(name)
        finally:
            with self._admin() as admin:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.home), user="postgres", autocommit=True)

    def _prepare(self, admin: psycopg.Connection, migrate: Migrate, template: str) -> None:
        """Make the template unless it is there; other workers wait for the first one."""
        known = "SELECT FROM pg_database WHERE datname = %s AND datistemplate"
        if admin.execute(known, [template]).rowcount:
            return
        with self._alone(admin, template):
            if not admin.execute(known, [template]).rowcount:
                self._make(admin, migrate, template)

    @contextmanager
    def _alone(self, admin: psycopg.Connection, template: str) -> Iterator[None]:
        key = [crc32(template.encode())]
        admin.execute("SELECT pg_advisory_lock(%s)", key)
        yield
        admin.execute("SELECT pg_advisory_unlock(%s)", key)

    def _make(self, admin: psycopg.Connection, migrate: Migrate, template: str) -> None:
        name = sql.Identifier(template)
        for words in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}"):
            admin.execute(sql.SQL(words).format(name))
        migrate(self.url(template))
        admin.execute(sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(name))
        leave = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
        admin.execute(leave, [template])
        admin.execute(sql.SQL("ALTER DATABASE {} WITH IS_TEMPLATE true").format(name))

    def _clone(self, admin: psycopg.Connection, name: str, template: str) -> None:
        how = "FILE_COPY" if in_memory(self.home) else "WAL_LOG"  # each is the faster one there
        words = f"CREATE DATABASE {{}} TEMPLATE {{}} STRATEGY {how}"
        names = sql.Identifier(name), sql.Identifier(template)
        admin.execute(sql.SQL(words).format(*names))


@contextmanager
def running(session: Path) -> Iterator[Postgres]:
    """Join the session's server, or start it. The last one to leave waits until it is gone."""
    with (session / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home, users = join(session / "postgres") or found(session / "postgres")
    try:
        wait_until_ready(home)
        yield Postgres(home)
    finally:
        leave(home, users)


def join(note: Path) -> tuple[Path, IO[str]] | None:
    """Take part in the server that the note names, if it still runs."""
    try:
        home = Path(note.read_text())
        users = (home / "users").open()
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (FileNotFoundError, BlockingIOError):
        return None
    return home, users


def found(note: Path) -> tuple[Path, IO[str]]:
    """Start a server and its keeper in a new folder, and note the folder."""
    home = Path(tempfile.mkdtemp(prefix="wadah-", dir=room()))
    home.chmod(0o755)
    users = (home / "users").open("w+")
    fcntl.flock(users, fcntl.LOCK_SH)
    if someone := keeper.someone_else():
        os.chown(home, someone["user"], someone["group"])
    subprocess.run([sys.executable, keeper.__file__, home], check=True)
    note.write_text(str(home))
    return home, users


def room() -> Path:
    """Files in memory when there is room: the same durable settings, and no waiting for a disk."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        return MEMORY
    return Path(tempfile.gettempdir())


def in_memory(home: Path) -> bool:
    return home.parent == MEMORY


def wait_until_ready(home: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not (home / "ready").exists():
        if (home / "failed").exists():
            raise RuntimeError((home / "failed").read_text())
        if time.monotonic() > until:
            raise TimeoutError(f"PostgreSQL did not start, see {home / 'log'}")
        time.sleep(0.01)


def leave(home: Path, users: IO[str]) -> None:
    with users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # others still use it
    until = time.monotonic() + PATIENCE
    while home.exists() and not (home / "failed").exists() and time.monotonic() < until:
        time.sleep(0.01)
