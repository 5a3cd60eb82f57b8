"""A good body for every route about look-alikes and mergers, named after its route."""

from datetime import datetime
from typing import Any

from ideas.database import transaction
from ideas.discovery.innovations.actions import load_innovations
from ideas.discovery.merging.models import Carried, Merger
from ideas.discovery.merging.rules import Voice
from ideas.permissions import Standing
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from tests.factories import Make
from tests.hostile.cases import Case


class Two:
    """Sari's and Budi's drafts, both open to colleagues, in one call."""

    def __init__(self, make: Make) -> None:
        competition = make.competition()
        self.make, self.sari, self.budi = make, make.person("Sari"), make.person("Budi")
        self.kept = make.proposal(self.sari, competition, openness="colleagues")
        self.other = make.proposal(self.budi, competition, openness="colleagues")
        self.closes_at = make.step_of(competition, StepKind.CALL).closes_at

    def merger(self, agreed_at: datetime | None = None) -> Merger:
        now = self.make.now
        return self.make.save(
            Merger(
                kept_id=self.kept.id, other_id=self.other.id, proposed_by=self.sari.id,
                proposed_at=now, kept_agreed_at=now, other_agreed_at=agreed_at,
            )
        )  # fmt: skip

    def case(self, by: Person, ref: str, tail: str, fields: dict[str, Any]) -> Case:
        return Case(by, f"/proposals/{ref}/{tail}", fields, self.closes_at)


def post_kin(make: Make) -> Case:
    two = Two(make)
    with transaction() as session:
        rows = [{"id": "INV1", "name": "Antrean daring", "description": "Dari rumah."}]
        load_innovations(session, Standing(system=True), rows)
    fields = {
        "other": "i-INV1", "way": "differs", "reason-i-INV1": "Kami mulai dari desa terpencil.",
    }  # fmt: skip
    return two.case(two.sari, two.kept.ref, "similar", fields)


def post_approach(make: Make) -> Case:
    two = Two(make)
    return two.case(two.budi, two.kept.ref, "approach", {})


def post_merger(make: Make) -> Case:
    two = Two(make)
    return two.case(two.sari, two.kept.ref, "merger", {"other": two.other.ref})


def post_merger_answer(make: Make) -> Case:
    two = Two(make)
    fields = {"merger": two.merger().ref, "answer": "yes"}
    return two.case(two.budi, two.other.ref, "merger/answer", fields)


def post_voice(make: Make) -> Case:
    two = Two(make)
    merger = two.merger(make.now)
    make.save(
        Carried(merger_id=merger.id, person_id=two.budi.id, voice=Voice.MEMBER, asked_at=make.now)
    )
    fields = {"merger": merger.ref, "answer": "yes", "voice": "member"}
    return two.case(two.budi, two.other.ref, "merger/voice", fields)


def post_undoing(make: Make) -> Case:
    two = Two(make)
    return two.case(two.sari, two.kept.ref, "merger/undoing", {"merger": two.merger().ref})
