"""what is kept about people, and why: choices, requests, breaches, copies, erasures, and the log's order"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261123g"
down_revision = "20261123f"
branch_labels = None
depends_on = None

NAMES = {"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}
WHEN = Moment(timezone=True)
TEXT = "the log is append-only"
SAME = ("id", "at", "act", "commitment")


def upgrade() -> None:
    _choices_and_requests()
    _breaches_and_periods()
    _copies_and_erasures()
    op.add_column(
        "recognition", sa.Column("bearer", sa.String(200), nullable=False, server_default="")
    )
    with op.batch_alter_table("ballot", naming_convention=NAMES) as ballot:
        ballot.drop_constraint(_voter_key(), type_="foreignkey")
    op.add_column("event", sa.Column("erased_at", WHEN))
    op.create_index("ix_event_at", "event", ["at"])
    op.create_table(
        "leaf",
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("event_id", sa.Uuid(), sa.ForeignKey("event.id"), nullable=False, unique=True),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
    )
    _keep_on_postgresql() if _postgresql() else _keep_on_sqlite()


def _choices_and_requests() -> None:
    op.create_table(
        "consent_choice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(24), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.UniqueConstraint("person_id", "number", name="consent_choice_number"),
    )
    op.create_index("ix_consent_choice_person_id", "consent_choice", ["person_id"])
    op.create_table(
        "privacy_request",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("right", sa.String(24), nullable=False),
        sa.Column("wrong", sa.String(2000), nullable=False),
        sa.Column("better", sa.String(2000), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("due_at", WHEN, nullable=False),
        sa.Column("answer", sa.String(2000), nullable=False),
        sa.Column("answered_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("answered_at", WHEN),
    )
    op.create_index("ix_privacy_request_person_id", "privacy_request", ["person_id"])
    op.create_index("privacy_request_queue", "privacy_request", ["state", "due_at"])


def _breaches_and_periods() -> None:
    op.create_table(
        "breach",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("happened", sa.String(2000), nullable=False),
        sa.Column("data", sa.String(1000), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(2000), nullable=False),
        sa.Column("found_at", WHEN, nullable=False),
        sa.Column("due_at", WHEN, nullable=False),
        sa.Column("notified_at", WHEN),
        sa.Column("kept_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
    )
    op.create_index("ix_breach_found_at", "breach", ["found_at"])
    op.create_table(
        "retention_period",
        sa.Column("kind", sa.String(24), primary_key=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("set_at", WHEN, nullable=False),
    )


def _copies_and_erasures() -> None:
    op.create_table(
        "data_copy",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("ready_at", WHEN),
        sa.Column("ends_at", WHEN, nullable=False),
        sa.Column("key", sa.String(80)),
    )
    for name in ("person_id", "ends_at"):
        op.create_index(f"ix_data_copy_{name}", "data_copy", [name])
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "request_id",
            sa.Uuid(),
            sa.ForeignKey("privacy_request.id"),
            nullable=False,
            unique=True,
        ),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("decided_at", WHEN, nullable=False),
        sa.Column("pseudonym", sa.String(9), nullable=False),
        sa.Column("done_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("done_at", WHEN),
        sa.Column("cleaned_at", WHEN),
        sa.Column("report", Document, nullable=False),
        sa.CheckConstraint("done_by IS NULL OR done_by <> decided_by", name="erasure_two"),
        sa.CheckConstraint("person_id <> decided_by", name="erasure_not_own"),
    )
    op.create_index("ix_erasure_person_id", "erasure", ["person_id"])


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _voter_key() -> str:
    return "ballot_voter_id_fkey" if _postgresql() else "fk_ballot_voter_id_person"


def _keep_on_sqlite() -> None:
    """Nobody changes a leaf, not even by mistake; an event changes only by being erased."""
    erased = "NEW.salt = '' AND NEW.facts = '{}' AND NEW.erased_at IS NOT NULL"
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in SAME)
    for table, act, but in (
        ("leaf", "UPDATE", ""), ("leaf", "DELETE", ""), ("event", "DELETE", ""),
        ("event", "UPDATE", f"WHEN NOT ({erased} AND {same}) "),
    ):  # fmt: skip
        op.execute(
            f"CREATE TRIGGER {table}_kept_on_{act.lower()} BEFORE {act} ON {table} "
            f"{but}BEGIN SELECT RAISE(ABORT, '{TEXT}'); END"
        )


def _keep_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION keep_the_log() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{TEXT}'; END $$"
    )
    erased = "NEW.salt = '' AND NEW.facts = '{}'::jsonb AND NEW.erased_at IS NOT NULL"
    same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in SAME)
    for table, act, but in (
        ("leaf", "UPDATE", ""), ("leaf", "DELETE", ""), ("event", "DELETE", ""),
        ("event", "UPDATE", f"WHEN (NOT ({erased} AND {same})) "),
    ):  # fmt: skip
        op.execute(
            f"CREATE TRIGGER {table}_kept_on_{act.lower()} BEFORE {act} ON {table} "
            f"FOR EACH ROW {but}EXECUTE FUNCTION keep_the_log()"
        )


def downgrade() -> None:
    for table, act in (
        ("event", "update"),
        ("event", "delete"),
        ("leaf", "update"),
        ("leaf", "delete"),
    ):
        on = f" ON {table}" if _postgresql() else ""
        op.execute(f"DROP TRIGGER {table}_kept_on_{act}{on}")
    if _postgresql():
        op.execute("DROP FUNCTION keep_the_log()")
    op.drop_table("leaf")
    op.drop_index("ix_event_at", "event")
    with op.batch_alter_table("event") as event:
        event.drop_column("erased_at")
    # A ballot whose voter was unlinked has nobody to point at any more.
    op.execute("DELETE FROM ballot WHERE voter_id NOT IN (SELECT id FROM person)")
    with op.batch_alter_table("ballot", naming_convention=NAMES) as ballot:
        ballot.create_foreign_key(_voter_key(), "person", ["voter_id"], ["id"])
    with op.batch_alter_table("recognition") as recognition:
        recognition.drop_column("bearer")
    for table in ("erasure", "data_copy", "retention_period", "breach", "privacy_request"):
        op.drop_table(table)
    op.drop_table("consent_choice")
