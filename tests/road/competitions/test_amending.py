"""A form in use is mended: a new version with a reason, told to those who write."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from ideas import given
from ideas.failures import Conflicting, Invalid, Refused, TooLate
from ideas.jobs.forms import tell_of_form
from ideas.later import Job, Task
from ideas.permissions import Role
from ideas.road.competitions.amending import Amendment, amendments_of, change_form
from ideas.road.competitions.models import Competition, RuleBook
from ideas.road.competitions.queries import rules_of, scoped_of
from ideas.road.competitions.rules import rules_digest
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import CompetitionState, StepKind
from ideas.talking.notices.models import Notice
from ideas.writing.proposals.rules import Consent
from tests.factories import RULES, Make


class Office:
    """Dewi's competition, whose form people write in."""

    def __init__(self, make: Make, session: Session, **facts: Any) -> None:
        self.make, self.session = make, session
        self.competition = make.competition(**facts)
        self.dewi: Person = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.panel = make.step_of(self.competition, StepKind.PANEL)

    def change(self, *, seen: int = 1, by: Person | None = None, **change: Any) -> None:
        first, *rest = RULES.sections
        asked = Amendment(
            self.panel, (first.model_copy(update=change), *rest), "Banyak yang bertanya.", seen
        )
        scoped = scoped_of(self.session, self.competition.id)
        change_form(self.session, visitor_of(self.session, (by or self.dewi).id), scoped, asked)

    @property
    def row(self) -> Competition:
        return self.session.get_one(Competition, self.competition.id)


def test_a_better_form_is_a_new_version_beside_the_old_one(make: Make, session: Session) -> None:
    office = Office(make, session)
    office.change(words=90, help="Siapa dan berapa?")
    books = session.exec(select(RuleBook).order_by(col(RuleBook.version))).all()
    limits = [book.document["sections"][0]["words"] for book in books]
    assert (office.row.rules_version, limits) == (2, [60, 90])
    told = [(a.version, a.reason) for a in amendments_of(session, office.competition.id)]
    assert told == [(2, "Banyak yang bertanya.")]
    assert books[1].digest != rules_digest(RULES, [])


def test_what_would_damage_is_refused_beside_its_field(make: Make, session: Session) -> None:
    office = Office(make, session)
    with pytest.raises(Invalid) as told:
        office.change(words=59)
    assert list(told.value.errors) == ["sections-0-words"]
    with pytest.raises(Invalid):
        office.change()
    assert office.row.rules_version == 1


def test_two_who_mend_at_once_do_not_undo_each_other(make: Make, session: Session) -> None:
    office = Office(make, session)
    office.change(words=90)
    with pytest.raises(Conflicting):
        office.change(words=80)
    office.change(words=100, seen=2)
    assert rules_of(session, office.row).sections[0].words == 100


def test_only_the_secretariat_mends_and_only_until_the_panel_begins(
    make: Make, session: Session
) -> None:
    office, joko = Office(make, session), make.person("Joko")
    with pytest.raises(Refused):
        Office(make, session, state=CompetitionState.DRAFT).change(words=90)
    with pytest.raises(Refused):
        office.change(by=joko, words=90)
    with given.world(frozen=office.panel.opens_at), pytest.raises(TooLate):
        office.change(words=90)
    office.change(words=90)


def test_those_who_still_write_hear_of_it_once(make: Make, session: Session) -> None:
    office = Office(make, session)
    sari, budi, joko = (make.person(name) for name in ("Sari", "Budi", "Joko"))
    for _ in range(2):
        proposal = make.proposal(sari, office.competition)
        make.member(proposal, budi, consent=Consent.INVITED)
        make.member(proposal, joko, consent=Consent.DECLINED)
    make.entry(make.person("Wati"), office.competition)
    office.change(words=90)
    job = session.exec(select(Job).where(Job.task == Task.TELL_FORM)).one()
    tell_of_form(session, job.about)
    heard = {notice.person_id for notice in session.exec(select(Notice)).all()}
    assert (heard, len(session.exec(select(Notice)).all())) == ({sari.id, budi.id}, 2)
