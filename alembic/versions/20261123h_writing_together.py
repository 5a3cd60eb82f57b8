"""who may read a proposal, and what people are to hear"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261123h"
down_revision = "20261123g"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)


def upgrade() -> None:
    op.add_column(
        "proposal", sa.Column("openness", sa.String(24), nullable=False, server_default="team")
    )
    for table in ("proposal", "version"):
        op.add_column(
            table, sa.Column("tags", Document, nullable=False, server_default=sa.text("'{}'"))
        )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("news", sa.String(24), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("facts", Document, nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
        sa.Column("read_at", WHEN),
        sa.Column("told_at", WHEN),
    )
    op.create_index("ix_notice_person_id", "notice", ["person_id"])


def downgrade() -> None:
    op.drop_table("notice")
    with op.batch_alter_table("version") as version:
        version.drop_column("tags")
    with op.batch_alter_table("proposal") as proposal:
        proposal.drop_column("tags")
        proposal.drop_column("openness")
