"""Fifty releases in the same instant: one outcome, each recognition and each job once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlmodel import func, select

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.recognition.models import Recognition
from ideas.jobs.worker import work_one
from ideas.later import Job, Task
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.stages import CompetitionState, EntryState, OutcomeState
from tests.bed.calling import Caller, burst, send
from tests.bed.serving import Server
from tests.factories import Make
from tests.judged import DECREE, Judged
from tests.races.worlds import happened

MANY = 50


def sealed(server: Server, *, due: bool) -> Judged:
    judged = Judged(Make())
    terms = DECREE | {"release_at": judged.past if due else judged.soon}
    answer = send(server.port, Caller(judged.hasan).form(f"{judged.at}/seal", terms))
    assert answer.status == 303, answer.body
    return judged


def released_by_all(server: Server, judged: Judged) -> Counter[int]:
    caller = Caller(judged.melati)
    forms = [caller.form(f"{judged.at}/release", {}) for _ in range(MANY)]
    return Counter(answer.status for answer in burst(server.port, forms))


def check_released_once(judged: Judged) -> None:
    """Three results, three people of two awarded teams, and nothing of it twice."""
    with transaction(writes=False) as session:
        (outcome,) = session.exec(select(Outcome)).all()
        people = session.exec(select(Recognition.person_id)).all()
        jobs = session.exec(select(Job.about).where(Job.task == Task.ISSUE_CERTIFICATE)).all()
        entries = session.exec(select(Entry.state)).all()
        results = session.exec(select(func.count()).select_from(Result)).one()
        state = session.get_one(Competition, judged.competition.id).state
    assert (outcome.state, state) == (OutcomeState.RELEASED, CompetitionState.DONE)
    assert (results, len(people), len(set(people))) == (3, 3, 3)
    assert len({job["recognition"] for job in jobs}) == len(jobs) == 3
    assert set(entries) == {EntryState.DECIDED}
    assert (happened(Act.PUBLISH_OUTCOME), happened(Act.RECOGNISE_PERSON)) == (1, 3)


def test_fifty_approvals_of_a_due_result_release_it_once(server: Server) -> None:
    judged = sealed(server, due=True)
    told = released_by_all(server, judged)
    assert told[303] == 1
    assert set(told) <= {303, 403, 409, 422}
    assert happened(Act.RELEASE_OUTCOME) == 1
    check_released_once(judged)


def test_fifty_approvals_before_the_time_leave_one_job(server: Server) -> None:
    judged = sealed(server, due=False)
    told = released_by_all(server, judged)
    assert told[303] == 1
    assert set(told) <= {303, 403, 409, 422}
    with transaction(writes=False) as session:
        (outcome,) = session.exec(select(Outcome)).all()
        (job,) = session.exec(select(Job)).all()
        assert session.exec(select(Recognition)).all() == []
    assert outcome.state is OutcomeState.APPROVED
    assert (job.task, job.about) == (Task.PUBLISH_OUTCOME, {"outcome": str(outcome.id)})


def test_workers_that_all_want_the_same_release_do_it_once(server: Server) -> None:
    judged = sealed(server, due=False)
    assert released_by_all(server, judged)[303] == 1
    with given.world(shift=timedelta(hours=2)), ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: publish_or_pause(), range(16)))
    check_released_once(judged)


def publish_or_pause() -> None:
    """As a worker does; certificates, which take long, are left to another day."""
    with transaction(writes=False) as session:
        waiting = select(Job).where(Job.task == Task.PUBLISH_OUTCOME, Job.done_at == None)  # noqa: E711 -- SQL
        due = session.exec(waiting).first()
    if due:
        work_one()
