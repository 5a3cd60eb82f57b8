"""who had it before: traces, known innovations, lineage, and mergers that can be undone"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261123n"
down_revision = "20261123m"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "trace",
        sa.Column("feature", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reach_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("feature", "reach_id", "subject_id", postgresql_include=["weight"]),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_trace_subject_id", "trace", ["subject_id"])
    op.create_table(
        "innovation",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("expansion", sa.String(400), nullable=False),
        sa.Column("told", sa.String(2000), nullable=False),
        sa.Column("agency", sa.String(200), nullable=False),
        sa.Column("region", sa.String(200), nullable=False),
        sa.Column("year", sa.String(24), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.Column("source", sa.String(500), nullable=False),
    )
    op.create_index("ix_innovation_code", "innovation", ["code"], unique=True)
    op.create_table(
        "kin",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("other_id", sa.Uuid(), sa.ForeignKey("proposal.id")),
        sa.Column("innovation_id", sa.Uuid(), sa.ForeignKey("innovation.id")),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("reason", sa.String(600), nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.UniqueConstraint("proposal_id", "other_id", name="kin_other"),
        sa.UniqueConstraint("proposal_id", "innovation_id", name="kin_innovation"),
        sa.CheckConstraint(
            "(other_id IS NULL) <> (innovation_id IS NULL) AND other_id <> proposal_id",
            name="kin_one",
        ),
    )
    for column in ("proposal_id", "other_id", "innovation_id"):
        op.create_index(f"ix_kin_{column}", "kin", [column])
    op.create_table(
        "approach",
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("at", WHEN, nullable=False),
    )
    op.create_index("ix_approach_person_id", "approach", ["person_id"])
    _create_mergers()


def _create_mergers() -> None:
    running = sa.text("undone_at IS NULL")
    op.create_table(
        "merger",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("kept_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("other_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("proposed_at", WHEN, nullable=False),
        sa.Column("kept_agreed_at", WHEN),
        sa.Column("other_agreed_at", WHEN),
        sa.Column("undone_at", WHEN),
        sa.CheckConstraint("kept_id <> other_id", name="merger_two"),
    )
    op.create_index("ix_merger_kept_id", "merger", ["kept_id"])
    op.create_index(
        "merger_running", "merger", ["other_id"], unique=True,
        sqlite_where=running, postgresql_where=running,
    )  # fmt: skip
    op.create_table(
        "carried",
        sa.Column("merger_id", sa.Uuid(), sa.ForeignKey("merger.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("voice", sa.String(24), primary_key=True),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("answered_at", WHEN),
    )
    op.create_index("ix_carried_person_id", "carried", ["person_id"])


def downgrade() -> None:
    for table in ("carried", "merger", "approach", "kin", "innovation", "trace"):
        op.drop_table(table)
