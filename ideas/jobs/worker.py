"""The worker: takes due jobs one by one; a job's effects and its end are one transaction.

What happens outside, such as posting a letter, cannot be undone with a transaction. Such a job is
leased in one, done outside of any, and ended in another: at least once, and never while a
database waits for the world.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from uuid import UUID

from sqlmodel import Session, col, select, update

from ideas import given
from ideas.database import found, transaction
from ideas.jobs.certificates import issue_certificate
from ideas.jobs.files import check_file
from ideas.jobs.finding import begin_looking, index_some, look_daily
from ideas.jobs.forms import tell_of_form
from ideas.jobs.intakes import take_in
from ideas.jobs.mail import Returned, find_account, post_letter
from ideas.jobs.minutes import write_minutes
from ideas.jobs.notices import begin_digests, write_daily
from ideas.jobs.outcomes import publish
from ideas.jobs.panels import begin_guarding, guard_often
from ideas.jobs.pitches import remind_of_pitches
from ideas.jobs.privacy import (
    begin_clearing,
    clear_daily,
    forget_file,
    keep_the_log,
    make_copy,
)
from ideas.jobs.reminders import begin_reminding, remind_hourly
from ideas.jobs.roads import turn_roads
from ideas.jobs.units import turn_units
from ideas.later import Job, Task
from ideas.settings import settings

log = logging.getLogger("ideas.jobs")

Work = Callable[[Session, dict[str, str]], None]
OutsideWork = Callable[[UUID, dict[str, str]], None]

WORK: dict[Task, Work] = {
    Task.TURN_ROADS: turn_roads,
    Task.WRITE_MINUTES: write_minutes,
    Task.PUBLISH_OUTCOME: publish,
    Task.ISSUE_CERTIFICATE: issue_certificate,
    Task.TURN_UNITS: turn_units,
    Task.MAKE_COPY: make_copy,
    Task.FORGET_FILE: forget_file,
    Task.CLEAR_OUT: clear_daily,
    Task.FIND_ACCOUNT: find_account,
    Task.TELL_FORM: tell_of_form,
    Task.TAKE_IN: take_in,
    Task.INDEX: index_some,
    Task.LOOK_AGAIN: look_daily,
    Task.REMIND: remind_hourly,
    Task.WRITE_DIGESTS: write_daily,
    Task.REMIND_PITCHES: remind_of_pitches,
    Task.GUARD_PANELS: guard_often,
}
OUTSIDE: dict[Task, OutsideWork] = {
    Task.POST_LETTER: post_letter,
    Task.CHECK_FILE: check_file,
}
LEASE = timedelta(minutes=5)  # longer than any letter or any check may take
ROADS_EVERY = timedelta(seconds=20)
PAUSE = 1.0  # seconds between looks when nothing is due
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
TOLD = 1000  # letters of trouble that are kept


def work_until(stop: Event) -> None:
    """Work until somebody says stop; a job that was begun is finished."""
    roads_at = given.now()
    begin_clearing()
    begin_looking()
    begin_reminding()
    begin_digests()
    begin_guarding()
    while not stop.is_set():
        if given.now() >= roads_at:
            turn_roads_now()
            keep_the_log()
            roads_at = given.now() + ROADS_EVERY
        if not work_one():
            stop.wait(PAUSE)


def work_once() -> int:
    """Turn the roads and do everything that is due now; how many jobs that was."""
    turn_roads_now()
    done = 0
    while work_one():
        done += 1
    keep_the_log()
    return done


def turn_roads_now() -> None:
    try:
        with transaction() as session:
            turn_roads(session, {})
    except Exception:
        log.exception("the roads could not be turned; the next round tries again")


def work_one() -> bool:
    """Take one due job and do it. False when nothing is due."""
    taken: list[UUID] = []
    try:
        with transaction() as session:
            job = _take(session)
            if job is None:
                return False
            taken.append(job.id)
            if job.task in OUTSIDE:
                job.due_at = given.now() + LEASE
            else:
                WORK[job.task](session, job.about)
                _end(job)
        if job.task in OUTSIDE:
            _work_outside(job)
    except Exception as trouble:
        log.exception("job %s failed; it will be tried again", *taken)
        if not taken:
            raise
        _postpone(taken[0], trouble)
    return True


def _work_outside(job: Job) -> None:
    """Nothing is locked meanwhile. What can never succeed ends here, with a note."""
    note = ""
    try:
        OUTSIDE[job.task](job.id, job.about)
    except Returned as returned:
        note = str(returned)[:TOLD]
    with transaction() as session:
        _end(found(session.get(Job, job.id)), note)


def _end(job: Job, note: str = "") -> None:
    """What it was about is forgotten where it names somebody."""
    job.done_at, job.trouble = given.now(), note
    if job.task is Task.FIND_ACCOUNT:
        job.about = {}


def _take(session: Session) -> Job | None:
    """The job that is due longest and that nobody else holds."""
    jobs = select(Job).where(col(Job.done_at).is_(None), col(Job.due_at) <= given.database_now())
    if not settings().mail.get_secret_value():
        jobs = jobs.where(col(Job.task) != Task.POST_LETTER)
    return session.exec(
        jobs.order_by(col(Job.due_at), col(Job.id)).limit(1).with_for_update(skip_locked=True)
    ).first()


def _postpone(job_id: UUID, trouble: Exception) -> None:
    """Everything it did was undone; try again later, and say what the trouble was."""
    with transaction() as session:
        tries = found(session.get(Job, job_id)).tries + 1
        session.execute(
            update(Job)
            .where(col(Job.id) == job_id, col(Job.done_at).is_(None))
            .values(
                tries=tries, due_at=given.now() + wait_after(tries),
                trouble=f"{type(trouble).__name__}: {trouble}"[:TOLD],
            )
        )  # fmt: skip


def wait_after(tries: int) -> timedelta:
    """Longer after each failure: 10 s, 20 s, 40 s … at most an hour."""
    return min(FIRST_WAIT * (1 << min(tries - 1, 10)), LONGEST_WAIT)
