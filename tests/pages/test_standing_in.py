"""A superior is away: the stand-in gives the word while the period lasts, and not a day longer."""

from datetime import timedelta

import pytest
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.history.models import Event
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person, StandIn
from ideas.staff.people.rules import StandInKind
from ideas.stages import EntryState, StepKind
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Consent
from tests.browsing import Browser
from tests.conftest import NOON
from tests.factories import Make

PASS = {"verdict": "pass", "permit": "800/12", "permit_date": "2026-11-20"}
DAY = timedelta(days=1)


class Leave:
    """Sari's entry before Wayan, who is on leave until tomorrow; Budi stands in."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.wayan, self.budi = make.person("Wayan"), make.person("Budi")
        self.sari = make.person("Sari", superior=self.wayan)
        self.entry = make.entry(self.sari, superior=self.wayan)
        self.url = f"/endorsements/{self.entry.ref}"
        self.away(self.wayan, self.budi)

    def away(self, who: Person, by: Person, *, since: int = -1, until: int = 1) -> None:
        today = NOON.date()
        self.make.save(
            StandIn(
                person_id=by.id, for_id=who.id, kind=StandInKind.PLH,
                since=today + since * DAY, until=today + until * DAY,
            )
        )  # fmt: skip

    def decides(self, who: Person) -> tuple[int, bool]:
        """The answer of the page to decide on, and whether it stands on the list of what waits."""
        browser = Browser(who)
        waiting = browser.page("/endorsements").select("#h-waiting ~ ul a")
        return browser.get(self.url).status_code, [a["href"] for a in waiting] == [self.url]


@pytest.fixture
def leave(make: Make) -> Leave:
    return Leave(make)


def test_the_stand_in_decides_in_the_superiors_place(leave: Leave) -> None:
    assert leave.decides(leave.budi) == (200, True)
    assert leave.decides(leave.wayan) == (403, False)
    assert leave.decides(leave.make.person("Joko")) == (404, False)
    assert "a.n. Wayan, Plh." in Browser(leave.budi).get("/endorsements").text
    assert "Anda memutuskan a.n. Wayan, sebagai Plh." in Browser(leave.budi).get(leave.url).text


def test_the_superior_still_reads_and_is_told_who_decides(leave: Leave) -> None:
    browser = Browser(leave.wayan)
    assert "Plh. Budi" in browser.get("/endorsements").text
    assert browser.get(f"/entries/{leave.entry.ref}").status_code == 200
    refused = browser.post(leave.url, PASS)
    assert refused.status_code == 403
    assert "Selama Anda digantikan" in refused.text


@pytest.mark.parametrize(("days", "acting"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_the_word_is_the_superiors_again_when_the_period_is_over(
    make: Make, days: int, acting: bool
) -> None:
    leave = Leave(make)
    with given.world(frozen=NOON + days * DAY):
        assert leave.decides(leave.budi) == ((200, True) if acting else (404, False))
        assert leave.decides(leave.wayan) == ((403, False) if acting else (200, True))


def test_the_page_and_the_history_say_on_whose_behalf(leave: Leave) -> None:
    assert Browser(leave.budi).post(leave.url, PASS).status_code == 303
    page = Browser(leave.sari).get(f"/entries/{leave.entry.ref}").text
    assert "Plh. Budi, a.n. Wayan" in page
    assert "Pengganti atasan menyetujui atas nama atasan langsung." in page
    with transaction(writes=False) as session:
        event = session.exec(select(Event).where(Event.subject_id == leave.entry.id)).one()
        entry = session.get_one(Entry, leave.entry.id)
    assert (event.person_id, event.facts["on_behalf"]) == (leave.budi.id, "plh")
    assert (entry.superior_id, entry.state) == (leave.wayan.id, EntryState.RUNNING)


def test_a_stand_in_who_is_away_too_is_stood_in_for_once_more(leave: Leave) -> None:
    rini = leave.make.person("Rini")
    leave.away(leave.budi, rini)
    assert leave.decides(rini) == (200, True)
    assert leave.decides(leave.budi) == (404, False)
    leave.away(rini, leave.budi)
    assert leave.decides(rini) == (200, True)


def test_two_who_stand_in_for_each_other_end_at_the_first(leave: Leave) -> None:
    leave.away(leave.budi, leave.wayan)
    assert leave.decides(leave.budi) == (200, True)
    assert leave.decides(leave.wayan) == (403, False)


@pytest.mark.parametrize("consent", [Consent.AGREED, Consent.INVITED])
def test_nobody_of_the_team_stands_in_for_the_superior(make: Make, consent: Consent) -> None:
    leave = Leave(make)
    with transaction(writes=False) as session:
        proposal = session.get_one(Proposal, leave.entry.proposal_id)
    leave.make.member(proposal, leave.budi, consent=consent)
    assert leave.decides(leave.wayan) == (200, True)
    assert leave.decides(leave.budi)[0] in (403, 404)


def test_the_desk_announces_it_to_whoever_decides(leave: Leave) -> None:
    title = f"Setujui atau kembalikan {leave.entry.title}"
    assert title in Browser(leave.budi).get("/").text
    assert title not in Browser(leave.wayan).get("/").text


def test_a_new_entry_goes_past_a_superior_whose_stand_in_wrote_it(make: Make) -> None:
    hasan = make.person("Hasan")
    wayan = make.person("Wayan", superior=hasan)
    sari = make.person("Sari", superior=wayan)
    proposal = make.proposal(sari, make.competition(at=StepKind.CALL))
    today = NOON.date()
    make.save(
        StandIn(person_id=sari.id, for_id=wayan.id, kind=StandInKind.PLT, since=today, until=today)
    )
    assert Browser(sari).post(f"/proposals/{proposal.ref}/submission").status_code == 303
    with transaction(writes=False) as session:
        entry = session.exec(select(Entry)).one()
    assert entry.superior_id == hasan.id
