"""What is looked at when judges and entries are kept apart: sheets in conflict, pairs by name."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.failures import Invalid
from ideas.judging.conflicts.queries import (
    Candidate,
    Judge,
    Pair,
    candidates_where,
    conflicts_in,
    hidden_from,
    judges_of,
)
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import candidates_of, counted
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import Scoped
from ideas.road.entries.models import Entry
from ideas.say import Sentence, say
from ideas.staff.roles.visitors import Visitor


@dataclass(frozen=True)
class Two:
    """A judge and an entry that people speak of together."""

    judge: Judge
    entry: Candidate


def in_conflict_now(session: Session, scoped: Scoped) -> frozenset[Pair]:
    """Counted sheets that the chart parts at this moment, not set aside yet: before a result."""
    sheets = select(col(Assignment.entry_id), col(Assignment.judge_id)).join(
        Step, col(Step.id) == Assignment.step_id
    )
    here = col(Step.competition_id) == scoped.row.id
    pairs = {(entry, judge) for entry, judge in session.execute(sheets.where(here, counted()))}
    entries = candidates_where(session, col(Entry.competition_id) == scoped.row.id)
    judges = {judge for _, judge in pairs}
    return frozenset(pairs & conflicts_in(session, scoped.row, judges, entries).kinds.keys())


def sheets_too_close(session: Session, scoped: Scoped) -> tuple[Sentence, ...]:
    """Nothing is published while a sheet counts that the chart would part today."""
    if not (close := in_conflict_now(session, scoped)):
        return ()
    return (
        say(
            "{n} lembar nilai datang dari juri yang kini dekat dengan usulannya. "
            "Sistem segera menyisihkannya; coba lagi sebentar lagi.", n=len(close),
        ),
    )  # fmt: skip


def entries_for(
    session: Session, visitor: Visitor, competition: Competition, entries: list[Candidate]
) -> list[Candidate]:
    """Those that the reader is not in conflict with: of the others nothing is told or counted."""
    hidden = hidden_from(session, competition, visitor.id, entries)
    return [entry for entry in entries if entry.id not in hidden]


def find_two(session: Session, visitor: Visitor, step: Step, judge: str, entry: str) -> Two:
    """A judge and an entry of this panel by their references, as its page offers them."""
    competition = session.get_one(Competition, step.competition_id)
    judges = {one.ref: one for one in judges_of(session, competition.id)}
    offered = entries_for(session, visitor, competition, candidates_of(session, step.id))
    entries = {one.ref: one for one in offered}
    asked = {"judge": judge in judges, "entry": entry in entries}
    choose = say("Pilih satu dari daftar.")
    if wrong := {name: choose for name, known in asked.items() if not known}:
        raise Invalid(wrong)
    return Two(judges[judge], entries[entry])
