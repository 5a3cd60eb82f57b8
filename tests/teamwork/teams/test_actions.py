"""Teams with a database: in by one's own consent, out with a reason, never without a lead."""

import pytest
from sqlmodel import Session

from ideas import given
from ideas.failures import Invalid, Refused
from ideas.road.entries.drafts import find_draft
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind
from ideas.teamwork.teams.actions import (
    answer_invitation,
    change_shares,
    invite_member,
    take_back_invitation,
)
from ideas.teamwork.teams.rules import Invitation, Wanted
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Consent, Part
from tests.factories import Make

WHY = "Pindah tugas lain"


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


def shares(draft: Draft) -> dict[str, tuple[int, Consent]]:
    return {mate.name: (mate.share, mate.consent) for mate in draft.team}


def divided(shares: list[tuple[Person, int]]) -> dict[str, Wanted]:
    """Sari leads, the others are members."""
    return {
        person.ref: Wanted(Part.LEAD if person.name == "Sari" else Part.MEMBER, share)
        for person, share in shares
    }


def test_who_is_invited_gets_a_share_of_the_lead(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    visitor, draft = opened(session, sari, proposal)
    invite_member(session, visitor, draft, Invitation(budi.ref, 30))
    assert shares(opened(session, sari, proposal)[1]) == {
        "Sari": (70, Consent.AGREED), "Budi": (30, Consent.INVITED),
    }  # fmt: skip


@pytest.mark.parametrize("agrees", [True, False])
def test_only_the_invited_decide(
    session: Session, sari: Person, budi: Person, proposal: Proposal, agrees: bool
) -> None:
    visitor, draft = opened(session, sari, proposal)
    invite_member(session, visitor, draft, Invitation(budi.ref, 30))
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
        invite_member(session, *opened(session, sari, proposal), Invitation(person.ref, 20))
        answer_invitation(session, *opened(session, person, proposal), agrees=True)
    visitor, draft = opened(session, sari, proposal)
    change_shares(session, visitor, draft, divided([(sari, 50), (budi, 30), (intan, 20)]))
    assert shares(opened(session, sari, proposal)[1]) == {
        "Sari": (50, Consent.AGREED), "Budi": (30, Consent.INVITED),
        "Intan": (20, Consent.AGREED),
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [{"s": 60, "b": 30}, {"s": 120, "b": -20}, {"s": 100}])
def test_shares_always_make_a_whole(
    session: Session, sari: Person, budi: Person, proposal: Proposal, wrong: dict[str, int]
) -> None:
    invite_member(session, *opened(session, sari, proposal), Invitation(budi.ref, 30))
    people = {"s": sari, "b": budi}
    shares_ = divided([(people[k], v) for k, v in wrong.items()])
    with pytest.raises(Invalid):
        change_shares(session, *opened(session, sari, proposal), shares_)


def test_an_unanswered_invitation_can_be_taken_back_but_a_consent_cannot(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    invite_member(session, *opened(session, sari, proposal), Invitation(budi.ref, 30))
    take_back_invitation(session, *opened(session, sari, proposal), budi.ref)
    assert shares(opened(session, sari, proposal)[1]) == {"Sari": (100, Consent.AGREED)}
    invite_member(session, *opened(session, sari, proposal), Invitation(budi.ref, 30))
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
        invite_member(session, *opened(session, sari, sent), Invitation(budi.ref, 30))


def test_nobody_invites_after_the_call(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    visitor, draft = opened(session, sari, proposal)
    with given.world(frozen=draft.step.closes_at), pytest.raises(Refused):
        invite_member(session, visitor, draft, Invitation(budi.ref, 30))


def test_an_invitation_names_somebody_real_and_leaves_the_lead_a_share(
    session: Session, sari: Person, budi: Person, proposal: Proposal
) -> None:
    for ref, share, field in ((budi.ref, 101, "share"), (budi.ref, 0, "share"), ("X", 5, "person")):
        with pytest.raises(Invalid) as refused:
            invite_member(session, *opened(session, sari, proposal), Invitation(ref, share))
        assert list(refused.value.errors) == [field]
