"""Out with a reason, and never without a lead."""

import pytest
from sqlmodel import Session, col, select, update

from ideas.acts import Act
from ideas.failures import Invalid, Missing, Refused
from ideas.history.models import Event
from ideas.staff.people.models import Person, Posting
from ideas.stages import StepKind
from ideas.talking.notices.models import Notice
from ideas.talking.notices.rules import News
from ideas.teamwork.teams.actions import change_shares, invite_member
from ideas.teamwork.teams.leaving import (
    answer_offer,
    leave_team,
    offer_lead,
    remove_member,
    take_lead,
)
from ideas.teamwork.teams.rules import Invitation, Wanted
from ideas.writing.proposals.rules import Consent, Handover, Part
from tests.factories import Make
from tests.teamwork.teams.teams import WHY, Team


def told(session: Session, person: Person) -> set[News]:
    return set(session.scalars(select(Notice.news).where(Notice.person_id == person.id)))


def reasons(session: Session, act: Act) -> list[object]:
    return [event.facts.get("reason") for event in session.exec(select(Event)) if event.act is act]


def test_whoever_leaves_a_draft_gives_the_share_back_and_says_why(team: Team) -> None:
    team.with_members()
    with pytest.raises(Invalid):
        leave_team(team.session, *team.seen_by(team.budi), "lelah")
    leave_team(team.session, *team.seen_by(team.budi), WHY)
    assert team.shares == {"Sari": 80, "Intan": 20}
    assert reasons(team.session, Act.LEAVE_TEAM) == [WHY]
    assert News.LEFT_TEAM in told(team.session, team.sari) & told(team.session, team.intan)


def test_the_lead_does_not_leave_before_somebody_else_leads(team: Team) -> None:
    team.with_members()
    with pytest.raises(Refused, match="Serahkan dahulu"):
        leave_team(team.session, *team.seen_by(team.sari), WHY)
    offer_lead(team.session, *team.seen_by(team.sari), team.budi.ref, Handover.LEAVE)
    assert team.parts["Sari"] is Part.LEAD
    answer_offer(team.session, *team.seen_by(team.budi), agrees=True)
    mates = team.seen_by(team.budi)[1].mates
    assert {mate.name: (mate.part, mate.share) for mate in mates} == {
        "Budi": (Part.LEAD, 80), "Intan": (Part.MEMBER, 20),
    }  # fmt: skip


@pytest.mark.parametrize("agrees", [True, False])
def test_leading_is_asked_of_the_heir(team: Team, agrees: bool) -> None:
    team.with_members()
    offer_lead(team.session, *team.seen_by(team.sari), team.budi.ref, Handover.STAY)
    with pytest.raises(Invalid):
        answer_offer(team.session, *team.seen_by(team.intan), agrees=True)
    answer_offer(team.session, *team.seen_by(team.budi), agrees=agrees)
    assert team.draft.lead.name == ("Budi" if agrees else "Sari")
    assert team.shares == {"Sari": 50, "Budi": 30, "Intan": 20}
    with pytest.raises(Invalid):
        answer_offer(team.session, *team.seen_by(team.budi), agrees=True)


def test_nobody_is_made_lead_who_has_not_agreed_or_only_guides(team: Team, make: Make) -> None:
    guide, asked, joko = (make.person(name) for name in ("Ratna", "Tono", "Joko"))
    make.member(team.proposal, guide, Part.MENTOR)
    make.member(team.proposal, asked, consent=Consent.INVITED)
    for person in (guide, asked, joko, team.sari):
        with pytest.raises(Invalid):
            offer_lead(team.session, *team.seen_by(team.sari), person.ref, Handover.STAY)


def test_a_member_takes_over_only_from_a_lead_without_a_posting(team: Team) -> None:
    team.with_members()
    with pytest.raises(Refused, match="masih bertugas"):
        take_lead(team.session, *team.seen_by(team.budi))
    own = col(Posting.person_id) == team.sari.id
    team.session.execute(update(Posting).where(own).values(until=Posting.since))
    take_lead(team.session, *team.seen_by(team.budi))
    draft = team.seen_by(team.budi)[1]
    assert (draft.lead.name, {m.name: m.share for m in draft.mates}["Sari"]) == ("Budi", 50)
    with pytest.raises(Refused):
        take_lead(team.session, *team.seen_by(team.intan))


def test_whoever_is_removed_is_told_why(team: Team) -> None:
    team.with_members()
    with pytest.raises(Refused):
        remove_member(team.session, *team.seen_by(team.budi), team.intan.ref, WHY)
    remove_member(team.session, *team.seen_by(team.sari), team.budi.ref, WHY)
    assert team.shares == {"Sari": 80, "Intan": 20}
    notice = team.session.exec(select(Notice).where(Notice.person_id == team.budi.id)).one()
    assert (notice.news, notice.facts["reason"]) == (News.REMOVED, WHY)
    with pytest.raises(Invalid):
        remove_member(team.session, *team.seen_by(team.sari), team.sari.ref, WHY)


def test_a_replacement_takes_the_share_of_whom_they_replace(team: Team, make: Make) -> None:
    team.with_members(budi=60, intan=40)
    tono = make.person("Tono")
    late = Invitation(tono.ref, 60, replaces=team.budi.ref)
    with pytest.raises(Invalid), team.session.begin_nested():
        invite_member(team.session, *team.seen_by(team.sari), late)
    asked = Invitation(tono.ref, 60, replaces=team.budi.ref, reason=WHY)
    invite_member(team.session, *team.seen_by(team.sari), asked)
    assert team.shares == {"Sari": 0, "Tono": 60, "Intan": 40}


def test_a_mentor_has_no_share_and_keeps_nobody_waiting(team: Team, make: Make) -> None:
    ratna = make.person("Ratna")
    wrong = Invitation(ratna.ref, 10, Part.MENTOR)
    with pytest.raises(Invalid, match="Mentor"):
        invite_member(team.session, *team.seen_by(team.sari), wrong)
    invite_member(team.session, *team.seen_by(team.sari), Invitation(ratna.ref, 0, Part.MENTOR))
    assert (team.draft.lacks, team.shares) == ({}, {"Sari": 100, "Ratna": 0})
    wanted = {team.sari.ref: Wanted(Part.LEAD, 90), ratna.ref: Wanted(Part.MENTOR, 10)}
    with pytest.raises(Invalid):
        change_shares(team.session, *team.seen_by(team.sari), wanted)


def test_after_the_sending_who_leaves_keeps_the_credit_but_reads_no_more(
    make: Make, session: Session
) -> None:
    team = Team(make, session).sent(StepKind.PANEL)
    leave_team(session, *team.seen_by(team.budi), WHY)
    mates = {mate.name: mate for mate in team.draft.mates}
    assert (mates["Budi"].share, mates["Budi"].inside) == (30, False)
    assert mates["Budi"].consent is Consent.AGREED
    with pytest.raises(Missing):
        team.seen_by(team.budi)
