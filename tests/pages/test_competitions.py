"""Competitions as people meet them."""

import pytest

from ideas.people.models import Person
from ideas.permissions import Role
from ideas.stages import CompetitionState, StepKind
from tests.browsing import Browser
from tests.factories import Make


@pytest.fixture
def dewi(make: Make) -> Person:
    return make.with_role("Dewi", Role.SECRETARIAT)


def test_a_stranger_reads_the_list_and_the_face(make: Make) -> None:
    competition = make.competition()
    assert competition.title in Browser().page("/competitions").text
    face = Browser().page(f"/competitions/{competition.ref}")
    assert "Masuk untuk ikut" in face.text
    assert "Dampak" in face.text


def test_drafts_are_for_the_secretariat_alone(make: Make, dewi: Person) -> None:
    draft = make.competition(state=CompetitionState.DRAFT)
    url = f"/competitions/{draft.ref}"
    assert draft.title in Browser(dewi).page("/competitions?show=draft").text
    assert draft.title not in Browser(make.person()).page("/competitions").text
    assert Browser(dewi).get(url).status_code == 200
    assert Browser(make.person("Sari")).get(url).status_code == 404
    assert Browser().get(url).content == Browser().get("/competitions/XXXX-XXXX").content
