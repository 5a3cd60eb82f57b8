"""What a release would do, worked out in memory and written nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.ballots.queries import turnout, votes_per_entry
from ideas.ballots.rules import told_turnout
from ideas.competitions.models import Step
from ideas.competitions.queries import Scoped, rules_of, steps_of
from ideas.competitions.rules import Rules
from ideas.entries.models import Entry
from ideas.history.rules import commitment
from ideas.organisation.models import Unit
from ideas.outcomes.models import Outcome
from ideas.outcomes.rules import (
    Placing,
    Scored,
    Terms,
    Tie,
    rank,
    sealed_record,
    sheets_digest,
)
from ideas.proposals.models import Member
from ideas.proposals.rules import Consent
from ideas.rankings.queries import SheetMarks, score_table
from ideas.say import Sentence, say
from ideas.stages import EntryState, StepKind


@dataclass(frozen=True)
class Candidate:
    id: UUID
    proposal_id: UUID
    step_id: UUID
    ref: str
    title: str
    unit: str
    people: int
    hidden: int


@dataclass(frozen=True)
class Line:
    """One line of the ranking, with the names of things; `hidden`: are asked before they are
    named with an award."""

    entry_id: UUID
    ref: str
    title: str
    unit: str
    people: int
    place: int
    score: Fraction
    sheets: int
    votes: int
    award: str
    tie: Tie
    hidden: int


@dataclass(frozen=True)
class DryRun:
    """The result as it would be released now; no lines while something stands in its way."""

    lines: tuple[Line, ...]
    obstacles: tuple[Sentence, ...]
    people: int
    fingerprint: str

    @property
    def certificates(self) -> int:
        """At once: whoever hides the name is asked first."""
        return sum(line.people - line.hidden for line in self.lines if line.award)

    @property
    def asked_first(self) -> int:
        return sum(line.hidden for line in self.lines if line.award)

    @property
    def awarded(self) -> int:
        return sum(1 for line in self.lines if line.award)

    def fits(self, outcome: Outcome) -> bool:
        """Whether nothing changed since this outcome was sealed."""
        record = sealed_record(
            terms_of(outcome), outcome.rules_digest, self.fingerprint, self.lines
        )
        return commitment(outcome.seal_salt, record) == outcome.seal_digest


def dry_run(session: Session, scoped: Scoped) -> DryRun:
    """Six or seven statements, however many entries."""
    steps = {step.kind: step for step in steps_of(session, scoped.row.id)}
    candidates = _candidates(session, scoped.row.id)
    sheets = score_table(session, steps[StepKind.PANEL].id)
    obstacles = obstacles_to(candidates, sheets, steps[StepKind.DECREE].id)
    if obstacles:
        return DryRun((), obstacles, 0, "")
    votes = votes_of(session, steps.get(StepKind.BALLOT))
    placings = _ranked(candidates, sheets, votes, rules_of(session, scoped.row))
    known = {candidate.id: candidate for candidate in candidates}
    return DryRun(
        lines=tuple(_line(known[placing.entry], placing) for placing in placings),
        obstacles=(),
        people=_told(session, scoped.row.id),
        fingerprint=sheets_digest(sheets),
    )


def terms_of(outcome: Outcome) -> Terms:
    return Terms(outcome.decree_number, outcome.decree_date, outcome.release_at)


def obstacles_to(
    candidates: Sequence[Candidate], sheets: Sequence[SheetMarks], decree_id: UUID
) -> tuple[Sentence, ...]:
    """Everything that keeps this competition from being sealed. Never depends on a mark."""
    still_open = sum(1 for sheet in sheets if not sheet.locked)
    away = sum(1 for candidate in candidates if candidate.step_id != decree_id)
    unread = {c.id for c in candidates} - {sheet.entry_id for sheet in sheets}
    checks = (
        (not candidates, say("Tidak ada usulan yang sampai ke tahap penetapan.")),
        (away, say("{n} usulan belum sampai ke tahap penetapan.", n=away)),
        (still_open, say("{n} lembar nilai belum dikunci jurinya.", n=still_open)),
        (unread, say("{n} usulan belum punya lembar nilai.", n=len(unread))),
    )
    return tuple(sentence for wrong, sentence in checks if wrong)


def votes_of(session: Session, ballot: Step | None) -> dict[UUID, int]:
    """Entry → votes of a ballot that is over; none when so few voted that it points at them."""
    if ballot is None or told_turnout(turnout(session, ballot.id)) is None:
        return {}
    return votes_per_entry(session, ballot.id)


def _told(session: Session, competition_id: UUID) -> int:
    """Each person once, in however many teams."""
    running = (
        col(Entry.competition_id) == competition_id, col(Entry.state) == EntryState.RUNNING,
    )  # fmt: skip
    agreed = col(Member.consent) == Consent.AGREED
    people = select(func.count(col(Member.person_id).distinct())).join(
        Entry, col(Entry.proposal_id) == Member.proposal_id
    )
    return session.scalar(people.where(agreed, *running)) or 0


def _candidates(session: Session, competition_id: UUID) -> list[Candidate]:
    team = (
        select(func.count())
        .where(col(Member.proposal_id) == Entry.proposal_id, col(Member.consent) == Consent.AGREED)
    )  # fmt: skip
    people, hidden = team.scalar_subquery(), team.where(col(Member.hidden)).scalar_subquery()
    rows = session.execute(
        select(
            col(Entry.id), col(Entry.proposal_id), col(Entry.step_id), col(Entry.ref),
            col(Entry.title), col(Unit.name), people, hidden,
        )
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .where(
            col(Entry.competition_id) == competition_id, col(Entry.state) == EntryState.RUNNING
        )
        .order_by(col(Entry.ref))
    )  # fmt: skip
    return [Candidate(*row) for row in rows]


def _ranked(
    candidates: Iterable[Candidate],
    sheets: Iterable[SheetMarks],
    votes: dict[UUID, int],
    rules: Rules,
) -> list[Placing]:
    marks = defaultdict(list)
    for sheet in sheets:
        marks[sheet.entry_id].append(sheet.marks)
    scored = [Scored(c.id, tuple(marks[c.id]), votes.get(c.id, 0)) for c in candidates]
    return rank(scored, rules.criteria, rules.prizes)


def _line(candidate: Candidate, placing: Placing) -> Line:
    return Line(
        entry_id=candidate.id, ref=candidate.ref, title=candidate.title, unit=candidate.unit,
        people=candidate.people, place=placing.place, score=placing.score, sheets=placing.sheets,
        votes=placing.votes, award=placing.award, tie=placing.tie, hidden=candidate.hidden,
    )  # fmt: skip
