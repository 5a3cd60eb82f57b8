"""sheets: wider scales, abstaining, what the desk keeps"""

revision = "20261124a"
down_revision = "20261123o"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
