"""what the shortlisted complete: whether more is asked, and what was submitted before"""

import sqlalchemy as sa
from alembic import op

revision = "20261123i"
down_revision = "20261123h"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("entry") as entry:
        entry.add_column(
            sa.Column("asks_more", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        entry.add_column(sa.Column("pitch_version_id", sa.Uuid(), nullable=True))
        entry.add_column(
            sa.Column("pitch_digest", sa.String(64), nullable=False, server_default="")
        )
        entry.create_foreign_key(
            "entry_pitch_version_id_fkey", "version", ["pitch_version_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("entry") as entry:
        entry.drop_constraint("entry_pitch_version_id_fkey", type_="foreignkey")
        entry.drop_column("pitch_digest")
        entry.drop_column("pitch_version_id")
        entry.drop_column("asks_more")
