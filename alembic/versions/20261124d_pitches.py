"""presentations: slots, confirmations, live marks"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261124d"
down_revision = "20261124c"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)
STATES = ("waiting", "agreed", "declined", "withdrawn")


def upgrade() -> None:
    op.create_table(
        "pitch_plan",
        sa.Column("step_id", sa.Uuid(), sa.ForeignKey("step.id"), primary_key=True),
        sa.Column("talk", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("drawn_at", WHEN, nullable=False),
        sa.Column("published_at", WHEN),
    )
    op.create_table(
        "pitch_day",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("step_id", sa.Uuid(), sa.ForeignKey("step.id"), nullable=False),
        sa.Column("starts_at", WHEN, nullable=False),
        sa.Column("ends_at", WHEN, nullable=False),
        sa.Column("breaks", Document, nullable=False),
        sa.Column("room", sa.String(120), nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
        sa.Column("closed_at", WHEN),
        sa.CheckConstraint("starts_at < ends_at", name="pitch_day_order"),
    )
    op.create_index("ix_pitch_day_step_id", "pitch_day", ["step_id"])
    _slots()


def _slots() -> None:
    op.create_table(
        "pitch_slot",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("step_id", sa.Uuid(), sa.ForeignKey("step.id"), nullable=False),
        sa.Column("day_id", sa.Uuid(), sa.ForeignKey("pitch_day.id"), nullable=False),
        sa.Column("entry_id", sa.Uuid(), sa.ForeignKey("entry.id"), nullable=False),
        sa.Column("starts_at", WHEN, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *(
            sa.Column(name, WHEN)
            for name in ("confirm_by", "confirmed_at", "talk_at", "questions_at", "over_at")
        ),
        sa.UniqueConstraint("step_id", "entry_id", name="pitch_slot_once"),
    )
    op.create_table(
        "pitch_swap",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("slot_id", sa.Uuid(), sa.ForeignKey("pitch_slot.id"), nullable=False),
        sa.Column("other_id", sa.Uuid(), sa.ForeignKey("pitch_slot.id")),
        sa.Column("note", sa.String(300), nullable=False),
        sa.Column("state", sa.Enum(*STATES, native_enum=False, length=24), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("answered_at", WHEN),
    )
    for table, names in (
        ("pitch_slot", ("step_id", "day_id", "entry_id")),
        ("pitch_swap", ("slot_id", "other_id")),
    ):
        for name in names:
            op.create_index(f"ix_{table}_{name}", table, [name])


def downgrade() -> None:
    for table in ("pitch_swap", "pitch_slot", "pitch_day", "pitch_plan"):
        op.drop_table(table)
