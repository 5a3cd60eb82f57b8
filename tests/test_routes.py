"""Every address of the product stands in one list, with its act; nothing else answers."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount
from starlette.routing import Route as Answered
from starlette.testclient import TestClient

from ideas.app import build_app
from ideas.pages import PAGES
from ideas.web.answering import Route
from ideas.web.routing import ByFirstWord
from tests import golden

# Answered outside the route layer: files that change for nobody.
BARE = {("MOUNT", "/static"): "our own files"}
NEVER = ("/docs", "/redoc", "/openapi.json", "/static/../pyproject.toml", "/.env")


def described() -> list[tuple[str, str, str]]:
    """Method, path and the rest of the line, page file by page file."""
    rows = [(r.method, r.path, line_of(r)) for pages in PAGES for r in pages.routes]
    rows += [(r.method, r.path, f"{line_of(r)} (far)") for p in PAGES for r in p.far_routes]
    bare = [(method, path, f"PUBLIC {what} (bare)") for (method, path), what in BARE.items()]
    return rows + bare


def line_of(route: Route) -> str:
    kinds = [kind for kind in ("keeps", "alone", "signed") if getattr(route, kind)]
    public = ["PUBLIC"] if route.public else []
    return " ".join([*public, route.act, route.name, *(f"({kind})" for kind in kinds)])


def answered(app: FastAPI) -> list[tuple[str, str]]:
    """What the application really routes, however its routers are nested."""
    return [pair for route in _flat(app.routes) for pair in _pairs(route)]


def _flat(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        inside: Any = getattr(route, "original_router", route)
        if inside is not route or isinstance(route, ByFirstWord):
            yield from _flat(inside.routes)
        else:
            yield route


def _pairs(route: BaseRoute) -> list[tuple[str, str]]:
    if isinstance(route, Mount):
        return [("MOUNT", route.path)]
    assert isinstance(route, Answered), f"{route} answers, and no list knows what it is"
    return [(method, route.path) for method in sorted((route.methods or set()) - {"HEAD"})]


def test_the_list_of_routes_is_the_golden_one() -> None:
    rows = described()
    assert len(rows) > 40
    wide = max(len(path) for _, path, _ in rows)
    lines = [f"{method:<6}{path:<{wide}}  {rest}\n" for method, path, rest in rows]
    golden.compare("routes.txt", "".join(lines))


def test_the_application_answers_what_is_in_the_list_and_nothing_else() -> None:
    known = [(method, path) for method, path, _ in described()]
    assert sorted(answered(build_app())) == sorted(known)
    assert len(set(known)) == len(known)


def test_a_route_that_nobody_described_would_be_seen() -> None:
    app = build_app()
    app.add_api_route("/back/door", lambda: "in", methods=["GET"])
    more = set(answered(app)) - {(method, path) for method, path, _ in described()}
    assert more == {("GET", "/back/door")}


def test_what_frameworks_like_to_answer_is_not_there(database: str) -> None:
    assert database
    client = TestClient(build_app())
    assert {path: client.get(path).status_code for path in NEVER} == dict.fromkeys(NEVER, 404)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/signin", 200), ("PUT", "/signin", 404), ("GET", "/signin/", 307),
        ("GET", "/signi", 404), ("GET", "/{signin}", 404), ("GET", "/signin/nowhere/at/all", 404),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("database")
def test_a_path_finds_its_route_by_its_first_word(method: str, path: str, status: int) -> None:
    client = TestClient(build_app(), follow_redirects=False)
    assert client.request(method, path).status_code == status


@pytest.mark.usefixtures("database")
def test_the_head_of_a_page_is_that_page_without_its_body() -> None:
    client = TestClient(build_app())
    head, page = client.head("/signin"), client.get("/signin")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == page.headers["content-type"]


def test_a_route_whose_first_word_could_be_any_is_not_taken() -> None:
    with pytest.raises(ValueError, match="no word of its own"):
        ByFirstWord([Answered("/{anything}", lambda _: PlainTextResponse("in"))])
