"""Who may read a proposal: its team, and once it is opened whom its call reaches, but no judge."""

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from ideas.failures import Missing, Refused
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.entries.drafts import find_draft
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.writing.proposals.actions import open_proposal
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.queries import readable_by
from ideas.writing.proposals.rules import Consent, Openness
from tests.browsing import Browser
from tests.factories import Make


def listed(session: Session, person: Person) -> set[str]:
    """What a list by permission shows a person."""
    rows = session.scalars(
        select(col(Proposal.ref))
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .where(readable_by(visitor_of(session, person.id)))
    )
    return set(rows)


def reads(session: Session, person: Person, ref: str) -> bool:
    try:
        find_draft(session, visitor_of(session, person.id), ref)
    except Missing:
        return False
    return True


@pytest.mark.parametrize("openness", list(Openness))
def test_a_list_and_a_page_agree_on_who_reads(
    session: Session, make: Make, openness: Openness
) -> None:
    competition = make.competition()
    everyone = {name: make.person(name) for name in ("Sari", "Budi", "Rina")}
    everyone["Tono"] = make.person("Tono", unit=make.unit("Kota lain", under=None))
    make.grant(everyone["Rina"], Role.JUDGE, competition)
    proposal = make.proposal(everyone["Sari"], competition, openness=openness)
    expected = {"Sari"} | ({"Budi"} if openness is Openness.COLLEAGUES else set())
    assert {n for n, p in everyone.items() if reads(session, p, proposal.ref)} == expected
    assert {n for n, p in everyone.items() if listed(session, p)} == expected


def test_only_the_lead_opens_and_closes(session: Session, make: Make) -> None:
    sari, budi = make.person("Sari"), make.person("Budi")
    proposal = make.proposal(sari)
    draft = find_draft(session, visitor_of(session, sari.id), proposal.ref)
    open_proposal(session, visitor_of(session, sari.id), draft, Openness.COLLEAGUES)
    session.flush()
    theirs = find_draft(session, visitor_of(session, budi.id), proposal.ref)
    with pytest.raises(Refused):
        open_proposal(session, visitor_of(session, budi.id), theirs, Openness.TEAM)
    open_proposal(session, visitor_of(session, sari.id), draft, Openness.TEAM)
    session.flush()
    assert not reads(session, budi, proposal.ref)


def test_what_was_sent_is_read_here_by_its_team_alone(session: Session, make: Make) -> None:
    """How an entry fares is nobody else's before it is shown, even if the draft was open."""
    sari, budi = make.person("Sari"), make.person("Budi")
    entry = make.entry(sari, openness=Openness.COLLEAGUES)
    ref = session.get_one(Proposal, entry.proposal_id).ref
    assert (reads(session, sari, ref), ref in listed(session, sari)) == (True, True)
    assert (reads(session, budi, ref), ref in listed(session, budi)) == (False, False)


def test_colleagues_see_who_agreed_and_not_who_was_only_asked(make: Make) -> None:
    sari, budi = make.person("Sari"), make.person("Budi")
    proposal = make.proposal(sari, openness=Openness.COLLEAGUES)
    make.member(proposal, make.person("Intan"), consent=Consent.AGREED)
    make.member(proposal, make.person("Tono"), consent=Consent.INVITED)
    theirs, ours = (Browser(who).page(f"/proposals/{proposal.ref}").text for who in (budi, sari))
    assert ("Intan" in theirs, "Tono" in theirs) == (True, False)
    assert ("Intan" in ours, "Tono" in ours) == (True, True)
