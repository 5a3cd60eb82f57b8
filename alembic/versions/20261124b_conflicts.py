"""conflicts: pins, declarations, quarantine"""

revision = "20261124b"
down_revision = "20261124a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
