"""One function per thing, every argument optional, nothing surprising.

Rows are committed at once, so that a browser can see them. People have names and parts:
Sari pitches, Budi is her co-author, Wayan her superior, Dewi the secretariat, Ratna, Tono and
Intan judge, Hasan leads, Melati publishes, Joko is a stranger from elsewhere.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Insert, Table, insert, inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import SQLModel, select

from ideas import given
from ideas.database import engine_for, transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.rubrics.rules import Criterion
from ideas.permissions import Role
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.rules import Category, CompetitionKind, Item, Prize, Rules
from ideas.road.entries.models import Entry
from ideas.road.entries.rules import OPEN_TO_COLLEAGUES
from ideas.settings import settings
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import Person, Posting
from ideas.staff.roles.models import RoleGrant
from ideas.stages import KINDS, CompetitionState, EntryState, Owner, StepKind
from ideas.writing.drafting.models import Scribe
from ideas.writing.forms.rules import Section
from ideas.writing.proposals.models import Member, Proposal, Version
from ideas.writing.proposals.rules import Consent, Part

Row = TypeVar("Row", bound=SQLModel)
WEEK = timedelta(days=7)
# The plainest whole road; panels with visits, presentations and a plenary say so.
ROAD = tuple(k for k in StepKind if k not in (StepKind.VISIT, StepKind.PITCH, StepKind.PLENARY))

RULES = Rules(
    categories=(Category(key="layanan", name="Pelayanan warga"),),
    sections=(
        Section(key="masalah", title="Masalah", help="Siapa yang mengalami?", words=60),
        Section(key="cara", title="Cara baru", words=100),
        Section(key="anggaran", title="Anggaran", words=40, required=False),
    ),
    criteria=(
        Criterion(key="dampak", title="Dampak", weight=60, anchors=("a", "b", "c", "d", "e")),
        Criterion(key="baru", title="Kebaruan", weight=40, anchors=("a", "b", "c", "d", "e")),
    ),
    checklist=(Item(key="lengkap", text="Semua bagian wajib terisi"),),
    prizes=(Prize(place=1, title="Inovator Terbaik I"),),
)


@cache
def _inserting(kind: type[SQLModel]) -> tuple[Insert, dict[str, str]]:
    """The statement, and the column of each attribute."""
    mapper = inspect(kind)
    names = {attr.key: attr.columns[0].name for attr in mapper.column_attrs}
    return insert(cast("Table", mapper.local_table)), names


class Make:
    """Makes rows; `now` is the still time of the test."""

    def __init__(self) -> None:
        self.now = given.now()
        self._regency: Unit | None = None

    def save(self, row: Row) -> Row:
        """By a plain INSERT where it is new: the unit of work would take longer than that."""
        words, names = _inserting(type(row))
        facts = {column: getattr(row, name) for name, column in names.items()}
        if inspect(row).transient and all(
            facts[key.name] is not None for key in words.table.primary_key
        ):
            with engine_for(settings().database).begin() as connection:
                connection.execute(words, facts)
            make_transient_to_detached(row)
        else:
            with transaction() as session:
                session.add(row)
        return row

    @property
    def regency(self) -> Unit:
        self._regency = self._regency or self.unit("Kabupaten", kind=UnitKind.REGENCY, under=None)
        return self._regency

    def unit(
        self, name: str, *, kind: UnitKind = UnitKind.OFFICE, under: Unit | str | None = "regency"
    ) -> Unit:
        parent = self.regency if under == "regency" else under
        ref = given.new_ref()
        assert parent is None or isinstance(parent, Unit)
        path = (parent.path if parent else "") + f"{ref}/"
        return self.save(
            Unit(ref=ref, parent_id=parent.id if parent else None, kind=kind, name=name, path=path)
        )

    def person(
        self, name: str = "Joko", *, unit: Unit | None = None, superior: Person | None = None
    ) -> Person:
        person = self.save(Person(name=name))
        unit = unit or self.unit(f"Unit {name}")
        self.save(
            Posting(
                person_id=person.id, unit_id=unit.id, position="Pelaksana", grade="III/a",
                superior_id=superior.id if superior else None, since=date(2020, 1, 1),
            )
        )  # fmt: skip
        return person

    def grant(self, person: Person, role: Role, competition: Competition | None = None) -> Person:
        self.save(
            RoleGrant(
                person_id=person.id, role=role, granted_at=self.now,
                competition_id=competition.id if competition else None,
            )
        )  # fmt: skip
        return person

    def with_role(self, name: str, role: Role, competition: Competition | None = None) -> Person:
        return self.grant(self.person(name), role, competition)

    def competition(
        self, *, at: StepKind = StepKind.CALL, rules: Rules = RULES,
        road: Sequence[StepKind] = ROAD, **facts: Any,
    ) -> Competition:  # fmt: skip
        """A competition with its road, whose step `at` is open now (a week each)."""
        facts.setdefault("state", CompetitionState.OPEN)
        competition = self.save(
            Competition(
                kind=CompetitionKind.COMPETITION, title="Lomba Inovasi", theme="Lebih dekat",
                about="Untuk semua.", unit_id=self.regency.id, organiser_id=self.regency.id,
                created_at=self.now, **facts,
            )
        )  # fmt: skip
        self.save(
            RuleBook(
                competition_id=competition.id, version=1, document=rules.model_dump(mode="json"),
                digest="0" * 64, made_at=self.now,
            )
        )  # fmt: skip
        for place, kind in enumerate(road):
            self.step(competition, kind, place, self.now + WEEK * (place - road.index(at)))
        return competition

    def step(
        self, competition: Competition, kind: StepKind, place: int, near: datetime, **facts: Any
    ) -> Step:
        """A step whose week has `near` in its middle."""
        return self.save(
            Step(
                competition_id=competition.id, position=place, kind=kind, title=kind.value,
                opens_at=near - WEEK / 2, closes_at=near + WEEK / 2, **facts,
            )
        )  # fmt: skip

    def proposal(
        self, lead: Person | None = None, competition: Competition | None = None, **facts: Any
    ) -> Proposal:
        """A complete draft with its lead."""
        lead, competition = lead or self.person("Sari"), competition or self.competition()
        facts = {
            "title": "Surat dari ponsel", "summary": "Warga tidak perlu datang.",
            "category": "layanan", "answers": {"masalah": "Antre lama.", "cara": "Lewat ponsel."},
        } | facts  # fmt: skip
        proposal = self.save(
            Proposal(
                competition_id=competition.id, unit_id=self.unit_of(lead), created_at=self.now,
                saved_at=self.now, **facts,
            )
        )  # fmt: skip
        self.member(proposal, lead, Part.LEAD, share=100)
        return proposal

    def member(
        self, proposal: Proposal, person: Person, part: Part = Part.MEMBER, *,
        share: int = 0, consent: Consent = Consent.AGREED,
    ) -> Member:  # fmt: skip
        return self.save(
            Member(
                proposal_id=proposal.id, person_id=person.id, part=part, share=share,
                consent=consent, invited_at=self.now,
            )
        )  # fmt: skip

    def entry(
        self,
        lead: Person | None = None,
        competition: Competition | None = None,
        *,
        at: StepKind = StepKind.ENDORSEMENT,
        superior: Person | None = None,
        **facts: Any,
    ) -> Entry:
        """An entry that waits at a step of its competition."""
        lead = lead or self.person("Sari")
        competition = competition or self.competition(at=at)
        proposal = self.proposal(lead, competition, **facts)
        version = self.save(
            Version(
                proposal_id=proposal.id, number=1, category=proposal.category, frozen=True,
                title=proposal.title, summary=proposal.summary, answers=proposal.answers,
                by_id=lead.id, made_at=self.now,
            )
        )  # fmt: skip
        step = self.step_of(competition, at)
        return self.save(
            Entry(
                proposal_id=proposal.id, competition_id=competition.id, version_id=version.id,
                category=version.category, title=version.title, summary=version.summary,
                unit_id=proposal.unit_id, lead_id=lead.id,
                superior_id=(superior or self.person("Wayan")).id, step_id=step.id,
                state=EntryState.RUNNING, owner=Owner(KINDS[at].owner), due_at=step.closes_at,
                shown=at in OPEN_TO_COLLEAGUES,
                submitted_at=self.now, digest="0" * 64,
            )
        )  # fmt: skip

    def version(self, proposal: Proposal, by: Person, number: int = 1) -> Version:
        """What the proposal says now, kept."""
        return self.save(
            Version(
                proposal_id=proposal.id, number=number, category=proposal.category,
                title=proposal.title, summary=proposal.summary, answers=proposal.answers,
                by_id=by.id, made_at=self.now,
            )
        )  # fmt: skip

    def noted(self, proposal: Proposal, by: Person) -> Scribe:
        """It was written down by somebody else, and its lead has not said yet whose it is."""
        with transaction() as session:
            lead = session.exec(select(Member).where(Member.proposal_id == proposal.id)).one()
            lead.consent, lead.answered_at = Consent.INVITED, None
        return self.save(Scribe(proposal_id=proposal.id, person_id=by.id, written_at=self.now))

    def assignment(self, entry: Entry, judge: Person, **facts: Any) -> Assignment:
        """A sheet of this judge on this entry, at the step where the entry waits; declared."""
        facts.setdefault("place", 1)
        facts.setdefault("declared_at", self.now)
        facts.setdefault("step_id", entry.step_id)
        return self.save(
            Assignment(
                entry_id=entry.id, judge_id=judge.id,
                assigned_at=self.now, **facts,
            )
        )  # fmt: skip

    def unit_of(self, person: Person) -> Any:

        with transaction(writes=False) as session:
            return session.exec(select(Posting.unit_id).where(Posting.person_id == person.id)).one()

    def step_of(self, competition: Competition, kind: StepKind) -> Step:

        with transaction(writes=False) as session:
            return session.exec(
                select(Step).where(Step.competition_id == competition.id, Step.kind == kind)
            ).one()
