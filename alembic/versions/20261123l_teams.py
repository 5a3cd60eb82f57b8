"""teams"""

revision = "20261123l"
down_revision = "20261123k"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
