"""several identity providers"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261123e"
down_revision = "20261123d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("identity") as identity:
        identity.add_column(sa.Column("seen_at", Moment(timezone=True)))
        identity.create_index("ix_identity_linked_at", ["linked_at"])
        identity.create_index("ix_identity_issuer_person", ["issuer", "person_id"], unique=True)
    op.create_table(
        "departure",
        sa.Column("state_hash", sa.String(64), primary_key=True),
        sa.Column("browser_hash", sa.String(64), nullable=False),
        sa.Column("provider", sa.String(32), nullable=False),
        sa.Column("to", sa.String(300), nullable=False),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
    )
    op.create_table(
        "heard_notice",
        sa.Column("notice_hash", sa.String(64), primary_key=True),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
    )
    for table in ("departure", "heard_notice"):
        op.create_index(f"ix_{table}_ends_at", table, ["ends_at"])


def downgrade() -> None:
    op.drop_table("heard_notice")
    op.drop_table("departure")
    with op.batch_alter_table("identity") as identity:
        identity.drop_index("ix_identity_issuer_person")
        identity.drop_index("ix_identity_linked_at")
        identity.drop_column("seen_at")
