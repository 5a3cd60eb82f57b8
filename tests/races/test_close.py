"""A crowd at the close, before an app whose clock is an hour slow: in time, or told so."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.bed.calling import Answer, Caller, send
from tests.bed.serving import Nurse
from tests.races.worlds import Booth

LEAD = timedelta(seconds=3)
CROWD = 24
SPREAD = 2.4  # seconds, half of them before the close


def test_what_was_accepted_at_the_close_lies_in_the_box_and_nothing_else(
    nurse: Nurse, database: str
) -> None:
    booth = Booth(1, entries=2)
    voters = [booth.voter(f"Pemilih {n}") for n in range(CROWD)]
    callers = [Caller(voter) for voter in voters]
    with nurse.serving(database, app="tests.races.slow:build") as server:
        assert send(server.port, callers[0].page(booth.url)).status == 200  # it is awake
        close = booth.closes_in(LEAD)

        def vote(n: int) -> Answer:
            form = callers[n].form(booth.url, {"entry": booth.refs[0]})
            time.sleep(max(0.0, close + SPREAD * (n / CROWD - 0.5) - time.time()))
            return send(server.port, form)

        with ThreadPoolExecutor(CROWD) as pool:
            answers = list(pool.map(vote, range(CROWD)))
    taken = {str(v.id) for v, a in zip(voters, answers, strict=True) if a.status == 303}
    papers = booth.papers()
    assert taken == set(papers)
    assert {row.cast_at < booth.step.closes_at for rows in papers.values() for row in rows} == {
        True
    }
    late = [answer for answer in answers if answer.status != 303]
    assert {answer.status for answer in late} == {422}
    assert all("Suara ini tidak tercatat" in answer.body for answer in late)
    assert answers[0].status == 303
    assert answers[-1].status == 422
