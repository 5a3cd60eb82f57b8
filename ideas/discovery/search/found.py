"""The texts behind a page of matches, and by what they might be narrowed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapidfuzz import process
from sqlalchemy import and_
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas.discovery.finding.marking import Marked, Shown, marked, passage
from ideas.discovery.finding.models import Findable
from ideas.discovery.finding.rules import Kind
from ideas.discovery.search.places import Match
from ideas.discovery.search.queries import Window, newest_of
from ideas.discovery.search.rules import Query
from ideas.discovery.stems.rules import stem, words_of
from ideas.road.competitions.models import Competition, RuleBook
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.writing.proposals.models import Proposal, Version

MOST_CHOICES = 8
MOST_CALLS = 24  # whose names of categories are read
MOST_READ = 200  # texts from which a better spelling is taken
ALIKE = 75  # of 100

Choice = tuple[str, str, int]  # what an address says, what the page says, how many there are


@dataclass(frozen=True)
class Found:
    """A match as it is shown."""

    kind: Kind
    ref: str
    title: Marked
    passage: Shown
    unit: str
    competition: str
    category: str
    year: int
    saved_at: datetime


@dataclass(frozen=True)
class Choices:
    """By what the counted matches can be narrowed."""

    categories: list[Choice]
    years: list[Choice]
    units: list[Choice]
    tags: list[Choice]

    @property
    def some(self) -> bool:
        """Whether there is anything to choose between."""
        return any(len(each) > 1 for each in vars(self).values())


def shown_of(session: Session, matches: Sequence[Match], query: Query) -> list[Found]:
    """What is shown of these matches, in their order: one statement.

    An entry shows the version that was sent, a proposal what is written now.
    """
    sent = and_(col(Entry.id) == Findable.subject_id, col(Findable.kind) == Kind.ENTRY)
    rows = session.execute(
        pick(
            col(Findable.id), col(Findable.kind), Proposal, Version, col(Unit.name),
            col(Competition.title),
        )
        .join(Proposal, col(Proposal.id) == Findable.proposal_id)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(Unit, col(Unit.id) == Findable.unit_id)
        .outerjoin(Entry, sent)
        .outerjoin(Version, col(Version.id) == Entry.version_id)
        .where(col(Findable.id).in_([match.id for match in matches]))
    )  # fmt: skip
    found = {row[0]: row[1:] for row in rows}
    return [_found(match, found[match.id], query) for match in matches if match.id in found]


def _found(match: Match, row: Any, query: Query) -> Found:
    kind, proposal, version, unit, competition = row
    text = version or proposal
    return Found(
        kind=kind, ref=match.place.ref, title=marked(text.title, query.tokens),
        passage=passage([text.summary, *text.answers.values()], query.tokens), unit=unit,
        competition=competition, category=match.category, year=match.year,
        saved_at=match.place.saved_at,
    )  # fmt: skip


def choices_of(session: Session, window: Window, names: dict[str, str]) -> Choices:
    """Counted over the window only, so never over what one may not find. `names`: categories."""
    matches = window.matches
    categories = _most([match.category for match in matches if match.category])
    years = sorted(Counter(match.year for match in matches).items(), reverse=True)[:MOST_CHOICES]
    tags = _most([tag for match in matches for tag in match.tags])
    return Choices(
        [(key, names.get(key, key), count) for key, count in categories],
        [(str(year), str(year), count) for year, count in years],
        _units(session, matches),
        [(tag, tag.partition(".")[2].replace("_", " "), count) for tag, count in tags],
    )


def _most(values: list[str]) -> list[tuple[str, int]]:
    pairs = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    return pairs[:MOST_CHOICES]


def _units(session: Session, matches: Sequence[Match]) -> list[Choice]:
    """The units right below the one that all of them share: two statements."""
    counts = Counter(match.unit_id for match in matches)
    rows = session.execute(pick(col(Unit.id), col(Unit.path)).where(col(Unit.id).in_(counts))).all()
    paths = {row.path: counts[row.id] for row in rows}
    depth = _shared([path.split("/")[:-1] for path in paths]) + 1
    below: Counter[str] = Counter()
    for path, count in paths.items():
        below["/".join(path.split("/")[:-1][:depth]) + "/"] += count
    most = dict(below.most_common(MOST_CHOICES))
    named = session.execute(
        pick(col(Unit.path), col(Unit.ref), col(Unit.name)).where(col(Unit.path).in_(most))
    )
    found = [(row.ref, row.name, most[row.path]) for row in named]
    return sorted(found, key=lambda choice: (-choice[2], choice[1]))


def _shared(trails: Sequence[Sequence[str]]) -> int:
    """How many steps from the root all of these have in common."""
    depth = 0
    for steps in zip(*trails, strict=False):
        if len(set(steps)) > 1:
            break
        depth += 1
    return depth


def category_names(session: Session, matches: Sequence[Match]) -> dict[str, str]:
    """What the calls of these matches name their categories: one statement."""
    calls = list(dict.fromkeys(match.competition_id for match in matches))[:MOST_CALLS]
    documents = session.scalars(
        pick(col(RuleBook.document)["categories"])
        .join(Competition, col(Competition.id) == RuleBook.competition_id)
        .where(col(RuleBook.version) == Competition.rules_version, col(Competition.id).in_(calls))
        .order_by(col(Competition.ref))
    )
    return {each["key"]: each["name"] for document in documents for each in document or ()}


def unit_name(session: Session, ref: str) -> str:
    """What a unit is called; what was typed where there is none of this reference."""
    name = session.scalars(pick(col(Unit.name)).where(col(Unit.ref) == ref)).first()
    return name or ref


def better_spelling(session: Session, visitor: Visitor, text: str) -> str:
    """Words that one may read anyway, in the place of those that are in none of them.

    They come from the newest titles and summaries that this person may find: three statements.
    """
    matches = newest_of(session, visitor, Query(), MOST_READ)
    shown = shown_of(session, matches, Query())
    known = {
        word
        for found in shown
        for piece, _ in (*found.title, *found.passage.pieces)
        for word in words_of(piece)
    }
    roots = {stem(word) for word in known}
    better = [word if stem(word) in roots else _nearest(word, known) for word in words_of(text)]
    return " ".join(better) if better != words_of(text) else ""


def _nearest(word: str, known: set[str]) -> str:
    found = process.extractOne(word, sorted(known), score_cutoff=ALIKE)
    return str(found[0]) if found else word
