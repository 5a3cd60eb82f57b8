"""Two at once in a team: one place is taken once, and nobody is lost between two acts."""

from collections import Counter

from sqlmodel import select

from ideas.database import transaction
from ideas.road.entries.models import Entry
from ideas.teamwork.places.models import Place, PlaceAnswer
from ideas.teamwork.places.rules import AnswerState, PlaceState
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent
from tests.bed.calling import Caller, burst
from tests.bed.serving import Server
from tests.factories import Make

LOST = {403, 404, 409, 422}


def test_two_answers_to_one_place_are_not_both_taken(server: Server) -> None:
    make = Make()
    sari = make.person("Sari", superior=make.person("Wayan"))
    proposal, caller = make.proposal(sari), Caller(sari)
    place = make.save(
        Place(proposal_id=proposal.id, title="mengerti GIS", what="Peta.", made_at=make.now)
    )
    offers = [
        make.save(
            PlaceAnswer(
                place_id=place.id, person_id=make.person(name).id, line="Saya.", made_at=make.now
            )
        )
        for name in ("Budi", "Intan")
    ]
    to, common = f"/proposals/{proposal.ref}/team/places/choice", {"place": place.ref}
    taking = common | {"verdict": "accept", "part": "member", "share": "10"}
    forms = [caller.form(to, taking | {"answer": o.ref}) for o in offers for _ in range(5)]
    told = Counter(answer.status for answer in burst(server.port, forms))
    assert (told[303], set(told) - {303} <= LOST) == (1, True)
    with transaction(writes=False) as session:
        states = sorted(session.exec(select(PlaceAnswer.state)))
        shares = sorted(session.exec(select(Member.share)))
        assert session.get_one(Place, place.id).state is PlaceState.FILLED
    assert (states, shares) == ([AnswerState.CHOSEN, AnswerState.DECLINED], [10, 90])


def test_leaving_and_sending_at_once_leave_a_whole(server: Server) -> None:
    make = Make()
    sari, budi = make.person("Sari", superior=make.person("Wayan")), make.person("Budi")
    proposal = make.proposal(sari)
    make.member(proposal, budi)
    lead, mate = Caller(sari), Caller(budi)
    at = f"/proposals/{proposal.ref}"
    forms = [
        form
        for _ in range(5)
        for form in (
            lead.form(f"{at}/submission", {}),
            mate.form(f"{at}/team/leaving", {"reason": "Pindah tugas."}),
        )
    ]
    told = [answer.status for answer in burst(server.port, forms)]
    assert (told[::2].count(303), told[1::2].count(303)) == (1, 1)
    with transaction(writes=False) as session:
        entry = session.exec(select(Entry)).one()
        members = session.exec(select(Member).where(Member.proposal_id == proposal.id)).all()
    gone = next(member for member in members if member.person_id == budi.id)
    assert sum(member.share for member in members) == 100
    assert (gone.consent is Consent.LEFT) is not (gone.left_at is not None)
    assert entry.proposal_id == proposal.id
