"""Two browser tabs that save the same text at once: what one of them lost, it was told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import select

from ideas.database import transaction
from ideas.judging.reviews.models import Mark
from ideas.permissions import Role
from ideas.stages import StepKind
from ideas.writing.proposals.models import Proposal
from tests.bed.calling import Answer, Caller, send
from tests.bed.serving import Server
from tests.factories import Make

SAVES = 8

Fields = Callable[[str], dict[str, Any]]


class Desk:
    """Somebody with one text, opened in two tabs. `fields` is its form, `stored` what it holds."""

    def __init__(self, caller: Caller, url: str, fields: Fields, stored: Callable[[], str]) -> None:
        self.caller, self.url, self.fields, self.stored = caller, url, fields, stored

    def tab(self, port: int, name: str, start: Barrier) -> list[tuple[str, Answer]]:
        """One tab: it saves on and on, and stops when it hears that another was first."""
        hand = self.caller.once()
        told: list[tuple[str, Answer]] = []
        start.wait()
        for n in range(SAVES):
            words = f"Kata {n} dari jendela {name}."
            form = self.caller.form(self.url, self.fields(words), once=hand)
            told.append((words, send(port, form)))
            if told[-1][1].status != 303:
                break
        return told


def draft_desk() -> Desk:
    make = Make()
    sari = make.person("Sari")
    row = make.proposal(sari)

    def fields(words: str) -> dict[str, Any]:
        return {"title": "Judul", "summary": words, "category": "layanan", "version": 0}

    def stored() -> str:
        with transaction(writes=False) as session:
            return session.get_one(Proposal, row.id).summary

    return Desk(Caller(sari), f"/proposals/{row.ref}/edit", fields, stored)


def sheet_desk() -> Desk:
    make = Make()
    competition = make.competition(at=StepKind.PANEL)
    ratna = make.with_role("Ratna", Role.JUDGE, competition)
    sheet = make.assignment(make.entry(competition=competition, at=StepKind.PANEL), ratna)

    def fields(words: str) -> dict[str, Any]:
        return {"mark-dampak": 4, "mark-dampak-reason": words, "version": 0}

    def stored() -> str:
        with transaction(writes=False) as session:
            return session.exec(
                select(Mark.reason).where(Mark.assignment_id == sheet.id, Mark.reason != "")
            ).one()

    return Desk(Caller(ratna), f"/reviews/{sheet.ref}", fields, stored)


@pytest.mark.parametrize("made", [draft_desk, sheet_desk])
def test_of_two_tabs_one_keeps_saving_and_the_other_is_told(
    server: Server, made: Callable[[], Desk]
) -> None:
    desk, start = made(), Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        tabs = list(pool.map(lambda name: desk.tab(server.port, name, start), "AB"))
    first, second = sorted(tabs, key=len, reverse=True)
    assert [answer.status for _, answer in first] == [303] * SAVES
    ((lost, answer),) = second
    assert answer.status == 422
    assert lost in answer.body  # told, and still there to be kept
    assert desk.stored() == first[-1][0]
