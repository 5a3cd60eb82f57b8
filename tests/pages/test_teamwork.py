"""Teams in the browser: found by name, asked for consent, shares that make a whole."""

import pytest
from sqlmodel import select

from ideas.database import transaction
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Consent
from tests.browsing import Browser
from tests.factories import Make


@pytest.fixture
def sari(make: Make) -> Person:
    return make.person("Sari")


@pytest.fixture
def budi(make: Make) -> Person:
    return make.person("Budi Wicaksana", unit=make.unit("Dinas Kominfo"))


@pytest.fixture
def draft(make: Make, sari: Person) -> Proposal:
    return make.proposal(sari)


def test_colleagues_are_found_by_a_part_of_their_name(
    sari: Person, budi: Person, draft: Proposal
) -> None:
    browser = Browser(sari)
    page = browser.page(f"/proposals/{draft.ref}/team?q=wicak")
    assert [label.text.strip() for label in page.select("label.pick:has(input[name=person])")] == [
        f"{budi.name}Dinas Kominfo"
    ]
    assert "paling sedikit 3 huruf" in browser.get(f"/proposals/{draft.ref}/team?q=wi").text
    assert "Belum ada yang cocok" in browser.get(f"/proposals/{draft.ref}/team?q=100%25").text


def test_inviting_consenting_and_declining(
    make: Make, sari: Person, budi: Person, draft: Proposal
) -> None:
    team = f"/proposals/{draft.ref}/team"
    for person, answer in ((budi, "agree"), (make.person("Tono"), "decline")):
        sent = Browser(sari).post(team, {"person": person.ref, "share": "20"})
        assert sent.status_code == 303
        guest = Browser(person)
        assert "Menunggu persetujuan Anda" in guest.get("/proposals").text
        assert "bagian 20%" in guest.get(f"/proposals/{draft.ref}").text
        assert guest.get(f"/proposals/{draft.ref}/edit").status_code == 403
        answered = guest.post(f"/proposals/{draft.ref}/consent", {"answer": answer})
        seen = guest.get(f"/proposals/{draft.ref}").status_code
        assert (answered.status_code, seen) == (303, 200 if answer == "agree" else 404)
    page = Browser(sari).page(team)
    assert [field["value"] for field in page.select("input[name^=share-]")] == ["80", "20"]


@pytest.mark.parametrize(("share", "field"), [("200", "share"), ("banyak", "share"), ("", "share")])
def test_a_share_that_cannot_be_keeps_what_was_typed(
    sari: Person, budi: Person, draft: Proposal, share: str, field: str
) -> None:
    sent = {"q": "budi", "person": budi.ref, "share": share}
    answer = Browser(sari).post(f"/proposals/{draft.ref}/team", sent)
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.text
    assert f'value="{share}"' in answer.text


@pytest.mark.parametrize("share", ["5", "x", "-1", "1e9"])
def test_shares_that_make_no_whole_are_refused(
    make: Make, sari: Person, budi: Person, draft: Proposal, share: str
) -> None:
    make.member(draft, budi, share=0)
    sent = {f"share-{sari.ref}": "100", f"share-{budi.ref}": share}
    answer = Browser(sari).post(f"/proposals/{draft.ref}/team/shares", sent)
    assert answer.status_code == 422
    assert f'value="{share}"' in answer.text
    sent[f"share-{budi.ref}"] = "0"
    assert Browser(sari).post(f"/proposals/{draft.ref}/team/shares", sent).status_code == 303


def test_an_invitation_is_taken_back(
    make: Make, sari: Person, budi: Person, draft: Proposal
) -> None:
    make.member(draft, budi, consent=Consent.INVITED)
    assert "Batalkan undangan Budi" in Browser(sari).get(f"/proposals/{draft.ref}/team").text
    answer = Browser(sari).post(f"/proposals/{draft.ref}/team/removal", {"person": budi.ref})
    assert answer.status_code == 303
    assert Browser(budi).get(f"/proposals/{draft.ref}").status_code == 404


def test_members_read_the_team_but_do_not_invite(make: Make, budi: Person, draft: Proposal) -> None:
    make.member(draft, budi)
    page = Browser(budi).get(f"/proposals/{draft.ref}/team")
    assert "Hanya ketua tim" in page.text
    assert "Kirim undangan" not in page.text
    tono = make.person("Tono")
    sent = {"person": tono.ref, "share": "5"}
    assert Browser(budi).post(f"/proposals/{draft.ref}/team", sent).status_code == 403


def test_nothing_changes_after_sending(make: Make, sari: Person, budi: Person) -> None:
    make.entry(sari, at=StepKind.ENDORSEMENT)
    with transaction(writes=False) as session:
        ref = session.exec(select(Proposal.ref)).one()
    team = f"/proposals/{ref}/team"
    assert "Tim sudah terkunci" in Browser(sari).get(team).text
    assert Browser(sari).post(team, {"person": budi.ref, "share": "5"}).status_code == 403
