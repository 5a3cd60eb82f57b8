"""Writing with a database: revisions, versions, teams and their consent."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from ideas import given
from ideas.drafting.queries import versions_compared
from ideas.entries.drafts import find_draft
from ideas.failures import Invalid, Refused
from ideas.people.models import Person
from ideas.proposals.actions import save_proposal
from ideas.proposals.models import Proposal, Version
from ideas.proposals.queries import Draft
from ideas.proposals.rules import Consent, Writing
from ideas.proposals.teamwork import (
    answer_invitation,
    change_shares,
    invite_member,
    take_back_invitation,
)
from ideas.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind
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


def shares(draft: Draft) -> dict[str, tuple[int, Consent]]:
    return {mate.name: (mate.share, mate.consent) for mate in draft.team}


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


def test_who_is_invited_gets_a_share_of_the_lead(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    visitor, draft = opened(session, sari, proposal)
    invite_member(session, visitor, draft, budi.ref, 30)
    assert shares(opened(session, sari, proposal)[1]) == {
        "Sari": (70, Consent.AGREED), "Budi": (30, Consent.INVITED),
    }  # fmt: skip


@pytest.mark.parametrize("agrees", [True, False])
def test_only_the_invited_decide(
    session: Session, sari: Person, budi: Person, proposal: Proposal, agrees: bool
) -> None:
    visitor, draft = opened(session, sari, proposal)
    invite_member(session, visitor, draft, budi.ref, 30)
    with pytest.raises(Refused):
        answer_invitation(session, visitor, opened(session, sari, proposal)[1], agrees=True)
    answer_invitation(session, *opened(session, budi, proposal), agrees=agrees)
    after = shares(opened(session, sari, proposal)[1])
    assert after == (
        {"Sari": (70, Consent.AGREED), "Budi": (30, Consent.AGREED)}
        if agrees
        else {"Sari": (100, Consent.AGREED), "Budi": (0, Consent.DECLINED)}
    )


def test_a_changed_share_needs_new_consent_but_the_rest_keep_theirs(
    session: Session, make: Make, sari: Person, budi: Person, proposal: Proposal
) -> None:
    intan = make.person("Intan")
    visitor, draft = opened(session, sari, proposal)
    for person in (budi, intan):
        invite_member(session, *opened(session, sari, proposal), person.ref, 20)
        answer_invitation(session, *opened(session, person, proposal), agrees=True)
    visitor, draft = opened(session, sari, proposal)
    change_shares(session, visitor, draft, {sari.ref: 50, budi.ref: 30, intan.ref: 20})
    assert shares(opened(session, sari, proposal)[1]) == {
        "Sari": (50, Consent.AGREED), "Budi": (30, Consent.INVITED),
        "Intan": (20, Consent.AGREED),
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [{"s": 60, "b": 30}, {"s": 120, "b": -20}, {"s": 100}])
def test_shares_always_make_a_whole(
    session: Session, sari: Person, budi: Person, proposal: Proposal, wrong: dict[str, int]
) -> None:
    invite_member(session, *opened(session, sari, proposal), budi.ref, 30)
    refs = {"s": sari.ref, "b": budi.ref}
    with pytest.raises(Invalid):
        change_shares(
            session, *opened(session, sari, proposal), {refs[k]: v for k, v in wrong.items()}
        )


def test_an_unanswered_invitation_can_be_taken_back_but_a_consent_cannot(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    invite_member(session, *opened(session, sari, proposal), budi.ref, 30)
    take_back_invitation(session, *opened(session, sari, proposal), budi.ref)
    assert shares(opened(session, sari, proposal)[1]) == {"Sari": (100, Consent.AGREED)}
    invite_member(session, *opened(session, sari, proposal), budi.ref, 30)
    answer_invitation(session, *opened(session, budi, proposal), agrees=True)
    with pytest.raises(Invalid):
        take_back_invitation(session, *opened(session, sari, proposal), budi.ref)


def test_nobody_invites_after_sending(
    session: Session, make: Make, sari: Person, budi: Person
) -> None:
    entry = make.entry(sari, at=StepKind.ENDORSEMENT)
    sent = session.get(Proposal, entry.proposal_id)
    assert sent is not None
    with pytest.raises(Refused, match="sudah dikirim"):
        invite_member(session, *opened(session, sari, sent), budi.ref, 30)


def test_nobody_invites_after_the_call(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    visitor, draft = opened(session, sari, proposal)
    with given.world(frozen=draft.step.closes_at), pytest.raises(Refused):
        invite_member(session, visitor, draft, budi.ref, 30)


def test_an_invitation_names_somebody_real_and_leaves_the_lead_a_share(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    for ref, share, field in ((budi.ref, 101, "share"), (budi.ref, 0, "share"), ("X", 5, "person")):
        with pytest.raises(Invalid) as refused:
            invite_member(session, *opened(session, sari, proposal), ref, share)
        assert list(refused.value.errors) == [field]
