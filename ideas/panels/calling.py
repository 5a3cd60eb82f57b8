"""One more judge for entries whose sheets lie far apart; everything else stays as it is."""

from collections.abc import Collection
from uuid import UUID

from ideas import given
from ideas.panels.assigning import assign
from ideas.panels.drawing import Panel
from ideas.panels.models import Assignment


def called(panel: Panel, entries: Collection[UUID], seed: int) -> list[Assignment]:
    """Somebody who never had the entry, is free of conflict and reads its category."""
    refs = {panel.entries[entry]: entry for entry in entries}
    judges = {ref: judge for judge, ref in panel.judges.items()}
    barred = {*panel.kinds, *panel.beyond} | {(row.entry_id, row.judge_id) for row in panel.rows}
    apart = {
        (panel.entries[entry], panel.judges[judge])
        for entry, judge in barred
        if entry in entries and judge in panel.judges
    }
    pairs = assign(refs, judges, apart, 1, seed)
    begin = max((row.place for row in panel.rows), default=0) + 1
    return [
        Assignment(
            step_id=panel.step.id, entry_id=refs[entry], judge_id=judges[judge], place=place,
            assigned_at=given.now(),
        )
        for place, (entry, judge) in enumerate(sorted(pairs), begin)
    ]  # fmt: skip
