"""The room as one person sees it: not before it begins, and nothing of what one stands close to."""

from collections.abc import Callable

import pytest

from ideas.stages import StepKind
from tests.browsing import Browser, masked
from tests.deciding.plenaries.hall import Hall
from tests.factories import Make


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def _moved(hall: Hall) -> None:
    assert hall.vote(hall.propose(hall.entries[2], hall.entries[0]), yes=3) == 303


@pytest.mark.parametrize("happens", [Hall.raise_third, _moved])
def test_two_worlds_that_differ_in_an_entry_are_one_for_who_is_in_conflict(
    hall: Hall, happens: Callable[[Hall], None]
) -> None:
    hall.gather()
    hall.apart(hall.entries[2], hall.judges[2])
    intan, tono = Browser(hall.judges[2]), Browser(hall.judges[1])
    pages = [hall.url, hall.at(hall.entries[1])]
    seen = [masked(intan.get(page).text) for page in pages]
    others = [masked(tono.get(page).text) for page in pages]
    happens(hall)
    assert [masked(intan.get(page).text) for page in pages] == seen
    assert [masked(tono.get(page).text) for page in pages] != others


def test_before_it_begins_no_mark_is_told(make: Make) -> None:
    hall = Hall(make, at=StepKind.PANEL)
    page = Browser(hall.judges[0]).page(hall.url)
    assert "Agenda belum ada" in page.text
    assert not [entry for entry in hall.entries if entry.title in page.text]
    assert Browser(hall.judges[0]).get(hall.at(hall.entries[0])).status_code == 404
    answer = Browser(hall.dewi).post(f"{hall.url}/attendance", {"person": hall.surya.ref})
    assert answer.status_code == 403
