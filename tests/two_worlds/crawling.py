"""Everything that one person can ask of a world: every route with every reference, every
parameter that a page reads, every link on the way, every part that htmx may fetch alone."""

import html
import inspect
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from string import Formatter
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlmodel import SQLModel, col

from ideas.database import transaction
from ideas.pages import PAGES
from ideas.road.competitions.models import Step
from ideas.stages import StepKind
from ideas.web.answering import Route
from tests.matrix.asking import Asker
from tests.matrix.hiding import blocks_of
from tests.two_worlds.evidence import Heard, questions, witnessed

READS = [route for pages in PAGES for route in pages.routes if route.method == "GET"]
TABLE_OF = {
    "competitions": "competition", "entries": "entry", "endorsements": "entry",
    "screening": "entry", "proposals": "proposal", "outcomes": "outcome", "people": "person",
    "admin/units": "unit", "admin/postings": "person", "admin/identities": "person",
    "admin/roles": "role_grant", "admin/intake": "intake", "admin/privacy": "privacy_request",
    "admin/accounts": "person", "places": "place", "moderation": "comment",
    "search/saved": "saved_search",
}  # fmt: skip
TABLE_FOR = {
    "assignment": "assignment", "code": "recognition", "copy": "data_copy",
    "comment": "comment", "suggestion": "suggestion", "file": "attachment",
    "entry": "entry", "photo": "attachment", "slot": "pitch_slot",
}  # fmt: skip
WORDS = {
    "change": ["rename"],
    "token": ["0" * 64],
    "number": ["1", "2"],
}  # what stands in an address and is no reference
READING = re.compile(r'(?:query_params|asked)(?:\.get\(|\[)\s*"(\w+)"')
HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
GUESSES = "sort=score&order=desc&q=a&filter=marks&format=csv&page=2"
SEARCHES = (
    "q=layanan", "q=warga+-layanan", "year=2026&sort=newest", "mine=1", "q=lolos+juara+nilai",
    "year=2026&category=layanan", "q=tag%3Aranking", "mine=1&after=9.99999999999999999.ZZZZ-ZZZZ",
)  # fmt: skip
VALUES = ("ari", "score", "layanan", "done", "1")
FAR = "2222-2222"  # a reference behind which half of all the others come
SHOWN = 40  # links that one person follows

# Pages of one kind of step, whose others are not found there: one stranger is asked all the same.
KIND_OF = {
    "ballots": StepKind.BALLOT, "panels": StepKind.PANEL, "rooms": StepKind.PANEL,
    "visits": StepKind.VISIT, "pitches": StepKind.PITCH, "plenaries": StepKind.PLENARY,
}  # fmt: skip

Hearing = dict[str, Heard]
Words = Collection[str]


def references() -> dict[str, list[str]]:
    """Every public reference of this world, by its table."""
    found: dict[str, list[str]] = {}
    with transaction(writes=False) as session:
        for table in SQLModel.metadata.sorted_tables:
            column = table.c.get("ref", table.c.get("code"))
            if column is not None:
                found[table.name] = sorted(session.execute(select(column)).scalars())
        kinds = session.execute(select(col(Step.ref), col(Step.kind)).order_by(col(Step.ref))).all()
    for kind in StepKind:
        strange = [ref for ref, other in kinds if other is not kind][:1]
        found[f"step {kind}"] = [*(ref for ref, own in kinds if own is kind), *strange]
    return found


def filled(route: Route, refs: Mapping[str, list[str]]) -> list[str]:
    """The addresses of one route; a parameter that nobody foresaw takes every reference."""
    names = [name for _, name, _, _ in Formatter().parse(route.path) if name]
    everything = sorted({ref for some in refs.values() for ref in some})
    first, second, *_ = (*route.path.split("/")[1:], "")
    about = TABLE_OF.get(first) or TABLE_OF.get(f"{first}/{second}", "")
    steps = f"step {KIND_OF[first]}" if first in KIND_OF else "step"
    tables = TABLE_FOR | {"step": steps}
    pools = [
        WORDS.get(name) or refs.get(tables.get(name) or about, everything) or [FAR]
        for name in names
    ]
    return [route.path.format(**dict(zip(names, some, strict=True))) for some in product(*pools)]


def addresses(refs: Mapping[str, list[str]]) -> list[str]:
    return [url for route in READS for url in filled(route, refs)]


def asked_with(refs: Mapping[str, list[str]]) -> Iterator[str]:
    """One address of each route with everything that might search, sort or filter."""
    values = (*VALUES, FAR, refs["entry"][0], refs["competition"][0])
    yield from (f"/search?{query}" for query in SEARCHES)
    for route in READS:
        for url in filled(route, refs)[:1]:
            yield f"{url}?{GUESSES}"
            yield from (f"{url}?{name}={value}" for name in read_by(route) for value in values)


def read_by(route: Route) -> list[str]:
    """The parameters that a page reads, found in its source: new ones are found too."""
    source = inspect.getsource(route.page) if route.page else ""
    return sorted(set(READING.findall(source)))


@dataclass
class Crawl:
    """One person's answers to everything; `deep` also asks with parameters and in parts. `like`
    is what the same person heard in a world that should be alike."""

    asker: Asker
    who: str
    like: Hearing = field(default_factory=dict)
    heard: Hearing = field(default_factory=dict)

    def over(self, refs: Mapping[str, list[str]], *, deep: bool, within: Words = ()) -> Hearing:
        """`within`: only addresses whose first word is one of these."""
        self._ask(url for url in addresses(refs) if not within or url.split("/")[1] in within)
        if deep:
            self._ask(asked_with(refs))
            self._parts(refs)
        self._ask(self._links()[:SHOWN])
        return self.heard

    def _ask(self, urls: Iterable[str]) -> None:
        for url in urls:
            if url not in self.heard:
                self._hear(url, url)

    def _hear(self, name: str, url: str, block: str = "") -> None:
        before = self.like.get(name)
        if before and before.would_be_heard(name):
            self.heard[name] = before
            return
        with questions() as asked:
            answer = self.asker.get(url, self.who, htmx=block)
        self.heard[name] = witnessed(answer, asked)

    def _parts(self, refs: Mapping[str, list[str]]) -> None:
        for route in READS:
            seen = [url for url in filled(route, refs) if self.heard[url].answer.status == 200]
            for url, block in product(seen[:1], blocks_of(route.name)):
                self._hear(f"{url} #{block}", url, block)

    def _links(self) -> list[str]:
        """What the pages lead to and the routes did not: sorted, so that both worlds agree."""
        answers = [heard.answer for heard in self.heard.values()]
        pages = {answer.body for answer in answers if answer.is_page}
        found = {html.unescape(url) for page in pages for url in HREF.findall(page.decode())}
        ours = {url.partition("#")[0] for url in found if not urlsplit(url).netloc}
        return sorted(url for url in ours if url.startswith("/") and url not in self.heard)
