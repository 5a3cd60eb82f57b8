"""files"""

revision = "20261123k"
down_revision = "20261123j"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
