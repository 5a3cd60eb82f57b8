"""presentations: slots, confirmations, live marks"""

revision = "20261124d"
down_revision = "20261124c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
