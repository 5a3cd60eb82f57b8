"""The ranking as the database gives it: the same as from bare marks, on both databases."""

import random
from uuid import UUID

from ideas.database import transaction
from ideas.deciding.rankings.queries import ranked_entries, running_in
from ideas.deciding.rankings.rules import SheetMarks, Table
from ideas.deciding.rankings.tables import rows_of, table_of
from ideas.judging.scoring.calibration import Method
from ideas.road.competitions.queries import rules_of, scoped_of
from tests.deciding.rankings.weighed import Weighed
from tests.factories import Make


def from_bare_marks(weighed: Weighed) -> Table:
    """Other judges, other identities, another order: the same marks."""
    bare = [
        SheetMarks(
            entry.id, UUID(int=10 * number + judge), dict.fromkeys(("dampak", "baru"), level),
            locked=True, judge_id=UUID(int=judge), ref=entry.ref, category=entry.category, place=1,
        )
        for number, entry in enumerate(weighed.entries)
        for judge in ((number + turn) % 5 for turn in range(3))
        if (level := 3 + (number % 3 == 0) - (number % 3 == 2) - (judge == 0))
    ]  # fmt: skip
    random.Random(3).shuffle(bare)
    with transaction(writes=False) as session:
        rules = rules_of(session, weighed.competition)
        entries = running_in(session, weighed.competition.id)
    rows = rows_of(bare, rules.criteria)
    return table_of(entries, rows, rules.judging, rules.criteria, weighed.seed)


def test_the_database_gives_what_bare_marks_give(make: Make) -> None:
    weighed = Weighed(make)
    with transaction(writes=False) as session:
        found = ranked_entries(session, scoped_of(session, weighed.competition.id))
    assert found == from_bare_marks(weighed)
    assert (found.method, len(found.lines)) == (Method.ADDITIVE, 12)
