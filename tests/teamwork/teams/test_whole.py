"""Whatever a team does, in whatever order: its shares are a whole, and one person leads."""

import random
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from ideas.failures import Failure
from ideas.staff.people.models import Person
from ideas.teamwork.teams.actions import (
    answer_invitation,
    change_shares,
    invite_member,
    take_back_invitation,
)
from ideas.teamwork.teams.leaving import answer_offer, leave_team, offer_lead, remove_member
from ideas.teamwork.teams.rules import Invitation, Wanted
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import TAKING_PART, Consent, Handover, Part
from tests.factories import Make
from tests.teamwork.teams.teams import WHY, Team

STEPS = 30


class Walk:
    """One random walk of a team of five."""

    def __init__(self, team: Team, seed: int) -> None:
        self.team, self.chance = team, random.Random(seed)
        others = [team.make.person(name) for name in ("Tono", "Ratna")]
        self.people = [team.sari, team.budi, team.intan, *others]
        self.done = 0

    def step(self) -> None:
        who, whom = (self.chance.choice(self.people) for _ in "ab")
        who = self.chance.choice([who, self.lead, *self.asked])
        savepoint = self.team.session.begin_nested()
        try:
            self._act(who, whom)
        except Failure:
            savepoint.rollback()
        else:
            savepoint.commit()
            self.done += 1

    def _act(self, who: Person, whom: Person) -> None:
        """The lead leads, who is asked answers, the others go now and then."""
        session, at = self.team.session, self.team.seen_by(who)
        part, share = self.chance.choice(list(Part)[1:]), self.chance.randrange(0, 40)
        agrees, then = self.chance.random() < 0.8, self.chance.choice(list(Handover))
        if mine := next((m for m in at[1].team if m.id == who.id and who in self.asked), None):
            answer = answer_offer if mine.offer else answer_invitation
            answer(session, *at, agrees=agrees)
            return
        leads: tuple[Callable[[], object], ...] = (
            lambda: invite_member(session, *at, Invitation(whom.ref, share, part)),
            lambda: invite_member(session, *at, self._replacing(whom, share)),
            lambda: take_back_invitation(session, *at, whom.ref),
            lambda: change_shares(session, *at, self._divided()),
            lambda: remove_member(session, *at, whom.ref, WHY),
            lambda: offer_lead(session, *at, whom.ref, then),
        )
        if who.id == self.lead.id:
            self.chance.choice(leads)()
        else:
            leave_team(session, *at, WHY)

    def _replacing(self, whom: Person, share: int) -> Invitation:
        gone = self.chance.choice(self.people)
        return Invitation(whom.ref, share, replaces=gone.ref, reason=WHY)

    @property
    def lead(self) -> Person:
        leads = [m for m in rows(self.team.session, self.team.proposal) if m.part is Part.LEAD]
        return next(person for person in self.people if person.id == leads[0].person_id)

    @property
    def asked(self) -> list[Person]:
        """Whose answer is awaited: they act more often than others."""
        members = rows(self.team.session, self.team.proposal)
        ids = {m.person_id for m in members if m.offer or m.consent is Consent.INVITED}
        return [person for person in self.people if person.id in ids]

    def _divided(self) -> dict[str, Wanted]:
        mates, left = self.team.seen_by(self.lead)[1].mates, 100
        wanted = {}
        for mate in reversed(mates):
            share = 0 if mate.part is Part.MENTOR else self.chance.randrange(0, left + 1)
            share = left if mate.part is Part.LEAD else share
            wanted[mate.ref] = Wanted(mate.part, share)
            left -= share
        return wanted


def rows(session: Session, proposal: Proposal) -> list[Member]:
    session.expire_all()
    return list(session.exec(select(Member).where(Member.proposal_id == proposal.id)))


@pytest.mark.parametrize("seed", range(2))
def test_shares_are_always_a_whole_and_one_leads(make: Make, session: Session, seed: int) -> None:
    team = Team(make, session)
    walk = Walk(team, seed)
    for _ in range(STEPS):
        walk.step()
        members = rows(session, team.proposal)
        assert sum(member.share for member in members) == 100
        assert [m.consent for m in members if m.part is Part.LEAD] == [Consent.AGREED]
        assert not [m for m in members if m.share and m.consent not in TAKING_PART]
    assert walk.done >= 5
