"""A team that was sent changes only with everybody's consent, before it is judged."""

import pytest
from sqlmodel import Session, select

from ideas.acts import Act
from ideas.failures import Invalid, Missing, Refused
from ideas.history.models import Event
from ideas.permissions import Role
from ideas.road.entries.queries import find_entry, mates_of
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.teamwork.amendments.actions import amend_team, answer_amendment, take_back_amendment
from ideas.teamwork.amendments.queries import amendments_of
from ideas.teamwork.amendments.rules import AmendmentState
from ideas.teamwork.teams.rules import Wanted
from ideas.writing.proposals.rules import Part
from tests.factories import Make
from tests.teamwork.teams.teams import WHY, Team


class Sent(Team):
    """Sari's entry waits at a step; Budi and Intan are in her team."""

    @property
    def states(self) -> list[AmendmentState]:
        relations = self.seen_by(self.sari)[1].standing.relations
        return [told.state for told in amendments_of(self.session, self.proposal.id, relations)]

    def amend(self, reason: str = WHY, **shares: int) -> None:
        amend_team(self.session, *self.seen_by(self.sari), self.divided(**shares), reason)

    def answer(self, person: Person, *, agrees: bool = True) -> None:
        answer_amendment(self.session, *self.seen_by(person), agrees=agrees)


def made(make: Make, session: Session, at: StepKind = StepKind.ENDORSEMENT) -> Sent:
    sent = Sent(make, session)
    sent.sent(at)
    return sent


@pytest.fixture
def sent(make: Make, session: Session) -> Sent:
    return made(make, session)


def test_shares_move_when_the_last_one_agrees(sent: Sent) -> None:
    sent.amend(sari=40, budi=35, intan=25)
    sent.answer(sent.budi)
    assert sent.shares == {"Sari": 50, "Budi": 30, "Intan": 20}
    sent.answer(sent.intan)
    assert sent.shares == {"Sari": 40, "Budi": 35, "Intan": 25}
    assert sent.states == [AmendmentState.DONE]


def test_one_no_leaves_the_team_as_it_was(sent: Sent) -> None:
    sent.amend(sari=40, budi=40, intan=20)
    with pytest.raises(Invalid):
        sent.answer(sent.intan)
    sent.answer(sent.budi, agrees=False)
    assert (sent.shares["Budi"], sent.states) == (30, [AmendmentState.REFUSED])
    with pytest.raises(Invalid):
        sent.answer(sent.budi)


def test_somebody_joins_by_their_own_consent(make: Make, sent: Sent) -> None:
    tono = make.person("Tono")
    with pytest.raises(Missing):
        sent.seen_by(tono)
    joined = sent.divided(sari=40, budi=30, intan=20) | {tono.ref: Wanted(Part.MEMBER, 10)}
    amend_team(sent.session, *sent.seen_by(sent.sari), joined, WHY)
    sent.answer(tono)
    assert sent.shares == {"Sari": 40, "Budi": 30, "Intan": 20, "Tono": 10}
    assert sent.seen_by(tono)[1].standing.in_team


def test_a_change_needs_a_reason_a_whole_and_something_to_change(sent: Sent) -> None:
    for reason, shares in (
        ("x", {"sari": 40, "budi": 40, "intan": 20}),
        (WHY, {"sari": 50, "budi": 40, "intan": 20}),
        (WHY, {"sari": 80, "budi": 20}),
        (WHY, {"sari": 50, "budi": 30, "intan": 20}),
    ):
        with pytest.raises(Invalid):
            sent.amend(reason, **shares)
    with pytest.raises(Refused):
        amend_team(sent.session, *sent.seen_by(sent.budi), {}, WHY)


def test_one_change_at_a_time_and_the_lead_may_take_it_back(sent: Sent) -> None:
    sent.amend(sari=40, budi=40, intan=20)
    with pytest.raises(Invalid, match="menunggu"):
        sent.amend(sari=60, budi=20, intan=20)
    take_back_amendment(sent.session, *sent.seen_by(sent.sari))
    sent.amend(sari=60, budi=20, intan=20)
    assert sorted(sent.states) == [AmendmentState.TAKEN_BACK, AmendmentState.WAITING]
    reasons = [
        event.facts.get("reason")
        for event in sent.session.exec(select(Event))
        if event.act is Act.AMEND_TEAM and "reason" in event.facts
    ]
    assert reasons == [WHY, WHY]


@pytest.mark.parametrize("at", [StepKind.BALLOT, StepKind.PANEL, StepKind.DECREE])
def test_nothing_changes_once_it_is_judged(make: Make, session: Session, at: StepKind) -> None:
    sent = made(make, session, at)
    with pytest.raises(Refused):
        sent.amend(sari=40, budi=40, intan=20)


def test_the_secretariat_reads_what_changed_and_why(make: Make, sent: Sent) -> None:
    dewi = make.with_role("Dewi", Role.SECRETARIAT)
    sent.amend(sari=40, budi=40, intan=20)
    sent.answer(sent.budi)
    seen = find_entry(sent.session, visitor_of(sent.session, dewi.id), sent.entry.ref)
    (told,) = amendments_of(sent.session, seen.row.proposal_id, seen.standing.relations)
    assert (told.reason, seen.inside) == (WHY, True)
    assert {line.name: (line.before, line.share) for line in told.lines} == {
        "Sari": (50, 40), "Budi": (30, 40),
    }  # fmt: skip
    assert {mate.name: mate.share for mate in mates_of(sent.session, seen)}["Budi"] == 40


def test_a_part_may_change_without_a_share(sent: Sent) -> None:
    wanted = sent.divided(sari=50, budi=30, intan=20)
    wanted[sent.intan.ref] = Wanted(Part.CONTRIBUTOR, 20)
    amend_team(sent.session, *sent.seen_by(sent.sari), wanted, WHY)
    sent.answer(sent.intan)
    assert sent.parts["Intan"] is Part.CONTRIBUTOR
