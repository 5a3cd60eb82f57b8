"""What a refusal tells: hidden is missing to the last byte, as a page and in each of its parts."""

import inspect
import re
from dataclasses import dataclass, field
from functools import lru_cache

from ideas.settings import ROOT
from ideas.web.answering import Route
from ideas.web.render import environment
from tests.matrix.asking import Answer, Asker
from tests.matrix.cells import DENIED, observed, send
from tests.matrix.choosing import ALL, EVERYBODY, IN_TURN, SIGN_IN
from tests.matrix.worlds import World

NOWHERE = "2222-2222"
KEPT = ("part",)  # not a thing that may be hidden, but a word of the address
COMPARED = 2  # of those to whom a form's thing is hidden: each also sends it to nothing
REASON = b'id="reason"'


@dataclass
class Refusals:
    """Compares them in one state; what is missing is asked for once by each person."""

    asker: Asker
    world: World
    missing: dict[tuple[str, str], Answer] = field(default_factory=dict)
    compared: dict[str, int] = field(default_factory=dict)
    turn: int = 0

    def told_by(self, route: Route, who: str, answer: Answer) -> list[str]:
        if observed(answer) not in DENIED:
            return []
        wrong = [*self._part(route, who, answer)]
        if answer.status == 404 and self._hidden(route, who) not in (None, answer):
            wrong.append("hidden is not missing")
        return [f"{route.name} as {who}: {what}" for what in wrong]

    def _hidden(self, route: Route, who: str) -> Answer | None:
        """The same question about a thing that never was; a page is the same wherever it is not.
        A form is sent to nothing by the first few, and of the others by one in turn."""
        asked = self.compared.get(route.name, 0)
        self.compared[route.name] = asked + 1
        if asked < COMPARED or EVERYBODY:
            return self._to_nothing(route, who)
        if route.method == "GET":
            return self._missing(who, "")
        in_turn = (asked + len(route.name)) % IN_TURN == 0
        return self._to_nothing(route, who) if in_turn else None

    def _to_nothing(self, route: Route, who: str, htmx: str = "") -> Answer:
        known = self.world.refs
        nowhere = {name: ref if name in KEPT else NOWHERE for name, ref in known.items()}
        answer = send(self.asker, route, self.world, who, refs=nowhere, htmx=htmx)
        # What was typed is told back, and there the reference may be.
        told = answer.body.replace(NOWHERE.encode(), known["competition"].encode())
        return Answer(answer.status, answer.headers, told)

    def _missing(self, who: str, htmx: str) -> Answer:
        if (who, htmx) not in self.missing:
            self.missing[who, htmx] = self._to_nothing(PLAIN, who, htmx)
        return self.missing[who, htmx]

    def _part(self, route: Route, who: str, answer: Answer) -> list[str]:
        blocks = blocks_of(route.name) if route.method == "GET" else []
        if not blocks:
            return []
        self.turn += 1
        block = blocks[self.turn % len(blocks)]
        part = send(self.asker, route, self.world, who, refs=self.world.refs, htmx=block)
        if part.status == 404:
            return [] if part == self._missing(who, "reason") else [f"part {block} is not missing"]
        refused = part.status == answer.status == 403 and part.body.strip().startswith(b"<")
        sent_away = observed(answer) == SIGN_IN and not part.body
        if sent_away or (
            refused and REASON in part.body and f'id="{block}"'.encode() not in part.body
        ):
            return []
        return [f"part {block} answers {part.status}"]


PLAIN = next(route for route in ALL if route.name == "get_competition")


@lru_cache
def blocks_of(name: str) -> list[str]:
    """The parts of a page that htmx may ask for alone, but for the place of a failure's reason."""
    route = next(route for route in ALL if route.name == name)
    source = inspect.getsource(route.page) if route.page else ""
    found = re.findall(r'"([\w/]+\.html)"', source)
    known = [file for file in found if (ROOT / "templates" / file).exists()]
    blocks = {block for file in known for block in environment.get_template(file).blocks}
    return sorted(blocks - {"reason"})
