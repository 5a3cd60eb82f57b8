"""roles for a period, with a reason"""

revision = "20261123f"
down_revision = "20261123e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
