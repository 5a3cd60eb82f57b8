"""units through time, and who stands in for whom"""

revision = "20261123b"
down_revision = "20261123a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
