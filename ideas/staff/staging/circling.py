"""Circles of superiors: in the file, and through the chart of those who are not in it."""

from array import array
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from ideas.staff.roster.rules import Column, Fault
from ideas.staff.staging.asking import ask
from ideas.staff.staging.models import Intake, IntakeFault
from ideas.staff.staging.rules import NOBODY, circles

IN_FILE = """
SELECT m.line, l.line, s.person_id FROM intake_match m
JOIN intake_superior s ON s.word = m.superior
LEFT JOIN intake_match l ON l.person_id = s.person_id
  AND NOT EXISTS (SELECT 1 FROM intake_wrong w WHERE w.line = l.line)
WHERE NOT EXISTS (SELECT 1 FROM intake_wrong w WHERE w.line = m.line)
"""

# The chart above those named as superiors who have no row of their own here.
OUTSIDE = """
WITH RECURSIVE up (person_id) AS (
  SELECT s.person_id FROM intake_superior s WHERE s.known_id IS NOT NULL
  UNION
  SELECT p.superior_id FROM posting p JOIN up ON p.person_id = up.person_id
  WHERE p.until IS NULL AND p.superior_id IS NOT NULL
)
SELECT p.person_id, l.line, p.superior_id FROM posting p JOIN up ON up.person_id = p.person_id
LEFT JOIN intake_match l ON l.person_id = p.superior_id
  AND NOT EXISTS (SELECT 1 FROM intake_wrong w WHERE w.line = l.line)
WHERE p.until IS NULL AND p.superior_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM intake_match m WHERE m.person_id = p.person_id
  AND NOT EXISTS (SELECT 1 FROM intake_wrong w WHERE w.line = m.line)
)
"""


def circling_lines(session: Session, last: int) -> list[int]:
    """The lines of everybody who would stand above themselves."""
    above = array("q", [NOBODY]) * (last + 1)
    outside: dict[Any, int] = {}

    def node(line: int | None, person: Any) -> int:
        if line is None:
            line = outside.setdefault(person, len(above))
            if line == len(above):
                above.append(NOBODY)
        return line

    for line, over, person in session.execute(text(IN_FILE).execution_options(yield_per=10_000)):
        above[line] = node(over, person)
    for person, over, superior in ask(session, OUTSIDE):
        below = node(None, person)
        above[below] = node(over, superior)
    return sorted(line for line in circles(above) if line <= last)


def note_circles(session: Session, intake: Intake) -> bool:
    """Whether there are any; each of their rows is told."""
    rows: list[Mapping[str, Any]] = [
        {
            "intake_id": intake.id, "line": line, "turn": 107, "place": Column.SUPERIOR,
            "fault": Fault.SUPERIOR_CIRCLE, "value": "", "near": "", "mild": False, "across": True,
        }
        for line in circling_lines(session, intake.line)
    ]  # fmt: skip
    if rows:
        session.execute(insert(IntakeFault), rows)
    return bool(rows)
