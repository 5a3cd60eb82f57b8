"""Proposals by the million, made inside the database by a few statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from ideas.database import engine_for, transaction
from ideas.discovery.likeness.models import EVERYWHERE
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.rules import Category, CompetitionKind, Rules
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import Person, Posting
from ideas.stages import CompetitionState, StepKind

WORDS, LENGTH = 20_000, 80  # that there are; of one text, with title (8) and summary (24)
OFFICES, CALLS, PEOPLE, OWN = 200, 60, 500, 20
NOW = datetime(2026, 11, 25, tzinfo=UTC)
RULES = Rules(
    categories=tuple(Category(key=key, name=key.title()) for key in ("layanan", "desa", "data"))
)

# What is made here is sound, so nothing is checked row by row, and indexes are made at the end.
UNCHECKED = "SET LOCAL session_replication_role = replica"
ROOM = "SET LOCAL maintenance_work_mem = '1GB'"
GREAT = ["proposal", "member", "version", "entry", "findable"]
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY (:great)
    AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""

# The n-th word is drawn as often as 1/n: floor(WORDS ^ random).
FILL = (
    """
    CREATE UNLOGGED TABLE made AS
      SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS entry_id,
        gen_random_uuid() AS sent_id,
        (SELECT array_agg('w' || floor(power(:words, random()))::int)
          FROM generate_series(1, :length) WHERE n > 0) AS words,
        (SELECT id FROM a_call WHERE place = n % :calls) AS call_id,
        (SELECT id FROM a_unit WHERE place = n % :offices) AS unit_id,
        (ARRAY['layanan', 'desa', 'data'])[1 + n % 3] AS category,
        lpad(upper(to_hex(n)), 8, 'Z') AS code,
        timestamptz '2026-11-25' - n * interval '1 minute' AS saved_at
      FROM generate_series(1, :rows) n
    """,
    """
    INSERT INTO proposal (id, ref, competition_id, unit_id, openness, category, title, summary,
        answers, tags, source, revision, hand, created_at, saved_at)
      SELECT id, left(code, 4) || '-' || right(code, 4), call_id, unit_id,
        CASE n % 2 WHEN 0 THEN 'team' ELSE 'colleagues' END, category,
        array_to_string(words[1:8], ' '), array_to_string(words[9:32], ' '),
        jsonb_build_object('isi', array_to_string(words[33:80], ' ')), '{}', '', 1, '',
        saved_at, saved_at FROM made
    """,
    """
    INSERT INTO member (proposal_id, person_id, part, share, consent, invited_at, answered_at)
      SELECT made.id, a_person.id, 'lead', 100, 'agreed', saved_at, saved_at FROM made
      JOIN a_person ON a_person.place =
        CASE WHEN n % (:rows / :own) = 0 THEN 0 ELSE 1 + n % (:people - 1) END
    """,
    """
    INSERT INTO version (id, proposal_id, number, category, title, summary, answers, tags, source,
        by_id, made_at, frozen)
      SELECT sent_id, proposal.id, 1, proposal.category, title, summary, answers, tags, '',
        (SELECT id FROM a_person WHERE place = 1), made.saved_at, true
      FROM made JOIN proposal USING (id) WHERE n % 3 = 0
    """,
    """
    INSERT INTO entry (id, ref, proposal_id, competition_id, version_id, category, title, summary,
        unit_id, lead_id, superior_id, step_id, state, owner, reason, shown, corrections,
        submitted_at, receipt, digest)
      SELECT entry_id, proposal.ref, proposal.id, call_id, sent_id, proposal.category,
        proposal.title, proposal.summary, proposal.unit_id, a.id, a.id, step.id, 'decided',
        'nobody', 'Selesai.',
        n % 6 = 0, 0, made.saved_at, 'R' || code, repeat('0', 64)
      FROM made JOIN proposal USING (id) JOIN step ON step.competition_id = call_id
      CROSS JOIN (SELECT id FROM a_person WHERE place = 1) a WHERE n % 3 = 0
    """,
    """
    INSERT INTO findable (kind, subject_id, proposal_id, competition_id, unit_id, reach_id, ref,
        category, year, tags, title, summary, terms, saved_at)
      SELECT kind.kind, CASE kind.kind WHEN 'entry' THEN entry_id ELSE made.id END, made.id,
        call_id, made.unit_id, CASE
          WHEN kind.kind = 'proposal' AND n % 2 = 1 AND n % 3 <> 0 THEN competition.unit_id
          WHEN kind.kind = 'proposal' OR n % 6 <> 0 THEN NULL
          WHEN competition.state = 'done' THEN :everywhere
          ELSE competition.unit_id END,
        proposal.ref, made.category, extract(year FROM made.saved_at), '[]',
        ' ' || proposal.title || ' ', ' ' || proposal.summary || ' ',
        to_tsvector('simple', array_to_string(words, ' ')) || array_to_tsvector(ARRAY[
          '_category_' || made.category, '_year_' || extract(year FROM made.saved_at)]),
        made.saved_at
      FROM made JOIN proposal USING (id) JOIN competition ON competition.id = call_id
      JOIN (VALUES ('proposal'), ('entry')) AS kind (kind) ON kind.kind = 'proposal' OR n % 3 = 0
    """,
)


def fill(url: str, rows: int) -> UUID:
    """An agency of some offices, its calls, and so many proposals; the colleague who will ask."""
    with transaction(url=url) as session:
        offices = _offices(session)
        people = _people(session, offices)
        _calls(session, offices[0])
        session.flush()
        for table, model in (("a_unit", "unit"), ("a_call", "competition"), ("a_person", "person")):
            session.execute(
                text(
                    f"CREATE UNLOGGED TABLE {table} AS SELECT id,"  # noqa: S608 -- our own names
                    f" row_number() OVER (ORDER BY ref) - 1 AS place FROM {model}"
                )
            )
        more = {"offices": OFFICES, "own": OWN, "everywhere": EVERYWHERE}
        facts = {"words": WORDS, "length": LENGTH, "rows": rows, "calls": CALLS, "people": PEOPLE}
        with _indexed_after(session):
            for statement in FILL:
                session.execute(text(statement), facts | more)
    with engine_for(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))
    return people[0].id


@contextmanager
def _indexed_after(session: Session) -> Iterator[None]:
    indexes = session.execute(text(INDEXES), {"great": GREAT}).all()
    for statement in (UNCHECKED, ROOM, *(f"DROP INDEX {index.indexname}" for index in indexes)):
        session.execute(text(statement))
    yield
    for index in indexes:
        session.execute(text(index.indexdef))


def _offices(session: Session) -> list[Unit]:
    root = Unit(ref="2222-2222", kind=UnitKind.REGENCY, name="Kabupaten", path="2222-2222/")
    offices = [
        Unit(
            ref=f"D{n:03}-2222", parent_id=root.id, kind=UnitKind.OFFICE, name=f"Dinas {n}",
            path=f"{root.path}D{n:03}-2222/",
        )
        for n in range(OFFICES - 1)
    ]  # fmt: skip
    session.add(root)
    session.flush()
    session.add_all(offices)
    return [root, *offices]


def _people(session: Session, offices: list[Unit]) -> list[Person]:
    people = [Person(ref=f"P{n:03}-2222", name=f"Pegawai {n}") for n in range(PEOPLE)]
    session.add_all(people)
    session.flush()
    session.add_all(
        Posting(
            person_id=person.id, unit_id=offices[1 + n % (OFFICES - 1)].id, position="Pelaksana",
            grade="III/a", since=date(2020, 1, 1),
        )
        for n, person in enumerate(people)
    )  # fmt: skip
    return people


def _calls(session: Session, root: Unit) -> None:
    """Half of them are over."""
    for n in range(CALLS):
        done = CompetitionState.DONE if n % 2 else CompetitionState.OPEN
        call = Competition(
            ref=f"C{n:03}-2222", kind=CompetitionKind.COMPETITION, state=done, title=f"Lomba {n}",
            theme="Tema", about="", unit_id=root.id, organiser_id=root.id, created_at=NOW,
        )  # fmt: skip
        session.add(call)
        session.flush()
        document = RULES.model_dump(mode="json")
        session.add(
            RuleBook(
                competition_id=call.id, version=1, document=document, digest="0" * 64, made_at=NOW
            )
        )
        session.add(
            Step(
                competition_id=call.id, position=0, kind=StepKind.CALL, title="Pengajuan",
                opens_at=NOW - timedelta(days=9), closes_at=NOW + timedelta(days=9),
            )
        )  # fmt: skip
