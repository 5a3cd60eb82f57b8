"""Who had it before, in the browser: cards while typing, and the honest ways on."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from ideas.database import transaction
from ideas.discovery.innovations.actions import load_innovations
from ideas.discovery.kinship.models import Kin
from ideas.discovery.kinship.rules import Way
from ideas.discovery.kinship.tracing import trace_everything
from ideas.discovery.merging.models import Merger
from ideas.permissions import Standing
from ideas.staff.people.models import Person
from ideas.talking.notices.models import Notice
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from tests.browsing import Browser
from tests.factories import Make

QUEUE = "Antrean puskesmas daring"
ROWS = [{"id": "INV1", "name": QUEUE, "description": "Pasien memesan dari rumah."}]
ASKED = f"/similar?title={QUEUE}&summary=Dari+rumah"


@pytest.fixture
def sari(make: Make) -> Person:
    with transaction() as session:
        load_innovations(session, Standing(system=True), ROWS)
    return make.person("Sari")


def opened(make: Make, lead: Person) -> Proposal:
    row = make.proposal(lead, title="Ambil nomor puskesmas", openness=Openness.COLLEAGUES)
    with transaction() as session:
        trace_everything(session)
    return row


def test_while_typing_one_block_comes_and_the_page_says_the_same(sari: Person) -> None:
    browser = Browser(sari)
    block = browser.get(ASKED, htmx="similar")
    page = browser.page(ASKED)
    roots = BeautifulSoup(block.text, "html.parser").find_all(recursive=False)
    assert [str(root) for root in roots] == [str(page.select("#similar")[0])]
    assert "sumber terbuka, belum diperiksa" in block.text
    assert [mark.text for mark in roots[0].select("mark")][:2] == ["Antrean", "puskesmas"]


def test_nothing_alike_is_said_and_too_little_is_not_looked_up(sari: Person) -> None:
    browser = Browser(sari)
    assert "Anda mungkin yang pertama" in browser.get("/similar?title=Kandang+ayam+pintar").text
    assert "Tulis judul atau ringkasan dahulu." in browser.get("/similar?title=An").text


def test_a_reason_is_kept_and_shown_before_sending(sari: Person, make: Make) -> None:
    row, browser = make.proposal(sari, title=QUEUE), Browser(sari)
    to = f"/proposals/{row.ref}/similar"
    sent = {"other": "i-INV1", "way": "differs", "reason-i-INV1": "Beda."}
    short = browser.post(to, sent)
    assert (short.status_code, "paling sedikit 5 kata" in short.text) == (422, True)
    long = sent | {"reason-i-INV1": "Kami melayani pulau tanpa sinyal internet."}
    assert browser.post(to, long).status_code == 303
    page = browser.get(f"/proposals/{row.ref}/submission").text
    assert "Kami melayani pulau tanpa sinyal internet." in page


def test_building_on_another_shows_on_both_and_tells_its_lead(sari: Person, make: Make) -> None:
    budi = make.person("Budi")
    row, other = make.proposal(sari, title=QUEUE, openness="colleagues"), opened(make, budi)
    sent = {"other": f"p-{other.ref}", "way": "builds"}
    assert Browser(sari).post(f"/proposals/{row.ref}/similar", sent).status_code == 303
    assert "Dibangun di atas:" in Browser(sari).get(f"/proposals/{row.ref}").text
    assert "Menjadi dasar bagi:" in Browser(budi).get(f"/proposals/{other.ref}").text
    with transaction() as session:
        assert session.exec(select(Kin)).one().way is Way.BUILDS
        assert session.exec(select(Notice)).one().person_id == budi.id


def test_who_would_join_is_told_to_the_lead_once(sari: Person, make: Make) -> None:
    other, browser = opened(make, make.person("Budi")), Browser(sari)
    assert "Minta bergabung" in browser.get(f"/proposals/{other.ref}").text
    answers = [browser.post(f"/proposals/{other.ref}/approach").status_code for _ in range(2)]
    assert answers == [303, 422]


def test_another_that_one_may_not_read_is_not_there(sari: Person, make: Make) -> None:
    row, hidden = make.proposal(sari), make.proposal(make.person("Budi"))
    browser = Browser(sari)
    for other in (f"p-{hidden.ref}", "p-XXXX-XXXX", "i-NONE"):
        sent = {"other": other, "way": "known"}
        assert browser.post(f"/proposals/{row.ref}/similar", sent).status_code == 404
    answer = browser.post(f"/proposals/{row.ref}/merger", {"other": hidden.ref})
    assert (answer.status_code, "Tidak ada gagasan" in answer.text) == (422, True)


def test_a_merged_idea_points_to_the_other_and_is_not_sent(sari: Person, make: Make) -> None:
    budi = make.person("Budi", superior=make.person("Wayan"))
    call = make.competition()
    kept, other = make.proposal(sari, call), make.proposal(budi, call)
    agreed = ("kept_agreed_at", "other_agreed_at", "proposed_at")
    times: dict[str, Any] = dict.fromkeys(agreed, make.now)
    make.save(Merger(kept_id=kept.id, other_id=other.id, proposed_by=sari.id, **times))
    browser = Browser(budi)
    assert "digabung ke" in browser.get(f"/proposals/{other.ref}/merger").text
    answer = browser.post(f"/proposals/{other.ref}/submission")
    assert (answer.status_code, f"digabung ke {kept.ref}" in answer.text) == (422, True)
