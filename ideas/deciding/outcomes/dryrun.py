"""What a release would do, worked out in memory and written nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.deciding.outcomes.lines import Candidate, Line, candidates_in, lines_of
from ideas.deciding.outcomes.models import Outcome
from ideas.deciding.outcomes.rules import PLAINLY, Terms, Workings, sealed_record, sheets_digest
from ideas.deciding.plenaries.queries import order_of
from ideas.deciding.rankings.queries import Scores, scores_of
from ideas.deciding.rankings.rules import SheetMarks, Table
from ideas.deciding.rankings.telling import how_told
from ideas.history.rules import commitment
from ideas.judging.guarding.queries import sheets_too_close
from ideas.road.competitions.queries import Scoped, steps_of
from ideas.road.entries.models import Entry
from ideas.say import Sentence, say
from ideas.stages import EntryState, StepKind
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent


@dataclass(frozen=True)
class DryRun:
    """The result as it would be released now; no lines while something stands in its way."""

    lines: tuple[Line, ...]
    obstacles: tuple[Sentence, ...]
    people: int
    fingerprint: str
    workings: Workings = PLAINLY

    @property
    def told(self) -> tuple[Sentence, Sentence] | None:
        return how_told(self.workings.method, self.workings.why)

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
        bound = self.record(terms_of(outcome), outcome.rules_digest)
        return commitment(outcome.seal_salt, bound) == outcome.seal_digest

    def record(self, terms: Terms, rules: str) -> dict[str, object]:
        """What a seal of this run binds."""
        return sealed_record(terms, rules, self.fingerprint, self.lines, self.workings)


def dry_run(session: Session, scoped: Scoped) -> DryRun:
    """About a dozen statements, however many entries."""
    steps = steps_of(session, scoped.row.id)
    candidates, scores = candidates_in(session, scoped.row.id), scores_of(session, scoped, steps)
    decree = next(step.id for step in steps if step.kind is StepKind.DECREE)
    obstacles = obstacles_to(candidates, scores.sheets, decree)
    obstacles += sheets_too_close(session, scoped)
    if obstacles:
        return DryRun((), obstacles, 0, "")
    table = scores.table(candidates)
    if unscored := len(candidates) - len(table.lines):
        return DryRun((), (say("{n} usulan belum punya nilai yang lengkap.", n=unscored),), 0, "")
    decided = order_of(session, steps, table.lines)
    if decided and decided.obstacle:
        return DryRun((), (decided.obstacle,), 0, "")
    return DryRun(
        lines=lines_of(candidates, table, decided, scores.rules),
        obstacles=(),
        people=_told(session, scoped.row.id),
        fingerprint=sheets_digest(scores.sheets),
        workings=_workings(table, scores),
    )


def _workings(table: Table, scores: Scores) -> Workings:
    """A plain judging needs no words: its seal is as it was before there was another."""
    if scores.rules.judging.plain:
        return PLAINLY
    return Workings(table.method, table.why, scores.seed)


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
