"""plenaries: who was present, what was changed and why"""

revision = "20261124g"
down_revision = "20261124f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
