"""A leak that somebody builds in is found: in an order, a header, a job, a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.deciding.outcomes.actions import seal_outcome
from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.later import Task, later
from ideas.outside.files import keep
from ideas.road.entries.listing import entries_in
from ideas.road.entries.models import Entry
from ideas.web.visiting import dressed
from tests.two_worlds.comparing import Worlds
from tests.two_worlds.test_marks import ONE, TWO, leaks

Plant = Callable[[pytest.MonkeyPatch], None]


def best_first(session: Session) -> Sequence[str]:
    rows = (
        select(col(Entry.ref))
        .join(Assignment, col(Assignment.entry_id) == Entry.id)
        .join(Mark, col(Mark.assignment_id) == Assignment.id)
        .group_by(col(Entry.ref))
        .order_by(func.sum(col(Mark.value)).desc())
    )
    return session.execute(rows).scalars().all()


def in_an_order(patch: pytest.MonkeyPatch) -> None:
    def by_score(session: Session, *which: Any) -> Any:
        entries, order = entries_in(session, *which), best_first(session)
        return replace(entries, lines=sorted(entries.lines, key=lambda it: order.index(it.ref)))

    patch.setattr("ideas.pages.competitions.entries_in", by_score)


def in_a_header(patch: pytest.MonkeyPatch) -> None:
    def with_etag(visit: Any, answer: Any) -> Any:
        answer.headers["ETag"] = best_first(visit.session)[0]
        return dressed(visit, answer)

    patch.setattr("ideas.web.answering.dressed", with_etag)


def in_a_job(patch: pytest.MonkeyPatch) -> None:
    def and_mail(session: Session, *which: Any) -> None:
        seal_outcome(session, *which)
        later(session, Task.ISSUE_CERTIFICATE, entry=best_first(session)[0])

    patch.setattr("ideas.pages.outcomes.seal_outcome", and_mail)


def in_a_file(patch: pytest.MonkeyPatch) -> None:
    def and_print(session: Session, *which: Any) -> None:
        seal_outcome(session, *which)
        keep(best_first(session)[0].encode(), ".pdf")

    patch.setattr("ideas.pages.outcomes.seal_outcome", and_print)


@pytest.mark.parametrize(
    ("plant", "trace"),
    [
        (in_an_order, "lastri: /competitions/"), (in_a_header, "lastri: /"),
        (in_a_job, "table job"), (in_a_file, "file "),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pairs", ["sqlite"], indirect=True)
def test_a_planted_leak_is_found(
    pairs: Worlds, monkeypatch: pytest.MonkeyPatch, plant: Plant, trace: str
) -> None:
    plant(monkeypatch)
    one, two = pairs.tell_both((ONE, TWO), "sealed", ("lastri",))
    found = leaks(one, two)
    assert found
    assert all(place.startswith(trace) for place in found)
