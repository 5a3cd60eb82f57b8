"""conversation"""

revision = "20261123m"
down_revision = "20261123l"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
