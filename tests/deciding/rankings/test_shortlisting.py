"""When a panel turns, the best go on to present; the others end with a reason, and no score."""

from datetime import timedelta

import pytest
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.jobs.roads import turn_roads
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.stages import EntryState, StepKind
from ideas.standing import Role
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from tests.browsing import Browser
from tests.factories import ROAD, WEEK, Make

LONGER = (*ROAD[:-1], StepKind.PITCH, StepKind.DECREE)
WHY = "Belum melaju ke tahap berikutnya."


class Contest:
    """Four entries, one judge; the second and the third are equals."""

    def __init__(self, make: Make, passes: str, road: tuple[StepKind, ...] = LONGER) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.PANEL, road=road)
        self.panel = make.step_of(self.competition, StepKind.PANEL)
        with transaction() as session:
            session.get_one(Step, self.panel.id).passes = passes
        ratna = make.with_role("Ratna", Role.JUDGE, self.competition)
        self.leads = [make.person(f"Penggagas {n}") for n in range(4)]
        self.entries = [
            make.entry(lead, self.competition, at=StepKind.PANEL, title=f"Gagasan {n}")
            for n, lead in enumerate(self.leads)
        ]
        for entry, level in zip(self.entries, (5, 4, 4, 2), strict=True):
            self._score(make.assignment(entry, ratna), level)

    def _score(self, sheet: Assignment, level: int) -> None:
        for criterion in ("dampak", "baru"):
            self.make.save(Mark(assignment_id=sheet.id, criterion=criterion, value=level))

    def turn(self) -> list[EntryState]:
        with given.world(frozen=self.make.now + WEEK / 2), transaction() as session:
            turn_roads(session, {})
        with transaction(writes=False) as session:
            found = {row.id: row.state for row in session.exec(select(Entry))}
        return [found[entry.id] for entry in self.entries]


GO, END = EntryState.RUNNING, EntryState.ENDED


@pytest.mark.parametrize(
    ("passes", "states"),
    [
        ("everyone", [GO, GO, GO, GO]),
        ("top:1", [GO, END, END, END]),
        ("top:2", [GO, GO, GO, END]),
        ("top:3:category", [GO, GO, GO, END]),
        ("top:9", [GO, GO, GO, GO]),
    ],
)
def test_the_best_go_on_with_who_equals_them(
    make: Make, passes: str, states: list[EntryState]
) -> None:
    assert Contest(make, passes).turn() == states


def test_without_a_presentation_to_come_everybody_goes_on(make: Make) -> None:
    assert Contest(make, "top:1", ROAD).turn() == [GO] * 4


def test_an_end_has_a_reason_that_the_team_hears_and_no_score(make: Make) -> None:
    contest = Contest(make, "top:1")
    sari, at = Browser(contest.leads[3]), f"/entries/{contest.entries[3].ref}"
    before = sari.page(at).text
    contest.turn()
    page = sari.page(at)
    assert WHY not in before
    assert page.select(".line li")[0].text.endswith(WHY)
    assert "Umpan balik penilai terbuka setelah hasil diumumkan." in page.text
    assert "40,00" not in page.text
    with transaction(writes=False) as session:
        told = session.exec(select(Notice).where(Notice.news == News.NOT_SHORTLISTED)).all()
    assert len(told) == 3


def test_sheets_left_open_but_complete_count_for_the_shortlist(make: Make) -> None:
    contest = Contest(make, "top:1")
    with transaction(writes=False) as session:
        before = {row.state for row in session.exec(select(Assignment))}
    contest.turn()
    with transaction(writes=False) as session:
        after = {row.state for row in session.exec(select(Assignment))}
    assert (before, after) == ({AssignmentState.OPEN}, {AssignmentState.LOCKED})


def test_turning_again_changes_nothing(make: Make) -> None:
    contest = Contest(make, "top:1")
    first = contest.turn()
    with given.world(frozen=make.now + timedelta(days=5)):
        assert contest.turn() == first
