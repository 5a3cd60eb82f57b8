"""What each sound row would do, worked out before anything is done."""

from typing import Any

from sqlmodel import Session

from ideas.staff.staging.asking import ask, step
from ideas.staff.staging.models import Intake

# The posting in force that a person's row speaks of is the latest one that has no end.
PLAN = """
CREATE TEMPORARY TABLE intake_plan AS
SELECT q.*,
  NOT q.is_new AND (
    q.name <> q.old_name OR q.titles_before <> q.old_before OR q.titles_after <> q.old_after
    OR q.employment <> q.old_employment OR q.email <> q.old_email
    OR (q.code IS NOT NULL AND q.old_code IS NULL)
  ) AS who_changed,
  q.open_id IS NULL OR q.unit_id <> q.old_unit OR q.position <> q.old_position
    OR q.grade <> q.old_grade OR q.kind <> q.old_kind
    OR q.superior_id IS DISTINCT FROM q.old_superior AS where_changed
FROM (
  SELECT r.line, m.person_id, m.by_number IS NULL AND m.by_code IS NULL AS is_new,
    m.by_number IS NULL AND m.by_code IS NOT NULL AS number_new,
    r.name, r.titles_before, r.titles_after, r.employment, r.email, r.code,
    p.name AS old_name, p.titles_before AS old_before, p.titles_after AS old_after,
    p.employment AS old_employment, p.email AS old_email, p.code AS old_code,
    r.unit_id, r.position, r.grade, r.kind, r.since, r.eve,
    o.id AS open_id, o.since AS open_since, o.unit_id AS old_unit, o.position AS old_position,
    o.grade AS old_grade, o.kind AS old_kind, o.superior_id AS old_superior,
    CASE WHEN r.superior IS NULL OR (s.known_id IS NULL AND w.line IS NOT NULL)
      THEN CASE WHEN o.unit_id = r.unit_id THEN o.superior_id END
      ELSE s.person_id END AS superior_id
  FROM intake_row r
  JOIN intake_match m ON m.line = r.line
  LEFT JOIN person p ON p.id = m.person_id AND NOT (m.by_number IS NULL AND m.by_code IS NULL)
  LEFT JOIN posting o ON o.person_id = p.id AND o.until IS NULL AND NOT EXISTS (
    SELECT 1 FROM posting l WHERE l.person_id = o.person_id AND l.until IS NULL
    AND (l.since > o.since OR (l.since = o.since AND l.id > o.id)))
  LEFT JOIN intake_superior s ON s.word = r.superior
  LEFT JOIN intake_wrong w ON w.line = s.line
  WHERE r.intake_id = :intake AND NOT r.wrong
    AND NOT EXISTS (SELECT 1 FROM intake_wrong x WHERE x.line = r.line)
) q
"""

COUNTS = """
SELECT COUNT(*), SUM(CASE WHEN is_new THEN 1 ELSE 0 END),
  SUM(CASE WHEN NOT is_new AND (who_changed OR where_changed OR number_new) THEN 1 ELSE 0 END),
  SUM(CASE WHEN NOT is_new AND number_new THEN 1 ELSE 0 END),
  SUM(CASE WHEN NOT is_new AND where_changed THEN 1 ELSE 0 END)
FROM intake_plan
"""
WRONG_COUNT = "SELECT COUNT(*) FROM intake_wrong"
# A row that is wrong, and whose person we cannot tell, could be about anybody.
NAMELESS = "SELECT COUNT(*) FROM intake_match WHERE wrong AND number IS NULL"

# Posted in a unit that the file speaks of, but not named in it.
GONE = """
FROM posting o WHERE o.until IS NULL AND o.since <= :day
  AND o.unit_id IN (SELECT DISTINCT unit_id FROM intake_plan)
  AND NOT EXISTS (SELECT 1 FROM intake_match m WHERE m.person_id = o.person_id)
"""

MOST_SHOWN = 300
LOOK = """
INSERT INTO intake_change (intake_id, effect, turn, line, name, unit, before, what)
SELECT :intake, 'new', ROW_NUMBER() OVER (ORDER BY p.line), p.line, p.name, u.name, '', ''
FROM (SELECT * FROM intake_plan WHERE is_new ORDER BY line LIMIT :most) p
JOIN unit u ON u.id = p.unit_id;
INSERT INTO intake_change (intake_id, effect, turn, line, name, unit, before, what)
SELECT :intake, 'changed', ROW_NUMBER() OVER (ORDER BY p.line), p.line, p.name, u.name,
  CASE WHEN p.old_unit <> p.unit_id THEN COALESCE(v.name, '') ELSE '' END,
  CASE WHEN p.name <> p.old_name THEN 'name ' ELSE '' END
  || CASE WHEN p.number_new THEN 'number ' ELSE '' END
  || CASE WHEN p.employment <> p.old_employment THEN 'employment ' ELSE '' END
  || CASE WHEN p.open_id IS NULL OR p.old_unit <> p.unit_id THEN 'unit ' ELSE '' END
  || CASE WHEN p.position <> p.old_position THEN 'position ' ELSE '' END
  || CASE WHEN p.grade <> p.old_grade THEN 'grade ' ELSE '' END
  || CASE WHEN p.open_id IS NOT NULL AND p.superior_id IS DISTINCT FROM p.old_superior
     THEN 'superior ' ELSE '' END
FROM (SELECT * FROM intake_plan WHERE NOT is_new AND (who_changed OR where_changed OR number_new)
  ORDER BY line LIMIT :most) p
JOIN unit u ON u.id = p.unit_id LEFT JOIN unit v ON v.id = p.old_unit
"""
LOOK_GONE = f"""
INSERT INTO intake_change (intake_id, effect, turn, line, name, unit, before, what)
SELECT :intake, 'gone', ROW_NUMBER() OVER (ORDER BY g.name, g.id), NULL, g.name, g.unit, '', ''
FROM (SELECT person.name, o.id, unit.name AS unit FROM posting o
  JOIN person ON person.id = o.person_id JOIN unit ON unit.id = o.unit_id
  WHERE o.id IN (SELECT o.id {GONE}) ORDER BY person.name, o.id LIMIT :most) g
"""  # noqa: S608 -- put together from our own words


def plan(session: Session, intake: Intake) -> None:
    """Work out what every sound row does, and count it."""
    step(session, PLAN, intake, "intake_plan", "line")
    sound, new, changed, numbers, moved = ask(session, COUNTS).one()
    wrong, nameless = (ask(session, words).scalar() for words in (WRONG_COUNT, NAMELESS))
    gone = ask(session, f"SELECT COUNT(*) {GONE}", day=intake.day).scalar()
    intake.counts = {
        "rows": intake.rows, "wrong": wrong, "nameless": nameless, "sound": sound,
        "new": new or 0, "changed": changed or 0, "same": sound - (new or 0) - (changed or 0),
        "numbers": numbers or 0, "moved": moved or 0, "gone": gone,
    }  # fmt: skip


def show_changes(session: Session, intake: Intake) -> None:
    """The first few of each kind, to look at before they are made."""
    facts: dict[str, Any] = {"intake": intake.id, "most": MOST_SHOWN}
    ask(session, LOOK, **facts)
    ask(session, LOOK_GONE, day=intake.day, **facts)
