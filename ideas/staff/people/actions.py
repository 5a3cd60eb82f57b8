"""Taking people in, and placing them."""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, update

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.people.models import Person, PersonNumber, Posting
from ideas.staff.people.rules import nip_is_sound

DAY = timedelta(days=1)


def add_person(session: Session, keeper: Standing, *, name: str, nip: str, since: date) -> Person:
    """Add a civil servant with the number they bear."""
    require(Act.KEEP_PEOPLE, keeper)
    if not nip_is_sound(nip):
        raise Invalid({"nip": say("NIP harus 18 angka dengan tanggal lahir yang benar.")})
    person = Person(name=name)
    session.add(person)
    session.flush()
    session.add(PersonNumber(number=nip, person_id=person.id, since=since))
    record(session, Act.KEEP_PEOPLE, None, person.id)
    return person


def post_person(session: Session, keeper: Standing, posting: Posting) -> None:
    """Place a person in a unit, under a superior, from a day on; the earlier posting ends."""
    require(Act.KEEP_PEOPLE, keeper)
    session.execute(
        update(Posting)
        .where(col(Posting.person_id) == posting.person_id, col(Posting.until).is_(None))
        .values(until=posting.since - DAY)
    )
    session.add(posting)
    record(session, Act.KEEP_PEOPLE, None, posting.person_id)


def choose_language(session: Session, standing: Standing, person_id: UUID, language: str) -> None:
    """Letters come in the language that a person chose last."""
    require(Act.CHOOSE_LOOK, standing)
    session.execute(update(Person).where(col(Person.id) == person_id).values(language=language))
