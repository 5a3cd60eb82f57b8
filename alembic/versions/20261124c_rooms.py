"""the calibration room"""

revision = "20261124c"
down_revision = "20261124b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
