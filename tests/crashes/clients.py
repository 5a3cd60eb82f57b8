"""Who is at work while the server dies: voters, judges and writers, and what lies there of them."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import col, func, select

from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.permissions import Role
from ideas.road.ballots.models import Ballot
from ideas.road.competitions.models import Step
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.web.keys import hashed
from ideas.web.models import Once
from tests.bed.calling import Caller
from tests.crashes.journal import Client, Deed
from tests.factories import Make

QUOTA = 2


@dataclass(frozen=True)
class Watched:
    """A client; what lies in the database of theirs; how often history says they did it."""

    client: Client
    person: Person
    lies: Callable[[], object]


def voters(make: Make, how_many: int, seed: int) -> list[Watched]:
    competition = make.competition(at=StepKind.BALLOT)
    with transaction() as session:
        step = session.get_one(Step, make.step_of(competition, StepKind.BALLOT).id)
        step.quota = QUOTA
    lead = make.person("Penggagas")
    entries = [make.entry(lead, competition, at=StepKind.BALLOT, superior=lead) for _ in range(5)]
    refs = {entry.id: entry.ref for entry in entries}

    def voter(n: int) -> Watched:
        person = make.person(f"Pemilih {n}", unit=make.regency)
        caller = Caller(person)

        def wish(chance: random.Random) -> Deed:
            chosen = chance.sample(sorted(refs.values()), chance.randint(1, QUOTA))
            url, once = f"/ballots/{step.ref}", caller.once()
            form = caller.form(url, {"entry": chosen}, once=once)
            return Deed(form, tuple(sorted(chosen)), hashed(f"{once}{url}"))

        def lies() -> object:
            with transaction(writes=False) as session:
                rows = session.exec(select(Ballot).where(Ballot.voter_id == person.id)).all()
            assert sorted(row.slot for row in rows) == list(range(1, len(rows) + 1))
            assert len({row.receipt for row in rows}) <= 1, "a paper is whole"
            return tuple(sorted(refs[row.entry_id] for row in rows))

        client = Client(f"voter {n}", wish, random.Random(f"{seed}-{n}"))
        return Watched(client, person, lies)

    return [voter(n) for n in range(how_many)]


def judges(make: Make, how_many: int, seed: int) -> list[Watched]:
    competition = make.competition(at=StepKind.PANEL)
    entry = make.entry(competition=competition, at=StepKind.PANEL)

    def judge(n: int) -> Watched:
        person = make.with_role(f"Juri {n}", Role.JUDGE, competition)
        sheet = make.assignment(entry, person)
        caller = Caller(person)
        hand, saves = caller.once(), iter(range(10**6))

        def wish(chance: random.Random) -> Deed:
            marks = (
                str(chance.randint(1, 5)),
                f"Alasan ke-{next(saves)}.",
                str(chance.randint(1, 5)),
            )
            fields = {"mark-dampak": marks[0], "mark-dampak-reason": marks[1], "version": "0"}
            form = caller.form(
                f"/reviews/{sheet.ref}", {**fields, "mark-baru": marks[2]}, once=hand
            )
            return Deed(form, marks)

        client = Client(f"judge {n}", wish, random.Random(f"{seed}-{n}"))
        return Watched(client, person, lambda: marks_on(sheet))

    return [judge(n) for n in range(how_many)]


def marks_on(sheet: Assignment) -> object:
    with transaction(writes=False) as session:
        rows = session.exec(
            select(Mark).where(Mark.assignment_id == sheet.id).order_by(col(Mark.criterion).desc())
        ).all()
        saves = session.get_one(Assignment, sheet.id).revision
        events = session.exec(select(func.count()).where(Event.subject_id == sheet.id)).one()
    assert saves == events, "every save is in the history, and nothing else"
    if not rows:
        return ()
    dampak, baru = rows
    return str(dampak.value), dampak.reason, str(baru.value)


def papers_in_history(person: Person) -> int:
    """How often history says that this voter put in a paper."""
    count = select(func.count()).where(Event.act == Act.CAST_BALLOT, Event.person_id == person.id)
    with transaction(writes=False) as session:
        return session.exec(count).one()


def keys_kept(person: Person) -> set[str]:
    """The forms of this person that counted, by their once-keys."""
    with transaction(writes=False) as session:
        return set(session.exec(select(Once.key).where(Once.person_id == person.id)))
