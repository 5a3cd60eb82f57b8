"""A real SMTP server for tests, which says what it is told to say and keeps what it takes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"
TAKEN = "250 OK"


@dataclass
class Postbox:
    """`says`: its next answers to a letter, one each; then it takes them all."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    says: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- its name there
        answer = self.says.pop(0) if self.says else TAKEN
        if answer == TAKEN:
            letter = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
        return answer


class OnSocket(Controller):
    """On a port that is already ours, so that nobody else takes it first."""

    def __init__(self, box: Postbox, listener: socket.socket) -> None:
        super().__init__(box, hostname=HOST, port=listener.getsockname()[1])
        self.listener = listener

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.listener)


@contextmanager
def postbox() -> Iterator[Postbox]:
    """Alive in a thread of its own."""
    with socket.create_server((HOST, 0)) as listener:
        box = Postbox(listener.getsockname()[1])
        server = OnSocket(box, listener)
        server.start()
        try:
            yield box
        finally:
            server.stop()
