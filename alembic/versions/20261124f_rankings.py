"""rankings: shortlists, and the lot that was promised"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "20261124f"
down_revision = "20261124e"
branch_labels = None
depends_on = None


WHEN = sa.DateTime(timezone=True)


def _columns() -> dict[str, list[sa.Column]]:
    return {
        "result": [
            sa.Column("mean_top", sa.Integer(), nullable=True),
            sa.Column("mean_bottom", sa.Integer(), nullable=True),
            sa.Column("se", sa.Float(), nullable=True),
            sa.Column("low", sa.Integer(), nullable=True),
            sa.Column("high", sa.Integer(), nullable=True),
            sa.Column("drawn", sa.Boolean(), nullable=False, server_default=sa.false()),
        ],
        "outcome": [
            sa.Column("method", sqlmodel.AutoString(24), nullable=False, server_default=""),
            sa.Column("why", sqlmodel.AutoString(24), nullable=False, server_default=""),
        ],
    }


def upgrade() -> None:
    op.create_table(
        "lot",
        sa.Column("competition_id", sa.Uuid(), sa.ForeignKey("competition.id"), primary_key=True),
        sa.Column("commitment", sqlmodel.AutoString(64), nullable=False),
        sa.Column("sealed_seed", sqlmodel.AutoString(300), nullable=False),
        sa.Column("seed", sqlmodel.AutoString(64), nullable=False),
        sa.Column("promised_at", WHEN, nullable=False),
    )
    for table, columns in _columns().items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.add_column(column)


def downgrade() -> None:
    for table, columns in _columns().items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column.name)
    op.drop_table("lot")
