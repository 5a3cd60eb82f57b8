"""files, and which of them belong to which part of a proposal"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261123k"
down_revision = "20261123j"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)


def upgrade() -> None:
    for table in ("proposal", "version"):
        op.add_column(
            table, sa.Column("attached", Document, nullable=False, server_default=sa.text("'{}'"))
        )
    op.create_table(
        "file",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.String(80), nullable=False, unique=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("fault", sa.String(24)),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("blind", sa.String(80)),
        sa.Column("blind_size", sa.Integer(), nullable=False),
        sa.Column("thumb", sa.String(80)),
        sa.Column("told", Document, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("checked_at", WHEN),
    )
    op.create_index("ix_file_state", "file", ["state"])
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("file_id", sa.Uuid(), sa.ForeignKey("file.id")),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("alt", sa.String(300), nullable=False),
        sa.Column("link", sa.String(500), nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("added_at", WHEN, nullable=False),
        sa.Column("removed_at", WHEN),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(file_id IS NULL) <> (link = '')", name="attachment_file_or_link"),
    )
    for column in ("proposal_id", "file_id", "by_id", "removed_at"):
        op.create_index(f"ix_attachment_{column}", "attachment", [column])


def downgrade() -> None:
    op.drop_table("attachment")
    op.drop_table("file")
    for table in ("version", "proposal"):
        with op.batch_alter_table(table) as altered:
            altered.drop_column("attached")
