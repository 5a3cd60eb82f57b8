"""conflicts: whose word, signed lists, sheets set aside"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261124b"
down_revision = "20261124a"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)
# What a database of before does not know: its nearest older word.
OLDER = {"former_team": "apart", "family": "declared", "pinned": "apart"}


def upgrade() -> None:
    with op.batch_alter_table("conflict") as conflict:
        conflict.add_column(sa.Column("by_id", sa.Uuid()))
        conflict.create_foreign_key("conflict_by_id_fkey", "person", ["by_id"], ["id"])
    op.add_column("assignment", sa.Column("declared_at", WHEN))
    # Who has begun before there were lists may go on.
    op.execute(
        "UPDATE assignment SET declared_at = assigned_at"
        " WHERE saved_at IS NOT NULL OR locked_at IS NOT NULL"
    )
    op.create_table(
        "declaration",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("step_id", sa.Uuid(), sa.ForeignKey("step.id"), nullable=False),
        sa.Column("judge_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("signed_at", WHEN, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("close", sa.Integer(), nullable=False),
    )
    op.create_index("ix_declaration_step_id", "declaration", ["step_id"])
    op.create_index("ix_declaration_judge_id", "declaration", ["judge_id"])


def downgrade() -> None:
    op.drop_table("declaration")
    with op.batch_alter_table("assignment") as assignment:
        assignment.drop_column("declared_at")
    with op.batch_alter_table("conflict") as conflict:
        conflict.drop_constraint("conflict_by_id_fkey", type_="foreignkey")
        conflict.drop_column("by_id")
    op.execute("UPDATE assignment SET state = 'recused' WHERE state = 'quarantined'")
    op.execute("DELETE FROM conflict WHERE kind = 'cleared'")
    for newer, older in OLDER.items():
        op.execute(f"UPDATE conflict SET kind = '{older}' WHERE kind = '{newer}'")  # noqa: S608 -- our own words
