"""Real servers for tests: processes that can be killed at any moment and are back at once.

    with nursing() as nurse, nurse.serving(url) as server:
        ...  # http://127.0.0.1:{server.port}
        server.kill()  # as when the power goes
        server.start()

The nurse is one process that has imported the product. A server is a fork of it, so it starts in
no time and has opened nothing before. Nurse and server end with the tests, killed or not.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn

from ideas.settings import settings

HOST = "127.0.0.1"
PRODUCT = "ideas.app:build_app"
QUEUE = 1024  # connections that wait while no server is there, or while it is busy


@dataclass
class Nurse:
    """The process that has servers. It holds the port; they come and go."""

    process: subprocess.Popen[str]
    port: int

    @contextmanager
    def serving(
        self, database: str, *, app: str = PRODUCT, **environment: str
    ) -> Iterator["Server"]:
        """The app over this database, alive. `environment`: more settings, without `IDEAS_`."""
        wanted = {f"IDEAS_{name.upper()}": value for name, value in environment.items()}
        server = Server(self, app, {"IDEAS_DATABASE": database, **wanted})
        server.start()
        try:
            yield server
        finally:
            server.kill()

    def ask(self, **wish: Any) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(wish) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@dataclass
class Server:
    nurse: Nurse
    app: str
    environment: dict[str, str] = field(default_factory=dict)
    pid: int = 0

    @property
    def port(self) -> int:
        return self.nurse.port

    def start(self) -> None:
        """Whoever calls before it is ready waits in the queue of the port."""
        self.pid = self.nurse.ask(start=self.app, environment=self.environment)

    def kill(self) -> None:
        """SIGKILL: it can neither finish nor tidy up. Returns when it is gone."""
        if self.pid:
            self.nurse.ask(kill=self.pid)
        self.pid = 0

    def restarts(self) -> None:
        """Killed, and back at once."""
        self.kill()
        self.start()


@contextmanager
def nursing() -> Iterator[Nurse]:
    with socket.create_server((HOST, 0), backlog=QUEUE) as listener:
        command = [sys.executable, "-m", __name__, str(listener.fileno())]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        # Leaving this block closes its input, at which it ends.
        with subprocess.Popen(command, pass_fds=[listener.fileno()], **pipes) as process:
            yield Nurse(process, listener.getsockname()[1])


def nurse(listener: socket.socket) -> None:
    """Fork and kill as we are told, until nobody tells us any more."""
    alive: set[int] = set()
    try:
        for line in sys.stdin:
            wish = json.loads(line)
            if "kill" in wish:
                end(wish["kill"])
                alive.discard(wish["kill"])
                print(0, flush=True)  # noqa: T201 -- our answer
            else:
                child = fork(listener, wish["start"], wish["environment"])
                alive.add(child)
                print(child, flush=True)  # noqa: T201 -- our answer
    finally:
        for child in alive:
            end(child)


def end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def fork(listener: socket.socket, app: str, environment: dict[str, str]) -> int:
    ours, lifeline = os.pipe()
    if child := os.fork():
        os.close(ours)  # the other end stays open as long as we live
        return child
    try:
        os.close(lifeline)
        serve(listener, app, environment, ours)
    finally:
        os._exit(1)  # never back into the nurse's own work


def serve(listener: socket.socket, app: str, environment: dict[str, str], lifeline: int) -> None:
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    threading.Thread(target=end_with_the_nurse, args=[lifeline], daemon=True).start()
    os.environ.update(environment)
    settings.cache_clear()
    config = uvicorn.Config(app, factory=True, access_log=False, log_level="error", lifespan="off")
    uvicorn.Server(config).run([listener])


def end_with_the_nurse(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(1)


if __name__ == "__main__":
    import ideas.app  # noqa: F401 -- so that every fork has it

    nurse(socket.socket(fileno=int(sys.argv[1])))
