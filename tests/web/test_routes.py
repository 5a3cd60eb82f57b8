"""How many are answered at once, and who never waits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from time import sleep

import pytest
from fastapi import FastAPI
from fastapi.responses import Response
from starlette.testclient import TestClient

from ideas.acts import Act
from ideas.web.render import name_paths
from ideas.web.routes import Pages
from ideas.web.visit import Visit

SLOW = 6
OURS = {"sec-fetch-site": "same-origin"}


class Room:
    """Pages that take as long as the door is shut."""

    def __init__(self) -> None:
        self.door, self.lock, self.inside = Event(), Lock(), 0
        pages = Pages()

        @pages.read("/slow", Act.SIGN_IN, public=True)
        def get_slow(visit: Visit) -> Response:  # noqa: ARG001 -- a page takes a visit
            with self.lock:
                self.inside += 1
            self.door.wait()
            return Response("slow")

        @pages.write("/kept", Act.SIGN_IN, page=get_slow, keeps=True, public=True)
        def post_kept(visit: Visit) -> Response:  # noqa: ARG001 -- likewise
            return Response("kept")

        self.app = FastAPI()
        self.app.router.routes.extend(pages.router.routes)
        name_paths({"get_slow": "/slow"})


@pytest.mark.usefixtures("database")
def test_four_are_answered_at_once_and_what_is_kept_never_waits_behind_them() -> None:
    room = Room()
    with TestClient(room.app) as client, ThreadPoolExecutor(SLOW + 1) as visitors:
        slow = [visitors.submit(client.get, "/slow") for _ in range(SLOW)]
        try:
            while room.inside < 4 and not any(answer.done() for answer in slow):
                sleep(0.01)
            kept = visitors.submit(client.post, "/kept", headers=OURS).result(20)
            assert kept.text == "kept"
            assert room.inside == 4
        finally:
            room.door.set()
    assert [answer.result().text for answer in slow] == ["slow"] * SLOW
