"""rankings: shortlists, and the lot that was promised"""

revision = "20261124f"
down_revision = "20261124e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
