"""Reminders of drafts: on time, once, to those who can still send them, and not when unwanted."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.jobs.reminders import begin_reminding
from ideas.jobs.worker import work_one
from ideas.later import Job, Task
from ideas.road.competitions.models import Step
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.talking.notices.models import Notice
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Consent
from ideas.writing.reminders.actions import remind_teams
from ideas.writing.reminders.rules import reached
from tests.browsing import Browser
from tests.factories import Make

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class World:
    """A call that closes in ten days, and Sari's draft in it, begun long ago."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.competition = make.competition()
        self.closes_at = make.now + 10 * DAY
        self.closes(self.closes_at)
        self.sari = make.person("Sari")
        self.row = self.draft(self.sari)

    def closes(self, at: datetime) -> None:
        call = self.make.step_of(self.competition, StepKind.CALL)
        with transaction() as session:
            session.get_one(Step, call.id).closes_at = at

    def draft(self, lead: Person, **facts: object) -> Proposal:
        facts = {"answers": {}, "title": "Surat"} | facts
        return self.make.proposal(lead, self.competition, **facts)

    def at(self, left: timedelta) -> list[str]:
        """Whom letters go to when so much time is left, by name."""
        before = {job.id for job in self.letters()}
        with given.world(frozen=self.closes_at - left), transaction() as session:
            remind_teams(session, given.new_id())
        new = [job.about["person"] for job in self.letters() if job.id not in before]
        with transaction(writes=False) as session:
            people = session.exec(select(Person)).all()
        return sorted(person.name for person in people if str(person.id) in new)

    def letters(self) -> list[Job]:
        with transaction(writes=False) as session:
            return list(session.exec(select(Job).where(Job.task == Task.POST_LETTER)))


@pytest.fixture
def world(make: Make) -> World:
    return World(make)


def test_seven_two_and_one_day_before_and_never_twice(world: World) -> None:
    told = [
        (hours, world.at(hours * HOUR))
        for hours in (240, 169, 168, 167, 100, 49, 48, 47, 25, 24, 23, 1, 0, -1)
    ]
    assert [hours for hours, names in told if names] == [168, 48, 24]


def test_a_worker_that_slept_reminds_only_of_the_nearest(world: World) -> None:
    assert (world.at(20 * HOUR), world.at(19 * HOUR)) == (["Sari"], [])
    assert reached(world.closes_at, world.closes_at - 20 * HOUR) == 1


def test_those_who_agreed_are_told_and_those_who_are_only_asked_are_not(world: World) -> None:
    for name, consent in (
        ("Budi", Consent.AGREED), ("Intan", Consent.INVITED), ("Tono", Consent.DECLINED),
    ):  # fmt: skip
        world.make.member(world.row, world.make.person(name), consent=consent)
    assert world.at(48 * HOUR) == ["Budi", "Sari"]


def test_one_letter_a_day_however_many_drafts(world: World) -> None:
    world.draft(world.sari, title="Kedua")
    assert world.at(48 * HOUR) == ["Sari"]
    assert len(world.letters()) == 1
    with transaction(writes=False) as session:
        assert len(session.exec(select(Notice)).all()) == 2


def test_what_was_sent_or_begun_just_now_reminds_of_nothing(world: World) -> None:
    world.make.entry(world.make.person("Intan"), world.competition)
    world.make.now = world.closes_at - 36 * HOUR
    world.draft(world.make.person("Budi"))
    assert world.at(48 * HOUR) == ["Sari"]
    assert world.at(24 * HOUR) == ["Budi", "Sari"]


def test_more_time_reminds_again(world: World) -> None:
    assert world.at(24 * HOUR) == ["Sari"]
    world.closes_at += 9 * DAY
    world.closes(world.closes_at)
    assert world.at(48 * HOUR) == ["Sari"]


def test_the_letter_says_what_lacks_and_leads_straight_back(world: World) -> None:
    world.at(48 * HOUR)
    about = world.letters()[0].about
    assert about["lacks"] == "Bagian “Masalah” belum diisi. Bagian “Cara baru” belum diisi."
    assert (about["ref"], about["title"]) == (world.row.ref, "Surat")
    assert about["when"].endswith("WIB")
    answer = Browser().get(f"/proposals/{world.row.ref}/edit")
    assert answer.headers["location"] == f"/signin?next=/proposals/{world.row.ref}/edit"


def test_a_finished_draft_is_told_to_be_sent(world: World) -> None:
    world.make.proposal(world.make.person("Budi"), world.competition)
    world.at(48 * HOUR)
    assert sorted(job.about["letter"] for job in world.letters()) == ["draft_due", "draft_ready"]


def test_a_draft_put_aside_is_quiet_until_it_is_wanted_again(world: World) -> None:
    browser, url = Browser(world.sari), f"/proposals/{world.row.ref}"
    for aside, names in (("yes", []), ("no", ["Sari"])):
        assert browser.post(f"{url}/reminders", {"aside": aside}).status_code == 303
        again = {"yes": "Ingatkan saya lagi", "no": "Jangan ingatkan lagi"}[aside]
        assert again in browser.get(url).text
        assert world.at(48 * HOUR) == names


def test_somebody_looks_every_hour(world: World) -> None:
    begin_reminding()
    begin_reminding()
    assert work_one()
    with transaction(writes=False) as session:
        jobs = session.exec(
            select(Job).where(Job.task == Task.REMIND).order_by(col(Job.due_at))
        ).all()
    assert [job.done_at is None for job in jobs] == [False, True]
    assert jobs[1].due_at == world.make.now + HOUR
