"""Writing with a database: revisions and versions."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from ideas import given
from ideas.failures import Invalid, Refused
from ideas.road.entries.drafts import find_draft
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.writing.drafting.queries import versions_compared
from ideas.writing.proposals.actions import save_proposal
from ideas.writing.proposals.models import Proposal, Version
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Writing
from tests.factories import Make

TEXT = Writing("Judul", "Ringkasan", "layanan", {"masalah": "Satu.", "cara": "Dua."})
SECOND = timedelta(seconds=1)


@pytest.fixture
def sari(make: Make) -> Person:
    return make.person("Sari")


@pytest.fixture
def budi(make: Make) -> Person:
    return make.person("Budi")


@pytest.fixture
def proposal(make: Make, sari: Person) -> Proposal:
    return make.proposal(sari)


def opened(session: Session, person: Person, proposal: Proposal) -> tuple[Visitor, Draft]:
    session.expire_all()
    visitor = visitor_of(session, person.id)
    return visitor, find_draft(session, visitor, proposal.ref)


def save(  # noqa: PLR0913, PLR0917 -- who saves what, from which form
    session: Session, person: Person, proposal: Proposal, text: Writing, seen: int, hand: str
) -> None:
    visitor, draft = opened(session, person, proposal)
    save_proposal(session, visitor, draft, text, seen=seen, hand=hand)


def test_one_form_may_save_many_times(session: Session, sari: Person, proposal: Proposal) -> None:
    save(session, sari, proposal, TEXT, 0, "tab-a")
    save(session, sari, proposal, TEXT, 0, "tab-a")
    _, draft = opened(session, sari, proposal)
    assert (draft.row.revision, draft.row.title) == (2, "Judul")


def test_a_second_tab_does_not_overwrite(
    session: Session, sari: Person, proposal: Proposal
) -> None:
    save(session, sari, proposal, TEXT, 0, "tab-a")
    with pytest.raises(Invalid) as clash:
        save(session, sari, proposal, Writing("Lain"), 0, "tab-b")
    assert list(clash.value.errors) == ["clash"]
    save(session, sari, proposal, Writing("Lain"), 1, "tab-b")
    with pytest.raises(Invalid):
        save(session, sari, proposal, TEXT, 0, "tab-a")


@pytest.mark.parametrize("late", [0, 1])
def test_saving_ends_with_the_call_by_the_clock_of_the_database(
    session: Session, sari: Person, proposal: Proposal, late: int
) -> None:
    visitor, draft = opened(session, sari, proposal)
    with given.world(frozen=draft.step.closes_at - SECOND * (1 - late)):
        if late:
            with pytest.raises(Refused, match="Batas waktu tahap ini baru saja lewat"):
                save_proposal(session, visitor, draft, TEXT, seen=0, hand="tab")
        else:
            save_proposal(session, visitor, draft, TEXT, seen=0, hand="tab")


def test_unknown_parts_and_categories_are_refused(
    session: Session, sari: Person, proposal: Proposal
) -> None:
    for text in (Writing("a", answers={"asing": "x"}), Writing("a", category="asing")):
        with pytest.raises(Invalid):
            save(session, sari, proposal, text, 0, "tab")


def test_a_sitting_is_one_version(
    session: Session, make: Make, sari: Person, budi: Person, proposal: Proposal
) -> None:
    make.member(proposal, budi)
    for minutes, person in ((0, sari), (5, sari), (20, sari), (21, budi), (22, sari)):
        with given.world(frozen=make.now + timedelta(minutes=minutes)):
            text = Writing(f"Judul {minutes}", "Ringkasan", "layanan", {})
            save(session, person, proposal, text, 0, "tab")
    rows = session.exec(select(Version).order_by(col(Version.number))).all()
    assert [(row.number, row.title, row.by_id) for row in rows] == [
        (1, "Judul 5", sari.id), (2, "Judul 20", sari.id), (3, "Judul 21", budi.id),
        (4, "Judul 22", sari.id),
    ]  # fmt: skip
    _, draft = opened(session, sari, proposal)
    compared = versions_compared(session, draft, "", "2")
    assert [(c.part, c.words) for c in compared.changes] == [
        ("title", [("same", "Judul "), ("del", "5"), ("ins", "20")])
    ]
