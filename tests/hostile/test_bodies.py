"""What the hostile tests begin with is good: every route has a body, and it is taken."""

import pytest

from ideas.pages import PAGES
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.bodies import CASES, CEREMONIES, ROUTES
from tests.hostile.cases import sentence_in

CHANGING = {route.name for pages in PAGES for route in pages.routes if route.method == "POST"}


def test_every_route_that_changes_something_has_a_good_body() -> None:
    assert set(ROUTES) == CHANGING - CEREMONIES
    assert CHANGING > CEREMONIES


@pytest.mark.parametrize("name", CASES)
def test_the_good_body_is_taken(make: Make, name: str) -> None:
    case = CASES[name](make)
    answer = Browser(case.person).post(case.path, case.fields, files=case.files)
    assert answer.status_code == (200 if case.told else 303), sentence_in(answer.text)
