"""kinship"""

revision = "20261123n"
down_revision = "20261123m"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
