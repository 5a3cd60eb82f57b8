"""Role by relation by state: every route, asked by everybody, against the table and a golden list.

Forms are sent as they would be, answered, and taken back, so that no cell changes another.
`WADAH_MATRIX=full` asks everybody everywhere, not only where the table says something new.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from ideas.pages import account, links, passkeys, signin, steps
from ideas.web import answering
from ideas.web.answering import Route
from tests import golden
from tests.factories import Make
from tests.golden import HERE
from tests.matrix.asking import Asker, browser, undone
from tests.matrix.cells import DENIED, fits, observed, send
from tests.matrix.choosing import ALL, EVERYBODY, askers, described, expected, is_news, routes_in
from tests.matrix.hiding import Refusals
from tests.matrix.people import PRINCIPALS
from tests.matrix.states import STATES, State
from tests.matrix.worlds import World, build

SAMPLE = ("screening", "sealed")  # asked on PostgreSQL too
CELLS = [("sqlite", state) for state in STATES]
CELLS += [("postgresql", state) for state in STATES if state.name in SAMPLE]
GOLDEN = HERE / "matrix"


@pytest.fixture
def world(make: Make, request: pytest.FixtureRequest) -> World:
    state: State = request.param
    return build(state, make)


@pytest.fixture
def asker(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    with browser() as client:
        asker = Asker(client)
        asker.know(world.people)
        for module in (answering, signin, steps, links, account, passkeys):
            monkeypatch.setattr(module, "transaction", undone)
        for module in (signin, steps, account):  # a slow hash, and nobody's password
            monkeypatch.setattr(module, "fits", lambda *_: False)
        yield asker


@pytest.mark.parametrize(
    ("database", "world"), CELLS, indirect=True, ids=lambda part: getattr(part, "name", part)
)
def test_everybody_is_answered_as_the_table_says(world: World, asker: Asker) -> None:
    lines, wrong, refusals = [], [], Refusals(asker, world)
    for route in routes_in(world.state):
        row = defaultdict(list)
        for who in askers(route, world.state):
            answer = send(asker, route, world, who.name, refs=world.refs)
            does, should = observed(answer), expected(route, who, world.state)
            row[does].append(who.name)
            if not fits(should, does):
                wrong.append(f"{route.name} as {who.name}: {should}, not {does}")
            if is_news(route, world.state):
                wrong += refusals.told_by(route, who.name, answer)
        lines.append(line_of(route, row, whole=is_news(route, world.state)))
    assert wrong == []
    if not EVERYBODY:
        golden.compare(f"matrix/{world.state.name}.txt", "".join(lines))


def line_of(route: Route, row: dict[str, list[str]], *, whole: bool) -> str:
    """In a whole row the largest group is 'the rest', or 'everybody'."""
    most = max(row, key=lambda status: len(row[status])) if whole else ""
    rest = "everybody" if len(row) == 1 else "the rest"
    groups = [f"{key}: {rest if key == most else ' '.join(row[key])}" for key in sorted(row)]
    return f"{route.method:<4} {route.path:<45} {' | '.join(groups)}\n"


def test_every_route_lets_somebody_in_and_keeps_somebody_out() -> None:
    """Else a refusal proves nothing, or nothing is refused: read from the golden table."""
    seen: dict[str, set[str]] = {}
    for file in GOLDEN.glob("*.txt"):
        for line in file.read_text().splitlines():
            method, path, groups = line.split(maxsplit=2)
            seen.setdefault(f"{method} {path}", set()).update(
                group.partition(":")[0] for group in groups.split(" | ")
            )
    closed = [
        f"{r.method} {r.path}" for r in ALL if not seen[f"{r.method} {r.path}"] & {"200", "303"}
    ]
    open_ = [r.name for r in ALL if not seen[f"{r.method} {r.path}"] & set(DENIED)]
    assert closed == [  # what fits is tried in files of their own
        "POST /panels/{step}/verdicts/removal", "POST /panels/{step}/scores",
        "POST /reviews/declarations/{step}", "POST /pitches/{step}/days",
        "POST /pitches/{step}/drawing", "POST /pitches/{step}/publication",
        "POST /pitches/{step}/exchange", "POST /pitches/{step}/room/{slot}/absence",
        "POST /pitches/{step}/slots/{slot}/answer", "POST /visits/{step}/{entry}/announcement",
        "POST /visits/{step}/{entry}", "POST /visits/{step}/{entry}/claims/{claim}",
        "POST /visits/{step}/{entry}/signature", "POST /visits/{step}/{entry}/photos",
        "GET /plenaries/{step}/entries/{entry}/photos/{photo}",
        "GET /plenaries/{step}/entries/{entry}/photos/{photo}/picture",
        "POST /plenaries/{step}/close", "POST /plenaries/{step}/signature",
        "GET /outcomes/{ref}/talks.csv", "POST /people/{ref}/reveal",
        "POST /admin/postings/{ref}/standin/ending", "POST /signin", "POST /signin/again",
        "POST /signin/link/{token}", "POST /account/password", "POST /account/step",
        "POST /account/codes", "POST /account/signins/{signin}/end", "POST /signin/passkey",
        "POST /account/passkeys", "POST /account/passkeys/{passkey}/removal",
        "POST /proposals/{ref}/confirmation", "GET /search/saved/{ref}",
        "POST /search/saved/{ref}/removal", "POST /proposals/{ref}/files",
        "POST /proposals/{ref}/files/link", "POST /proposals/{ref}/merger",
        "POST /proposals/{ref}/merger/answer", "POST /proposals/{ref}/merger/voice",
        "POST /proposals/{ref}/merger/undoing", "POST /proposals/{ref}/team/lead/answer",
        "POST /proposals/{ref}/team/lead/takeover",
    ]  # fmt: skip
    assert open_ == [
        "get_home", "get_competitions", "get_person", "get_notice", "get_processing", "get_verify",
        "get_check", "get_matrix", "get_signin", "post_signin", "post_settings", "get_step",
        "post_step", "get_forgot", "post_forgot", "get_link", "post_link", "post_proving_options",
        "post_passkey", "get_stop", "post_stop",
    ]  # fmt: skip


def test_no_state_is_golden_that_is_not_asked() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == {state.name for state in STATES}
    assert all(described(route) for route in ALL)
    assert min(len(ALL), 2 * len(PRINCIPALS), 3 * len(STATES)) > 40
