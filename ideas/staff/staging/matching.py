"""Comparing a laid-down file with itself and with the people we know: a constant number of
statements, whatever its length. Temporary tables hold what each step found."""

from sqlmodel import Session

from ideas.staff.staging.asking import ask, step
from ideas.staff.staging.circling import note_circles
from ideas.staff.staging.models import Intake

AFRESH = """
DROP TABLE IF EXISTS intake_match;
DROP TABLE IF EXISTS intake_superior;
DROP TABLE IF EXISTS intake_wrong;
DROP TABLE IF EXISTS intake_plan;
DELETE FROM intake_fault WHERE intake_id = :intake AND across;
DELETE FROM intake_change WHERE intake_id = :intake
"""

# Whom each row is about: by any number they bear or bore, else by their code, else somebody new.
MATCH = """
CREATE TEMPORARY TABLE intake_match AS
SELECT r.line, r.number, r.code, r.superior, r.wrong, n.person_id AS by_number, c.id AS by_code,
  COALESCE(n.person_id, c.id, CASE WHEN r.wrong THEN NULL ELSE r.fresh_id END) AS person_id
FROM intake_row r
LEFT JOIN person_number n ON n.number = r.number
LEFT JOIN person c ON c.code = r.code
WHERE r.intake_id = :intake
"""

NOTE = """
INSERT INTO intake_fault (intake_id, line, turn, place, fault, value, near, mild, across)
"""
HIDDEN = "SUBSTR({0}, 1, 4) || '…' || SUBSTR({0}, 16, 3)"
NUMBER = HIDDEN.format("m.number")
OTHER = "CAST(CASE WHEN m.line = t.first THEN t.last ELSE t.first END AS VARCHAR(12))"
MANY = """
FROM intake_match m JOIN (
  SELECT {0}, MIN(line) AS first, MAX(line) AS last FROM intake_match
  WHERE {0} IS NOT NULL GROUP BY {0} HAVING COUNT(*) > 1
) t ON t.{0} = m.{0} WHERE NOT m.wrong
"""

# Each with its turn: the second, third… thing that one row is told.
TWICE = f"""{NOTE}
SELECT :intake, m.line, 101, 'number', 'number_twice', {NUMBER}, {OTHER}, FALSE, TRUE
{MANY.format("number")};
{NOTE}
SELECT :intake, m.line, 102, 'code', 'code_twice', '', {OTHER}, FALSE, TRUE
{MANY.format("code")};
{NOTE}
SELECT :intake, m.line, 103, 'number', 'number_of_another', {NUMBER}, '', FALSE, TRUE
FROM intake_match m
WHERE m.by_number <> m.by_code AND NOT m.wrong;
{NOTE}
SELECT :intake, m.line, 104, 'code', 'code_differs', '', '', FALSE, TRUE
FROM intake_match m JOIN person p ON p.id = m.by_number
WHERE m.by_code IS NULL AND p.code <> m.code AND NOT m.wrong;
{NOTE}
SELECT :intake, m.line, 105, 'number', 'person_twice', {NUMBER}, {OTHER}, FALSE, TRUE
{MANY.format("person_id")} AND NOT EXISTS (
  SELECT 1 FROM intake_fault f WHERE f.intake_id = :intake AND f.line = m.line AND f.across
)
"""  # noqa: S608 -- put together from our own words

# Whom the words for superiors mean. `line`: where in the file they stand themselves.
SUPERIORS = """
CREATE TEMPORARY TABLE intake_superior AS
SELECT s.word, COALESCE(n.person_id, c.id) AS known_id,
  COALESCE(n.person_id, c.id, mn.person_id, mc.person_id) AS person_id,
  COALESCE(mn.line, mc.line) AS line
FROM (SELECT DISTINCT superior AS word FROM intake_match WHERE superior <> '') s
LEFT JOIN person_number n ON n.number = s.word
LEFT JOIN person c ON c.code = s.word
LEFT JOIN intake_match mn ON mn.number = s.word AND mn.line = (
  SELECT MIN(line) FROM intake_match x WHERE x.number = s.word)
LEFT JOIN intake_match mc ON mc.code = s.word AND mc.line = (
  SELECT MIN(line) FROM intake_match x WHERE x.code = s.word)
"""

UNKNOWN = f"""{NOTE}
SELECT :intake, m.line, 106, 'superior', 'superior_unknown', CASE WHEN LENGTH(m.superior) = 18
  THEN {HIDDEN.format("m.superior")} ELSE '…' END, '', FALSE, TRUE
FROM intake_match m JOIN intake_superior s ON s.word = m.superior
WHERE s.person_id IS NULL AND s.line IS NULL AND NOT m.wrong
"""  # noqa: S608 -- put together from our own words

WRONG = """
DROP TABLE IF EXISTS intake_wrong;
CREATE TEMPORARY TABLE intake_wrong AS
SELECT DISTINCT line FROM intake_fault WHERE intake_id = :intake AND NOT mild
"""

# Superiors who would be new, but whose own row is wrong: their people are taken in without them.
WAITING = f"""{NOTE}
SELECT :intake, m.line, 108, 'superior', 'superior_waits', '', CAST(s.line AS VARCHAR(12)),
  TRUE, TRUE
FROM intake_match m JOIN intake_superior s ON s.word = m.superior
JOIN intake_wrong w ON w.line = s.line
WHERE s.known_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM intake_wrong x WHERE x.line = m.line)
"""  # noqa: S608 -- put together from our own words


def match(session: Session, intake: Intake) -> None:
    """Find out whom each row is about and what is wrong across rows."""
    _make_room(session)
    ask(session, AFRESH, intake=intake.id)
    step(session, MATCH, intake, "intake_match", "number", "code", "person_id")
    ask(session, TWICE, intake=intake.id)
    step(session, SUPERIORS, intake, "intake_superior", "word")
    ask(session, UNKNOWN, intake=intake.id)
    step(session, WRONG, intake, "intake_wrong", "line")
    if note_circles(session, intake):
        step(session, WRONG, intake, "intake_wrong", "line")
    ask(session, WAITING, intake=intake.id)


def _make_room(session: Session) -> None:
    """Sets of a million rows are sorted in memory, for this transaction alone."""
    if session.get_bind().dialect.name == "postgresql":
        ask(session, "SET LOCAL work_mem = '96MB'; ANALYZE intake_row")
