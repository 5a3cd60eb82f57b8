"""Five doors: drawing, opening, scoring, locking and publishing ask the chart anew each time."""

from collections.abc import Callable
from typing import Any

import pytest

from ideas.database import transaction
from ideas.deciding.outcomes.dryrun import dry_run
from ideas.judging.conflicts.queries import conflicts_in, judges_of
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.queries import candidates_of
from ideas.judging.panels.rules import AssignmentState
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.writing.proposals.rules import Consent
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged
from tests.judging.conflicts.moving import guard, joins, moves_to, sheet_now
from tests.judging.panels.hall import Hall

MARKS = {"mark-dampak": "4", "mark-baru": "3", "version": "0"}


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def once_wrote_with(hall: Hall, judge: Person, entry: Entry, **facts: Any) -> None:
    """The judge once led a proposal in which the entry's lead took part."""
    old = hall.make.proposal(judge, hall.competition, title="Lama")
    with transaction(writes=False) as session:
        mate = session.get_one(Person, entry.lead_id)
    hall.make.member(old, mate, **facts)


def test_drawing_asks_the_chart_as_it_is_now(hall: Hall) -> None:
    judge, entry = hall.judges[0], hall.entries[0]
    moves_to(judge, entry)
    hall.assign()
    assert entry.title not in Browser(judge).page("/reviews").text
    assert hall.entries[1].title in Browser(judge).page("/reviews").text


@pytest.mark.parametrize("comes_close", [moves_to, joins])
def test_opening_scoring_and_locking_end_the_moment_a_judge_comes_close(
    hall: Hall, comes_close: Callable[..., None]
) -> None:
    sheet, judge = hall.sheet(), Browser(hall.judges[0])
    doors: list[Callable[[], int]] = [
        lambda: judge.get(f"/reviews/{sheet.ref}").status_code,
        lambda: judge.post(f"/reviews/{sheet.ref}", MARKS).status_code,
        lambda: judge.post(f"/reviews/{sheet.ref}/lock", MARKS | {"version": "1"}).status_code,
    ]
    assert [door() for door in doors[:2]] == [200, 303]
    facts = (hall.make,) if comes_close is joins else ()
    comes_close(*facts, hall.judges[0], hall.entries[0])
    assert [door() for door in doors] == [404, 404, 404]
    assert sheet_now(sheet).revision == 1


def test_a_sheet_stays_open_to_judges_who_move_elsewhere(hall: Hall) -> None:
    sheet = hall.sheet()
    moves_to(hall.judges[0], hall.entries[1])
    assert Browser(hall.judges[0]).get(f"/reviews/{sheet.ref}").status_code == 200


def test_nothing_is_published_while_a_sheet_of_somebody_close_counts(make: Make) -> None:
    judged = Judged(make)
    browser = Browser(judged.hasan)
    assert (
        browser.post(f"{judged.at}/seal", DECREE | {"release_at": judged.past}).status_code == 303
    )
    moves_to(judged.ratna, judged.entries[0])
    with transaction(writes=False) as session:
        (obstacle,) = dry_run(session, scoped_of(session, judged.competition.id)).obstacles
    assert "1 lembar nilai" in str(obstacle)
    assert Browser(judged.melati).post(f"{judged.at}/release").status_code == 409


def test_a_former_team_of_the_last_years_is_found_in_other_proposals(hall: Hall) -> None:
    judge, entry = hall.judges[0], hall.entries[0]
    once_wrote_with(hall, judge, entry, consent=Consent.LEFT)
    with transaction(writes=False) as session:
        judges = [one.id for one in judges_of(session, hall.competition.id)]
        entries = candidates_of(session, hall.step.id)
        kinds = conflicts_in(session, hall.competition, judges, entries).kinds
    assert kinds == {(entry.id, judge.id): ConflictKind.FORMER_TEAM}


def test_the_sheet_of_a_former_mate_does_not_open(hall: Hall) -> None:
    sheet = hall.sheet()
    assert Browser(hall.judges[0]).get(f"/reviews/{sheet.ref}").status_code == 200
    once_wrote_with(hall, hall.judges[0], hall.entries[0])
    assert Browser(hall.judges[0]).get(f"/reviews/{sheet.ref}").status_code == 404


def test_opening_a_sheet_costs_one_statement_for_the_chart(hall: Hall, asked: list[str]) -> None:
    sheet = hall.sheet()
    asked.clear()
    Browser(hall.judges[0]).get(f"/reviews/{sheet.ref}")
    assert (
        sum("FROM posting" in statement and "superior_id" in statement for statement in asked) == 1
    )


def test_a_conflict_found_later_quarantines_and_keeps_what_is_written(hall: Hall) -> None:
    sheet, judge = hall.sheet(), Browser(hall.judges[0])
    judge.post(f"/reviews/{sheet.ref}", MARKS)
    judge.post(f"/reviews/{sheet.ref}/lock", MARKS | {"version": "1"})
    guard()
    assert sheet_now(sheet).state is AssignmentState.LOCKED
    moves_to(hall.judges[0], hall.entries[0])
    guard()
    assert sheet_now(sheet).state is AssignmentState.QUARANTINED
