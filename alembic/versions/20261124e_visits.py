"""field visits: teams, claims, reports"""

revision = "20261124e"
down_revision = "20261124d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
