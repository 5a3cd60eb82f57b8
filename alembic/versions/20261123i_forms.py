"""forms"""

revision = "20261123i"
down_revision = "20261123h"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
