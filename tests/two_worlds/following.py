"""The whole of judging in one world: what each listener is told at each stage, and by post."""

import os
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from random import Random

from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.settings import settings
from ideas.talking.notices.models import Notice
from tests.conftest import NOON
from tests.matrix.asking import Asker, browser
from tests.two_worlds.cast import Secret
from tests.two_worlds.chapters import Whole
from tests.two_worlds.comparing import MET, PUBLIC, SEED, Pair, Worlds
from tests.two_worlds.crawling import Crawl, Hearing, references
from tests.two_worlds.evidence import are_apart

# The first words of the addresses that judging has a say in; at the last stage all are asked.
JUDGING = frozenset(
    ("", "reviews", "panels", "rooms", "pitches", "visits", "plenaries", "entries", "competitions",
     "notices", "search")
)  # fmt: skip
Place = tuple[str, str, str]  # stage, who, address
Plan = Mapping[str, Collection[str]]  # who asks at a stage


@dataclass
class Followed:
    story: Whole
    heard: dict[tuple[str, str], Hearing] = field(default_factory=dict)
    post: dict[str, list[bytes]] = field(default_factory=dict)
    notices: dict[str, list[str]] = field(default_factory=dict)


def follow_both(worlds: Worlds, secrets: Pair, plan: Plan) -> tuple[Followed, Followed]:
    """What the first heard need not be put together again where the second says the same."""
    one = follow(worlds, secrets[0], plan)
    return one, follow(worlds, secrets[1], plan, one)


def follow(worlds: Worlds, secret: Secret, plan: Plan, like: Followed | None = None) -> Followed:
    """Tell the whole; at each stage of `plan`, these people ask."""
    with worlds.fresh(secret.told), given.world(frozen=NOON, chance=Random(SEED)):
        letters = settings().files.parent / "letters"
        letters.mkdir()
        os.environ["IDEAS_MAIL"] = letters.as_uri()
        settings.cache_clear()
        told = Followed(Whole(secret))
        with closing(told.story.tell()) as stages:
            for stage in stages:
                for who in plan.get(stage, ()):
                    before = like.heard[stage, who] if like else {}
                    heard = _listen(told.story, stage, who, before, last=stage == [*plan][-1])
                    told.heard[stage, who] = heard
        told.post = _posted(letters)
        told.notices = {name: _notices(told.story, name) for name in told.story.people}
        return told


def _listen(story: Whole, stage: str, who: str, before: Hearing, *, last: bool) -> Hearing:
    people = story.people
    refs = references() | {"person": sorted(people[name].ref for name in MET)}
    with given.world(chance=Random(f"{SEED} {stage} {who}")), browser() as client:
        asker = Asker(client)
        if who != PUBLIC:
            asker.know({who: people[who]})
        crawl = Crawl(asker, who, like=before)
        return crawl.over(refs, deep=last, within=() if last else JUDGING)


def _posted(folder: Path) -> dict[str, list[bytes]]:
    """Whole letters by who got them; but for the boundary, which the mail library draws itself."""
    found: dict[str, list[bytes]] = {}
    for file in sorted(folder.iterdir()):
        letter = message_from_bytes(file.read_bytes(), policy=SMTP)
        letter.set_boundary("boundary")
        found.setdefault(letter["To"].addresses[0].username, []).append(letter.as_bytes())
    return found


def _notices(story: Whole, who: str) -> list[str]:
    """Everything that somebody was ever told, in its order."""
    own = select(Notice).where(col(Notice.person_id) == story.people[who].id)
    with transaction(writes=False) as session:
        rows = session.exec(own.order_by(col(Notice.made_at), col(Notice.path), col(Notice.news)))
        return [row.model_dump_json() for row in rows]


def apart(one: Followed, two: Followed) -> set[Place]:
    """Where somebody can tell the worlds apart, by an answer or by its making."""
    return {
        (*there, url)
        for there, hearing in one.heard.items()
        for url in hearing.keys() | two.heard[there].keys()
        if are_apart(hearing.get(url), two.heard[there].get(url))
    }
