"""what is kept about people, and why"""

revision = "20261123g"
down_revision = "20261123f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
