"""taking people in from files"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261123c"
down_revision = "20261123b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("file", sa.String(80), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.String(400), nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("shape", sa.String(64), nullable=False),
        sa.Column("header", Document, nullable=False),
        sa.Column("mapping", Document, nullable=False),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.Column("gone", sa.String(24), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("counts", Document, nullable=False),
        sa.Column("trouble", sa.String(24), nullable=False),
        sa.Column("changed_at", Moment(timezone=True), nullable=False),
    )
    for name in ("digest", "by_id", "shape"):
        op.create_index(f"ix_intake_{name}", "intake", [name])
    # Laid down, compared, taken away: after a crash of the database the file is read again.
    unlogged = ["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else []
    op.create_table(
        "intake_row",
        sa.Column("intake_id", sa.Uuid(), primary_key=True),
        sa.Column("line", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(18)),
        sa.Column("code", sa.String(64)),
        sa.Column("name", sa.String(200)),
        sa.Column("titles_before", sa.String(60)),
        sa.Column("titles_after", sa.String(100)),
        sa.Column("employment", sa.String(24)),
        sa.Column("email", sa.String(254)),
        sa.Column("position", sa.String(200)),
        sa.Column("grade", sa.String(20)),
        sa.Column("superior", sa.String(64)),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("kind", sa.String(24)),
        sa.Column("since", sa.Date()),
        sa.Column("eve", sa.Date()),
        sa.Column("fresh_id", sa.Uuid()),
        sa.Column("fresh_ref", sa.String(9)),
        sa.Column("posting_id", sa.Uuid()),
        sa.Column("wrong", sa.Boolean(), nullable=False),
        prefixes=unlogged,
    )
    op.create_table(
        "intake_fault",
        sa.Column("intake_id", sa.Uuid(), sa.ForeignKey("intake.id"), primary_key=True),
        sa.Column("line", sa.Integer(), primary_key=True),
        sa.Column("turn", sa.Integer(), primary_key=True),
        sa.Column("place", sa.String(24)),
        sa.Column("fault", sa.String(24), nullable=False),
        sa.Column("value", sa.String(80), nullable=False),
        sa.Column("near", sa.String(700), nullable=False),
        sa.Column("mild", sa.Boolean(), nullable=False),
        sa.Column("across", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "intake_change",
        sa.Column("intake_id", sa.Uuid(), sa.ForeignKey("intake.id"), primary_key=True),
        sa.Column("effect", sa.String(24), primary_key=True),
        sa.Column("turn", sa.Integer(), primary_key=True),
        sa.Column("line", sa.Integer()),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("before", sa.String(200), nullable=False),
        sa.Column("what", sa.String(80), nullable=False),
    )


def downgrade() -> None:
    for name in ("intake_change", "intake_fault", "intake_row", "intake"):
        op.drop_table(name)
