"""finding"""

revision = "20261123o"
down_revision = "20261123n"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
