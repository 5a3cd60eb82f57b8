"""A good body for every route of teams, open places and skills, named after its route."""

from sqlmodel import col, update

from ideas.database import transaction
from ideas.staff.people.models import Person, Posting
from ideas.stages import StepKind
from ideas.teamwork.amendments.models import Amendment, AmendmentLine
from ideas.teamwork.places.models import Place, PlaceAnswer
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent, Handover, Part
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.cases import Case
from tests.hostile.writing import Draft, Sent
from tests.judged import DECREE, Judged

WHY = "Pindah tugas lain."


class Placed(Draft):
    """Sari looks for somebody, and Rini has offered to come."""

    def __init__(self, make: Make, *, offered: bool = True) -> None:
        super().__init__(make)
        self.rini = make.person("Rini")
        self.place = make.save(
            Place(
                proposal_id=self.proposal.id, title="mengerti GIS", what="Peta.", made_at=make.now
            )
        )  # fmt: skip
        if offered:
            self.offer = make.save(
                PlaceAnswer(
                    place_id=self.place.id, person_id=self.rini.id, line="Saya bisa.",
                    made_at=make.now,
                )
            )  # fmt: skip


class Frozen(Sent):
    """Sari's sent entry with Budi in the team, and perhaps a change that waits for him."""

    def __init__(self, make: Make, *, waits: bool = False) -> None:
        super().__init__(make, StepKind.ENDORSEMENT)
        with transaction(writes=False) as session:
            self.proposal = session.get_one(Proposal, self.entry.proposal_id)
        self.budi = make.person("Budi")
        make.member(self.proposal, self.budi)
        if waits:
            self._amend(make)

    def _amend(self, make: Make) -> None:
        row = make.save(
            Amendment(
                proposal_id=self.proposal.id, asked_by=self.sari.id, reason=WHY, asked_at=make.now
            )
        )  # fmt: skip
        make.save(
            AmendmentLine(
                amendment_id=row.id, person_id=self.budi.id, part=Part.CONTRIBUTOR, share=0,
                before=0, consent=Consent.INVITED,
            )
        )  # fmt: skip

    def case(self, tail: str, fields: dict[str, str], by: Person | None = None) -> Case:
        path = f"/proposals/{self.proposal.ref}/team/{tail}"
        return Case(by or self.sari, path, fields, self.closes_at)


def post_member_removal(make: Make) -> Case:
    draft = Draft(make, Consent.AGREED)
    return draft.case("team/members/removal", {"person": draft.budi.ref, "reason": WHY})


def post_leaving(make: Make) -> Case:
    draft = Draft(make, Consent.AGREED)
    return draft.case("team/leaving", {"reason": WHY}, draft.budi)


def post_name(make: Make) -> Case:
    draft = Draft(make, Consent.AGREED)
    return draft.case("team/name", {"name": "hidden"}, draft.budi)


def post_lead_offer(make: Make) -> Case:
    draft = Draft(make, Consent.AGREED)
    return draft.case("team/lead", {"heir": draft.budi.ref, "after": "stay"})


def post_lead_answer(make: Make) -> Case:
    draft = Draft(make, Consent.AGREED)
    with transaction() as session:
        mine = col(Member.person_id) == draft.budi.id
        session.execute(update(Member).where(mine).values(offer=Handover.STAY))
    return draft.case("team/lead/answer", {"answer": "agree"}, draft.budi)


def post_takeover(make: Make) -> Case:
    draft = Draft(make, Consent.AGREED)
    with transaction() as session:
        gone = col(Posting.person_id) == draft.sari.id
        session.execute(update(Posting).where(gone).values(until=Posting.since))
    return draft.case("team/lead/takeover", {}, draft.budi)


def post_amendment(make: Make) -> Case:
    sent = Frozen(make)
    shares = {f"share-{sent.sari.ref}": "80", f"share-{sent.budi.ref}": "20"}
    return sent.case("amendment", shares | {"reason": WHY})


def post_amendment_end(make: Make) -> Case:
    return Frozen(make, waits=True).case("amendment/end", {})


def post_amendment_answer(make: Make) -> Case:
    sent = Frozen(make, waits=True)
    return sent.case("amendment/answer", {"answer": "agree"}, sent.budi)


def post_place_answer(make: Make) -> Case:
    placed = Placed(make, offered=False)
    fields = {"line": "Saya terbiasa memetakan desa."}
    return Case(placed.rini, f"/places/{placed.place.ref}", fields, placed.closes_at)


def post_need(make: Make) -> Case:
    fields = {
        "title": "mengerti GIS", "what": "Memetakan sumur.", "skills": ["pemetaan dan gis"],
        "own": "drone", "hours": "2",
    }  # fmt: skip
    return Draft(make).case("team/places", fields)


def post_place_closing(make: Make) -> Case:
    placed = Placed(make)
    return placed.case("team/places/closing", {"place": placed.place.ref})


def post_place_choice(make: Make) -> Case:
    placed = Placed(make)
    fields = {
        "place": placed.place.ref, "answer": placed.offer.ref, "verdict": "accept",
        "part": "member", "share": "10",
    }  # fmt: skip
    return placed.case("team/places/choice", fields)


def post_skills(make: Make) -> Case:
    sari = make.person("Sari")
    fields = {"skills": ["statistik"], "own": "batik tulis", "shown": "on"}
    return Case(sari, f"/people/{sari.ref}/skills", fields)


def post_reveal(make: Make) -> Case:
    """Sari's co-author won without a name."""
    judged = Judged(make)
    rini = make.person("Rini")
    with transaction(writes=False) as session:
        won = session.get_one(Proposal, judged.entries[0].proposal_id)
    member = make.member(won, rini)
    with transaction() as session:
        session.merge(member).hidden = True
    Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
    Browser(judged.melati).post(f"{judged.at}/release")
    return Case(rini, f"/people/{rini.ref}/reveal", {"entry": judged.entries[0].ref})
