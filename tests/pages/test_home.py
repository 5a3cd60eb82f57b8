"""The front door and the desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from ideas.database import transaction
from ideas.discovery.merging.models import Merger
from ideas.pages.work import WORK
from ideas.permissions import Role
from ideas.road.competitions.models import Step
from ideas.staff.people.models import Person
from ideas.stages import EntryState, Owner, StepKind
from ideas.writing.proposals.rules import Consent, Handover
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.teaming import Frozen, Placed

World = Callable[[Make], tuple[Person, str]]


def todos(person: Person) -> list[tuple[str, str]]:
    """What the desk asks for: each title and where its button leads."""
    rows = Browser(person).page("/").select("#tugas li")
    return [(row.h3.text, str(row.a["href"])) for row in rows if row.h3 and row.a]


def test_strangers_see_the_public_face(make: Make) -> None:
    competition = make.competition()
    page = Browser().page("/")
    assert page.select_one(f"a[href='/competitions/{competition.ref}']")
    assert page.select_one("a[href='/verify']")
    assert "Perlu Anda kerjakan" not in page.text


def test_an_empty_desk_says_so_and_invites(make: Make) -> None:
    page = Browser(make.person("Joko Contoh")).page("/")
    assert "Tidak ada yang menunggu Anda" in page.text
    assert page.select_one("a.btn-main[href='/proposals/new']")
    assert len(page.select("main a.btn-main")) == 1


def draft(make: Make) -> tuple[Person, str]:
    sari = make.person("Sari")
    return sari, f"/proposals/{make.proposal(sari).ref}/edit"


def invitation(make: Make) -> tuple[Person, str]:
    budi = make.person("Budi")
    proposal = make.proposal()
    make.member(proposal, budi, consent=Consent.INVITED)
    return budi, f"/proposals/{proposal.ref}"


def returned(make: Make) -> tuple[Person, str]:
    sari = make.person("Sari")
    entry = make.entry(sari)
    entry.state, entry.owner = EntryState.RETURNED, Owner.TEAM
    return sari, f"/entries/{make.save(entry).ref}"


def endorsement(make: Make) -> tuple[Person, str]:
    wayan = make.person("Wayan")
    return wayan, f"/endorsements/{make.entry(superior=wayan).ref}"


def screening(make: Make) -> tuple[Person, str]:
    make.entry(at=StepKind.SCREENING)
    return make.with_role("Dewi", Role.SECRETARIAT), "/screening"


def ballot(make: Make) -> tuple[Person, str]:
    competition = make.competition(at=StepKind.BALLOT)
    make.entry(competition=competition, at=StepKind.BALLOT)
    return make.person("Joko"), f"/ballots/{make.step_of(competition, StepKind.BALLOT).ref}"


def review(make: Make) -> tuple[Person, str]:
    competition = make.competition(at=StepKind.PANEL)
    ratna = make.with_role("Ratna", Role.JUDGE, competition)
    make.assignment(make.entry(competition=competition, at=StepKind.PANEL), ratna)
    return ratna, "/reviews"


def seal(make: Make) -> tuple[Person, str]:
    competition = make.competition(at=StepKind.DECREE)
    return make.with_role(
        "Hasan", Role.LEADER, competition
    ), f"/competitions/{competition.ref}/outcome"


def offer(make: Make) -> tuple[Person, str]:
    placed = Placed(make)
    return placed.sari, f"/proposals/{placed.proposal.ref}/team"


def amendment(make: Make) -> tuple[Person, str]:
    frozen = Frozen(make, waits=True)
    return frozen.budi, f"/proposals/{frozen.proposal.ref}/team"


def lead(make: Make) -> tuple[Person, str]:
    budi, proposal = make.person("Budi"), make.proposal()
    row = make.member(proposal, budi)
    row.offer = Handover.STAY
    make.save(row)
    return budi, f"/proposals/{proposal.ref}/team"


def merger(make: Make) -> tuple[Person, str]:
    call, sari, budi = make.competition(), make.person("Sari"), make.person("Budi")
    kept, other = make.proposal(sari, call), make.proposal(budi, call)
    make.save(
        Merger(
            kept_id=kept.id, other_id=other.id, proposed_by=sari.id, proposed_at=make.now,
            kept_agreed_at=make.now,
        )
    )  # fmt: skip
    return budi, f"/proposals/{other.ref}/merger"


@pytest.mark.parametrize(
    "world",
    [
        draft, invitation, returned, endorsement, screening, ballot, review, seal, offer, lead,
        amendment, merger,
    ],
)  # fmt: skip
def test_the_desk_leads_to_what_waits(make: Make, world: World) -> None:
    person, href = world(make)
    browser = Browser(person)
    assert href in [found for _, found in todos(person)]
    assert browser.get(href).status_code == 200


def test_a_merger_is_asked_for_only_while_it_can_be_answered(make: Make) -> None:
    budi, href = merger(make)
    assert href in [found for _, found in todos(budi)]
    with transaction() as session:
        call = col(Step.kind) == StepKind.CALL
        session.execute(update(Step).where(call).values(closes_at=make.now - timedelta(days=1)))
        later = col(Step.kind) == StepKind.ENDORSEMENT
        session.execute(update(Step).where(later).values(opens_at=make.now - timedelta(days=1)))
    assert todos(budi) == []


def test_what_waits_for_one_does_not_wait_for_others(make: Make) -> None:
    draft(make), endorsement(make)
    assert todos(make.person("Joko")) == []


def test_every_kind_of_work_has_its_words() -> None:
    kinds = {
        "draft", "invitation", "returned", "completion", "endorsement", "screening",
        "ballot", "review", "question", "named", "report", "suggestion",
        "reopening", "judge_question", "team_question",
        "offer", "lead", "amendment", "merger",
        "seal", "release", "role", "pitch", "swap", "pitch_plan", "pitch_ask",
        "room", "room_ready", "plenary", "visit", "visit_confirm", "visit_plan", "visit_held",
    }  # fmt: skip
    assert set(WORK) == kinds


@pytest.mark.parametrize("entries", [1, 3])
def test_the_desk_asks_the_same_number_of_questions(
    make: Make, asked: list[str], entries: int
) -> None:
    wayan = make.person("Wayan")
    competition = make.competition(at=StepKind.ENDORSEMENT)
    for number in range(entries):
        make.entry(make.person(f"Sari {number}"), competition, superior=wayan)
    browser = Browser(wayan)
    asked.clear()
    browser.get("/")
    assert len(asked) <= 13
    first = len(asked)
    make.entry(make.person("Sari lagi"), competition, superior=wayan)
    asked.clear()
    browser.get("/")
    assert len(asked) == first
