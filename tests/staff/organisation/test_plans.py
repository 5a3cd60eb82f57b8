"""A subtree is one range of one index, at a hundred thousand units, on both databases."""

from typing import Any

from sqlalchemy import insert, inspect, literal, select, text
from sqlmodel import Session, col

from ideas import given
from ideas.staff.organisation.models import Unit, UnitSpan
from ideas.staff.organisation.queries import holds_on, over, within
from ideas.staff.organisation.rules import UnitKind, Zone
from ideas.staff.organisation.spans import remember_units

UNITS, WIDE = 100_000, 10
CHARS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def ref_of(number: int) -> str:
    letters = ""
    for _ in range(8):
        number, place = divmod(number, len(CHARS))
        letters = CHARS[place] + letters
    return f"{letters[:4]}-{letters[4:]}"


def fill(session: Session) -> list[str]:
    """Units five deep, ten to each: their paths, in the order in which they were made."""
    ids, paths, rows = [given.new_id() for _ in range(UNITS)], list[str](), []
    for n in range(UNITS):
        over_ = (n - 1) // WIDE if n else None
        paths.append((paths[over_] if over_ is not None else "") + ref_of(n) + "/")
        rows.append(
            {
                "id": ids[n], "ref": ref_of(n), "name": f"Unit {n}", "path": paths[n],
                "parent_id": ids[over_] if over_ is not None else None,
                "kind": UnitKind.OFFICE, "zone": Zone.WIB,
            }
        )  # fmt: skip
    table: Any = inspect(Unit).local_table
    session.connection().execute(insert(table), rows)
    remember_units(session)
    session.execute(text("ANALYZE"))
    return paths


def plan_of(session: Session, statement: Any) -> str:
    """What the database means to do, for the values as they are."""
    connection = session.connection()
    explain = "EXPLAIN " if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
    compiled = statement.compile(connection, compile_kwargs={"literal_binds": True})
    return "\n".join(str(row) for row in connection.execute(text(explain + str(compiled))))


def reads_everything(plan: str) -> bool:
    return "Seq Scan" in plan or "SCAN " in plan


def test_subtree_questions_are_ranges_of_an_index(session: Session) -> None:
    paths = fill(session)
    path, day = paths[1234], given.now().date()
    expected = sum(other.startswith(path) for other in paths)
    questions = {
        "ix_unit_path": select(col(Unit.id)).where(within(col(Unit.path), path)),
        "ix_unit_span_path": select(col(UnitSpan.unit_id)).where(
            within(col(UnitSpan.path), path), holds_on(day)
        ),
    }
    for index, question in questions.items():
        plan = plan_of(session, question)
        assert index in plan, plan
        assert not reads_everything(plan), plan
        assert len(session.execute(question).all()) == expected == 11
    check_upward(session, path)


def check_upward(session: Session, path: str) -> None:
    """What lies over a place is a list of texts; as a pattern it would read every unit."""
    upward = select(col(Unit.id)).where(over(col(Unit.path), path))
    assert not reads_everything(plan_of(session, upward))
    assert len(session.execute(upward).all()) == path.count("/")
    pattern = select(col(Unit.id)).where(literal(path).startswith(col(Unit.path)))
    assert reads_everything(plan_of(session, pattern))
