"""presentations: sheets wait for their turn, teams that do not come"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261124h"
down_revision = "20261124g"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignment") as sheet:
        sheet.add_column(
            sa.Column("uncalled", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("pitch_slot") as slot:
        slot.add_column(sa.Column("absent_at", Moment(timezone=True)))
        slot.add_column(sa.Column("absence", sa.String(300), nullable=False, server_default=""))
    op.execute(
        "UPDATE assignment SET uncalled = true WHERE state != 'locked' AND EXISTS ("
        "SELECT 1 FROM pitch_slot s WHERE s.step_id = assignment.step_id"
        " AND s.entry_id = assignment.entry_id AND s.talk_at IS NULL)"
    )


def downgrade() -> None:
    with op.batch_alter_table("pitch_slot") as slot:
        slot.drop_column("absence")
        slot.drop_column("absent_at")
    with op.batch_alter_table("assignment") as sheet:
        sheet.drop_column("uncalled")
