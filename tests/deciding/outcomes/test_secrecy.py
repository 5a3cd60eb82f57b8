"""Until release, two worlds that differ only in the marks are the same to everyone not cleared."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from ideas import given
from ideas.database import transaction
from ideas.deciding.outcomes.models import Outcome
from ideas.jobs.worker import work_once
from ideas.judging.reviews.models import Mark
from ideas.permissions import Role
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged

# Nonces, tokens and keys; and the length of what was packed with them.
MADE_ANEW = re.compile(
    r"""(nonce|value)="[0-9a-f]{32,}"|nonce-[0-9a-f]{32}|'content-length', '\d+'"""
)


def another_world() -> None:
    """Every mark turned round, and another seal: as if the judges had thought the opposite."""
    with transaction() as session:
        session.execute(update(Mark).values(value=6 - col(Mark.value)))
        session.execute(
            update(Outcome).values(seal_salt=given.new_secret(), seal_digest=given.new_secret())
        )


class Watchers:
    """Sari, Dewi the secretariat and the public look at everything they can think of."""

    def __init__(self, judged: Judged) -> None:
        dewi = judged.make.with_role("Dewi", Role.SECRETARIAT, judged.competition)
        self.judged = judged
        self.browsers = [Browser(who) for who in (judged.sari, dewi, judged.ratna, None)]

    def see(self) -> list[tuple[int, str, str]]:
        answers = [one.get(path) for one in self.browsers for path in self.paths()]
        return [
            (a.status_code, MADE_ANEW.sub("", a.text), MADE_ANEW.sub("", str(a.headers.items())))
            for a in answers
        ]

    def paths(self) -> list[str]:
        ref, entry = self.judged.competition.ref, self.judged.entries[0].ref
        with transaction(writes=False) as session:
            outcome = session.exec(select(Outcome)).first()
        hidden = outcome.ref if outcome else "AAAA-AAAA"
        return [
            "/", f"/competitions/{ref}", f"/competitions/{ref}/outcome", f"/outcomes/{hidden}",
            f"/outcomes/{hidden}/result.csv", f"/outcomes/{hidden}/seal.json",
            f"/outcomes/{hidden}/scores.csv",
            f"/entries/{entry}", f"/people/{self.judged.sari.ref}", "/proposals", "/competitions",
        ]  # fmt: skip


def seal(judged: Judged) -> None:
    terms = {**DECREE, "release_at": judged.soon}
    assert Browser(judged.hasan).post(f"{judged.at}/seal", terms).status_code == 303


def approve(judged: Judged) -> None:
    seal(judged)
    assert Browser(judged.melati).post(f"{judged.at}/release").status_code == 303


@pytest.mark.parametrize(
    "reach", [lambda _: None, seal, approve], ids=["judged", "sealed", "approved"]
)
def test_nobody_can_tell_which_world_it_is(make: Make, reach: Callable[[Judged], None]) -> None:
    judged = Judged(make)
    reach(judged)
    watchers = Watchers(judged)
    before = watchers.see()
    another_world()
    assert watchers.see() == before


def test_a_cleared_person_can_tell(make: Make) -> None:
    judged = Judged(make)
    hasan = Browser(judged.hasan)
    before = hasan.page(judged.at).text
    another_world()
    assert hasan.page(judged.at).text != before


def test_after_release_everybody_can_tell(make: Make) -> None:
    judged = Judged(make)
    watchers = Watchers(judged)
    approve(judged)
    before = watchers.see()
    with given.world(frozen=make.now + timedelta(hours=1)):
        work_once()
        assert watchers.see() != before
