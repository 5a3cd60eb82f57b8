"""drafting: what a save replaced, reminders, ideas written down for a colleague"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261123j"
down_revision = "20261123i"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "draft_change",
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True),
        sa.Column("hand", sa.String(64), nullable=False),
        sa.Column("before", Document, nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
    )
    op.create_index("ix_draft_change_made_at", "draft_change", ["made_at"])
    op.create_table(
        "reminding",
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("closes_at", WHEN),
        sa.Column("told_at", WHEN),
        sa.Column("aside", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_reminding_person_id", "reminding", ["person_id"])
    op.create_table(
        "scribe",
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("written_at", WHEN, nullable=False),
    )
    op.create_index("ix_scribe_person_id", "scribe", ["person_id"])


def downgrade() -> None:
    op.drop_table("scribe")
    op.drop_table("reminding")
    op.drop_table("draft_change")
