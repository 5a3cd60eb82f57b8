"""Doing what was planned: a handful of statements, in one transaction."""

from sqlmodel import Session

from ideas import given
from ideas.staff.people.actions import DAY
from ideas.staff.staging.asking import ask
from ideas.staff.staging.models import Intake
from ideas.staff.staging.planning import GONE
from ideas.staff.staging.rules import Gone

# References are drawn in bulk; one that is taken is drawn anew.
TAKEN = """
SELECT r.line FROM intake_row r JOIN person p ON p.ref = r.fresh_ref WHERE r.intake_id = :intake
UNION
SELECT MAX(line) FROM intake_row WHERE intake_id = :intake GROUP BY fresh_ref HAVING COUNT(*) > 1
"""
DRAW = "UPDATE intake_row SET fresh_ref = :ref WHERE intake_id = :intake AND line = :line"

PERSONS = """
INSERT INTO person (id, ref, name, titles_before, titles_after, employment, email, language, code)
SELECT r.fresh_id, r.fresh_ref, r.name, COALESCE(r.titles_before, ''),
  COALESCE(r.titles_after, ''), COALESCE(r.employment,
  CASE WHEN SUBSTR(r.number, 13, 2) > '12' THEN 'pppk' ELSE 'pns' END),
  COALESCE(r.email, ''), '', r.code
FROM intake_plan p JOIN intake_row r ON r.intake_id = :intake AND r.line = p.line
WHERE p.is_new;
UPDATE person SET name = p.name, titles_before = COALESCE(p.titles_before, person.titles_before),
  titles_after = COALESCE(p.titles_after, person.titles_after),
  employment = COALESCE(p.employment, person.employment),
  email = COALESCE(p.email, person.email), code = COALESCE(person.code, p.code)
FROM intake_plan p WHERE p.who_changed AND person.id = p.person_id
"""

NUMBERS = """
UPDATE person_number SET until = CASE WHEN person_number.since < :day THEN :eve
  ELSE person_number.since END
FROM intake_plan p
WHERE p.number_new AND p.person_id = person_number.person_id AND person_number.until IS NULL;
INSERT INTO person_number (number, person_id, since)
SELECT r.number, p.person_id, :day
FROM intake_plan p JOIN intake_row r ON r.intake_id = :intake AND r.line = p.line
WHERE p.is_new OR p.number_new
"""

# A posting that began later than the change is put right; an earlier one ends the day before.
POSTINGS = """
UPDATE posting SET unit_id = p.unit_id, superior_id = p.superior_id,
  position = COALESCE(p.position, posting.position), grade = COALESCE(p.grade, posting.grade),
  kind = COALESCE(p.kind, posting.kind)
FROM intake_plan p
WHERE p.where_changed AND p.open_since >= p.since AND posting.id = p.open_id;
UPDATE posting SET until = p.eve
FROM intake_plan p WHERE p.where_changed AND p.open_since < p.since AND posting.id = p.open_id;
INSERT INTO posting (id, person_id, unit_id, position, kind, grade, superior_id, since)
SELECT r.posting_id, p.person_id, p.unit_id, COALESCE(p.position, p.old_position, ''),
  COALESCE(p.kind, p.old_kind, 'operational'), COALESCE(p.grade, p.old_grade, ''),
  p.superior_id, p.since
FROM intake_plan p JOIN intake_row r ON r.intake_id = :intake AND r.line = p.line
WHERE p.where_changed AND (p.open_id IS NULL OR p.open_since < p.since)
"""

END = f"""
UPDATE posting SET until = CASE WHEN since < :day THEN :eve ELSE since END
WHERE id IN (SELECT o.id {GONE})
"""  # noqa: S608 -- put together from our own words

CLEAR = """
DELETE FROM intake_row WHERE intake_id = :intake;
DELETE FROM intake_change WHERE intake_id = :intake
"""


def apply_plan(session: Session, intake: Intake) -> None:
    """Make the plan true."""
    day, eve = intake.day, intake.day - DAY
    if intake.gone is Gone.END:  # first: afterwards those taken in would have to be told apart
        ask(session, END, day=day, eve=eve)
    _draw_again(session, intake)
    ask(session, PERSONS, intake=intake.id)
    ask(session, NUMBERS, intake=intake.id, day=day, eve=eve)
    ask(session, POSTINGS, intake=intake.id)


def _draw_again(session: Session, intake: Intake) -> None:
    while lines := ask(session, TAKEN, intake=intake.id).scalars().all():
        for line in lines:
            ask(session, DRAW, intake=intake.id, line=line, ref=given.new_ref())


def clear(session: Session, intake: Intake) -> None:
    """Nothing personal of the file stays once it is done with."""
    ask(session, CLEAR, intake=intake.id)
