"""drafting"""

revision = "20261123j"
down_revision = "20261123i"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
