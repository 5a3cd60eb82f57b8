"""Two hundred papers of one voter in the same instant: one counts, whole and within the quota."""

from collections import Counter
from itertools import combinations, cycle, islice

import pytest
from sqlmodel import func, select

from ideas.acts import Act
from ideas.database import transaction
from ideas.web.models import Once
from tests.bed.calling import Answer, Caller, burst, send
from tests.bed.serving import Server
from tests.races.worlds import Booth, happened

MANY = 200


def seen(answers: list[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)


@pytest.mark.parametrize("quota", [1, 3])
def test_two_hundred_papers_for_the_last_slot_leave_one(server: Server, quota: int) -> None:
    booth = Booth(quota)
    sari = booth.voter()
    caller = Caller(sari)
    papers = list(islice(cycle(combinations(booth.refs, quota)), MANY))
    answers = burst(server.port, [caller.form(booth.url, {"entry": refs}) for refs in papers])
    assert seen(answers) == {303: MANY}
    (rows,) = booth.papers().values()
    assert booth.chosen(rows) in [set(refs) for refs in papers]
    assert [row.slot for row in rows] == list(range(1, quota + 1))
    assert len({row.receipt for row in rows}) == 1
    assert happened(Act.CAST_BALLOT, sari) == MANY


def test_too_many_marks_are_refused_however_many_come_at_once(server: Server) -> None:
    booth = Booth(2)
    caller = Caller(booth.voter())
    papers = list(islice(cycle(combinations(booth.refs, 3)), 40))
    answers = burst(server.port, [caller.form(booth.url, {"entry": refs}) for refs in papers])
    assert seen(answers) == {422: 40}
    assert booth.papers() == {}
    assert send(server.port, caller.form(booth.url, {"entry": booth.refs[:2]})).status == 303


def test_one_form_sent_two_hundred_times_counts_once(server: Server) -> None:
    booth = Booth(1)
    sari = booth.voter()
    caller = Caller(sari)
    form = caller.form(booth.url, {"entry": booth.refs[:1]}, once=caller.once())
    answers = burst(server.port, [form] * MANY)
    assert {(answer.status, answer.location) for answer in answers} == {(303, booth.url)}
    assert happened(Act.CAST_BALLOT, sari) == 1
    (rows,) = booth.papers().values()
    assert booth.chosen(rows) == set(booth.refs[:1])
    with transaction(writes=False) as session:
        assert session.exec(select(func.count()).select_from(Once)).one() == 1


def test_one_key_with_other_choices_counts_for_the_first_only(server: Server) -> None:
    booth = Booth(1)
    caller = Caller(booth.voter())
    once = caller.once()
    forms = [caller.form(booth.url, {"entry": ref}, once=once) for ref in booth.refs]
    answers = burst(server.port, forms * 10)
    (rows,) = booth.papers().values()
    taken = booth.refs.index(booth.chosen(rows).pop())
    told = [303 if n % len(forms) == taken else 422 for n in range(len(answers))]
    assert [answer.status for answer in answers] == told
    assert happened(Act.CAST_BALLOT) == 1
