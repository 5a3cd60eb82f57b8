"""finding: the index of what can be found, and searches that people keep

On SQLite the words lie in an FTS5 table beside `findable`, which triggers keep in step; a later
migration that rebuilds `findable` must create the triggers anew.
"""

import sqlalchemy as sa
from alembic import op

from ideas import given
from ideas.database import Document, Moment
from ideas.discovery.finding.models import Tokens

revision = "20261123o"
down_revision = "20261123n"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)
OLD = (
    "INSERT INTO findable_words(findable_words, rowid, terms) VALUES ('delete', old.id, old.terms);"
)
NEW = "INSERT INTO findable_words(rowid, terms) VALUES (new.id, new.terms);"
TRIGGERS = {"insert": NEW, "delete": OLD, "update": OLD + NEW}


def upgrade() -> None:
    op.create_table(
        "findable",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id", ondelete="CASCADE")),
        sa.Column("competition_id", sa.Uuid(), sa.ForeignKey("competition.id")),
        sa.Column("unit_id", sa.Uuid(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("reach_id", sa.Uuid()),
        sa.Column("ref", sa.String(9), nullable=False),
        sa.Column("category", sa.String(60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("tags", Document, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("terms", Tokens(), nullable=False),
        sa.Column("saved_at", WHEN, nullable=False),
        sa.UniqueConstraint("kind", "subject_id", name="findable_once"),
    )
    op.create_index("ix_findable_reach_id", "findable", ["reach_id", "saved_at", "ref"])
    op.create_index("ix_findable_proposal_id", "findable", ["proposal_id"])
    op.create_index("ix_findable_unit_id", "findable", ["unit_id"])
    _index_on_postgresql() if _postgresql() else _index_on_sqlite()
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("query", sa.String(1000), nullable=False),
        sa.Column("tells", sa.Boolean(), nullable=False),
        sa.Column("known", Document, nullable=False),
        sa.Column("looked_at", WHEN, nullable=False),
        sa.UniqueConstraint("person_id", "name", name="saved_search_name"),
    )
    op.create_index("ix_saved_search_person_id", "saved_search", ["person_id"])
    op.create_index("ix_saved_search_looked_at", "saved_search", ["looked_at"])
    _index_what_is_there()


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _index_on_postgresql() -> None:
    op.create_index(
        "ix_findable_terms", "findable", ["terms"], postgresql_using="gin",
        postgresql_where=sa.text("reach_id IS NOT NULL"),
    )  # fmt: skip


def _index_on_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE findable_words USING fts5(terms, content='findable',"
        " content_rowid='id', tokenize=\"ascii tokenchars '_'\")"
    )
    for event, words in TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER findable_{event} AFTER {event.upper()} ON findable BEGIN {words} END"
        )


def _index_what_is_there() -> None:
    """Proposals that are older than the index get into it by a job."""
    proposal = sa.table("proposal", sa.column("id"))
    if op.get_bind().execute(sa.select(proposal.c.id).limit(1)).first() is None:
        return
    job = sa.table(
        "job", sa.column("id", sa.Uuid()), sa.column("task"), sa.column("about", Document),
        sa.column("due_at", WHEN), sa.column("tries"), sa.column("trouble"),
    )  # fmt: skip
    row = {"id": given.new_id(), "task": "findable.index", "about": {}, "due_at": given.now()}
    op.bulk_insert(job, [row | {"tries": 0, "trouble": ""}])


def downgrade() -> None:
    op.drop_table("saved_search")
    if not _postgresql():
        op.execute("DROP TABLE findable_words")
    op.drop_table("findable")
