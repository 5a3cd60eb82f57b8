"""the calibration room: anchors among the sheets, when it was open, what was agreed"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261124c"
down_revision = "20261124b"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)
ONCE = ["step_id", "entry_id", "judge_id"]


def upgrade() -> None:
    with op.batch_alter_table("assignment") as table:
        table.add_column(
            sa.Column("anchor", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.drop_constraint("assignment_once", type_="unique")
        table.create_unique_constraint("assignment_once", [*ONCE, "anchor"])
    op.create_table(
        "room",
        sa.Column("step_id", sa.Uuid(), sa.ForeignKey("step.id"), primary_key=True),
        sa.Column("opened_at", WHEN, nullable=False),
        sa.Column("closed_at", WHEN),
        sa.Column("reason", sa.String(600), nullable=False),
    )
    op.create_table(
        "wording",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("step_id", sa.Uuid(), sa.ForeignKey("step.id"), nullable=False),
        sa.Column("criterion", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(600), nullable=False),
        sa.Column("agreed_at", WHEN, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.UniqueConstraint("step_id", "criterion", "number", name="wording_order"),
    )
    op.create_index("ix_wording_step_id", "wording", ["step_id"])


def downgrade() -> None:
    """Sheets of a room count for no entry, and would stand beside those that do."""
    op.execute("DELETE FROM mark WHERE assignment_id IN (SELECT id FROM assignment WHERE anchor)")
    op.execute("DELETE FROM assignment WHERE anchor")
    op.drop_table("wording")
    op.drop_table("room")
    with op.batch_alter_table("assignment") as table:
        table.drop_constraint("assignment_once", type_="unique")
        table.create_unique_constraint("assignment_once", ONCE)
        table.drop_column("anchor")
