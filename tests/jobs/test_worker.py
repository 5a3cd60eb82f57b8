"""The worker: each job once, whole or not at all, troubles told and tried again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest
from sqlmodel import Session, select

from ideas import given
from ideas.database import transaction
from ideas.jobs import worker
from ideas.later import Job, Task, later
from ideas.staff.people.models import Person
from tests.factories import Make
from tests.judged import DECREE, Judged


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Certificates are only noted, and a person is made so that there is an effect to undo."""
    done: list[str] = []

    def note(session: Session, about: dict[str, str]) -> None:
        session.add(Person(name=about["name"]))
        session.flush()
        done.append(about["name"])
        if about["name"] == "rusak":
            raise ValueError("the printer is on fire")

    monkeypatch.setitem(worker.WORK, Task.ISSUE_CERTIFICATE, note)
    return done


def ask_for(*names: str, due_at: datetime | None = None) -> None:
    with transaction() as session:
        for name in names:
            later(session, Task.ISSUE_CERTIFICATE, due_at=due_at, name=name)


def jobs() -> list[Job]:
    with transaction(writes=False) as session:
        return list(session.exec(select(Job)).all())


def names() -> set[str]:
    with transaction(writes=False) as session:
        return set(session.exec(select(Person.name)).all())


def test_due_jobs_are_done_and_stay_done(make: Make, done: list[str]) -> None:
    ask_for("satu", "dua")
    assert (worker.work_once(), worker.work_once()) == (2, 0)
    assert (set(done), names()) == ({"satu", "dua"}, {"satu", "dua"})
    assert all(job.done_at == make.now for job in jobs())


@pytest.mark.usefixtures("done")
def test_a_job_for_later_waits_for_its_time(make: Make) -> None:
    ask_for("nanti", due_at=make.now + timedelta(minutes=1))
    assert worker.work_once() == 0
    with given.world(frozen=make.now + timedelta(minutes=1)):
        assert worker.work_once() == 1


def test_a_failing_job_leaves_nothing_behind_and_is_tried_again(
    make: Make, done: list[str]
) -> None:
    ask_for("rusak")
    assert worker.work_once() == 1
    (job,) = jobs()
    assert (names(), job.done_at, job.tries) == (set(), None, 1)
    assert job.trouble == "ValueError: the printer is on fire"
    assert job.due_at == make.now + timedelta(seconds=10)
    with given.world(frozen=job.due_at):
        worker.work_once()
    assert jobs()[0].tries == 2
    assert len(done) == 2


@pytest.mark.usefixtures("make", "done")
def test_one_failing_job_does_not_stop_the_others() -> None:
    ask_for("rusak", "baik")
    worker.work_once()
    assert names() == {"baik"}


def test_waits_grow_up_to_an_hour() -> None:
    waits = [worker.wait_after(tries).total_seconds() for tries in (1, 2, 3, 100)]
    assert waits == [10, 20, 40, 3600]


@pytest.mark.usefixtures("make")
def test_many_workers_do_each_job_once(done: list[str]) -> None:
    ask_for(*(f"tugas {n}" for n in range(20)))
    with ThreadPoolExecutor(6) as pool:
        counts = list(pool.map(lambda _: worker.work_once(), range(6)))
    assert sum(counts) == 20
    assert sorted(done) == sorted(f"tugas {n}" for n in range(20))


@pytest.mark.usefixtures("make")
def test_the_worker_stops_when_it_is_told(done: list[str]) -> None:
    ask_for("satu")
    stop = Event()
    thread = Thread(target=worker.work_until, args=(stop,))
    thread.start()
    while not done:
        assert thread.is_alive()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_the_clock_releases_an_approved_result_and_prints_the_certificates(
    make: Make, browser: type
) -> None:
    judged = Judged(make)
    browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.soon})
    browser(judged.melati).post(f"{judged.at}/release")
    worker.work_once()
    assert "SemPelMas" not in browser().get(f"/people/{judged.sari.ref}").text
    with given.world(frozen=make.now + timedelta(hours=1)):
        worker.work_once()
    assert "SemPelMas" in browser().get(f"/people/{judged.sari.ref}").text
    assert {job.task for job in jobs() if job.done_at} == {
        Task.PUBLISH_OUTCOME, Task.ISSUE_CERTIFICATE
    }  # fmt: skip


def test_a_changed_mark_stops_the_clock_and_is_told_on_the_job(make: Make, browser: type) -> None:
    judged = Judged(make)
    browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.soon})
    browser(judged.melati).post(f"{judged.at}/release")
    judged.tamper()
    with given.world(frozen=make.now + timedelta(hours=1)):
        worker.work_once()
    (job,) = jobs()
    assert job.done_at is None
    assert job.trouble.startswith("Conflicting: Isinya berubah sejak disegel.")
