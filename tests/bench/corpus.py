"""Proposals by the million, made inside the database by a few statements."""

from uuid import UUID

from sqlalchemy import text

from ideas.database import engine_for

WORDS, LENGTH, TITLE, SUMMARY = 20_000, 80, 8, 24
OFFICES, CALLS, OWN = 200, 60, 20

# Without a seed of the database's own, PostgreSQL would draw other words each time.
PLACES = """
SELECT setseed(0.42);
CREATE TABLE office AS SELECT n, gen_random_uuid() AS id, 'D' || lpad(n::text, 3, '0') || '-OFFI' AS ref
  FROM generate_series(0, {offices}) n;
INSERT INTO unit (id, ref, parent_id, kind, name, path, zone)
  SELECT id, ref, NULL, 'office', 'Dinas ' || n,
    CASE n WHEN 0 THEN ref || '/' ELSE 'D000-OFFI/' || ref || '/' END, 'WIB' FROM office ORDER BY n;
INSERT INTO person (id, ref, name, language, employment)
  SELECT gen_random_uuid(), 'P' || lpad(n::text, 8, '0'), 'Pegawai ' || n, 'id', 'pns'
  FROM generate_series(1, 2000) n;
"""
