"""Server processes on ports of their own, and what the machine spent on their answers."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from tests.bench.load import HOST

PROC = Path("/proc")
TICK = 1 / os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0


@dataclass(frozen=True)
class Spent:
    """CPU seconds of the server processes, and of the database's."""

    app: float
    database: float

    def since(self, before: "Spent") -> "Spent":
        return Spent(self.app - before.app, self.database - before.database)


@dataclass(frozen=True)
class Servers:
    """What serves: our processes with their ports, and the database's first process."""

    ports: Sequence[int]
    processes: Sequence[int]
    postmaster: int

    def spent(self) -> Spent:
        return Spent(sum(map(cpu_of, self.processes)), cpu_of_family(self.postmaster))


@contextmanager
def serving(environment: Mapping[str, str], postmaster: int, workers: int) -> Iterator[Servers]:
    """The app in so many processes. They end with the block, and with us should we be killed."""
    with ExitStack() as stack:
        listening = [stack.enter_context(socket.create_server((HOST, 0))) for _ in range(workers)]
        started = [stack.enter_context(worker(listener, environment)) for listener in listening]
        ports = [listener.getsockname()[1] for listener in listening]
        for port in ports:
            wait_until_it_answers(port)
        yield Servers(ports, [process.pid for process in started], postmaster)


@contextmanager
def worker(
    listener: socket.socket, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    number = listener.fileno()
    process = subprocess.Popen(  # noqa: S603 -- this very program
        [sys.executable, "-m", __name__, str(number)],
        stdin=subprocess.PIPE, pass_fds=[number], env={**os.environ, **environment},
    )  # fmt: skip
    try:
        yield process
    finally:
        assert process.stdin
        process.stdin.close()  # it serves as long as this is open
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()


def wait_until_it_answers(port: int) -> None:
    """It listens already; the first answer comes when the app is built."""
    with socket.create_connection((HOST, port), PATIENCE) as connection:
        connection.sendall(f"HEAD /signin HTTP/1.1\r\nhost: {HOST}\r\n\r\n".encode())
        if not connection.recv(1):
            raise ConnectionError("the server closed before it answered")


def cpu_of(process: int) -> float:
    """User and system time of a process, in seconds."""
    return sum(_times(process)[:2])


def cpu_of_family(process: int) -> float:
    """The same with its children, those that ended included."""
    lists = [task.read_text() for task in (PROC / str(process)).glob("task/*/children")]
    children = [int(child) for children in lists for child in children.split()]
    return sum(_times(process)) + sum(map(_cpu_of_child, children))


def _cpu_of_child(process: int) -> float:
    try:
        return cpu_of(process)
    except FileNotFoundError:
        return 0.0  # ended just now; its parent counts it from here on


def _times(process: int) -> list[float]:
    """User, system, and both of the children that ended."""
    after_name = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return [int(ticks) * TICK for ticks in after_name[11:15]]


def serve(number: int) -> None:
    """A server process: uvicorn over the bench's app, on a socket that it was given."""
    server = uvicorn.Server(
        uvicorn.Config("tests.bench.app:build", factory=True, access_log=False, log_level="warning")
    )

    def stop_with_the_bench() -> None:
        sys.stdin.read()
        server.should_exit = True
        time.sleep(PATIENCE / 2)
        os._exit(1)

    threading.Thread(target=stop_with_the_bench, daemon=True).start()
    server.run([socket.socket(fileno=number)])


if __name__ == "__main__":
    serve(int(sys.argv[1]))
