"""field visits: teams, claims, reports"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261124e"
down_revision = "20261124d"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)
PARTS = ("panelist", "evaluator")
FOUND = ("found", "partly", "missing", "unchecked")


def _when(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, WHEN) for name in names]


def upgrade() -> None:
    op.create_table(
        "field_visit",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("step_id", sa.Uuid(), sa.ForeignKey("step.id"), nullable=False),
        sa.Column("entry_id", sa.Uuid(), sa.ForeignKey("entry.id"), nullable=False),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("position", sa.String(40), nullable=False),
        sa.Column("conclusion", sa.String(4000), nullable=False),
        sa.Column("hand", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("attached", Document, nullable=False),
        sa.Column("skipped", sa.String(600), nullable=False),
        *_when("starts_at", "told_at", "confirmed_at", "saved_at", "signed_at", "skipped_at"),
        sa.UniqueConstraint("step_id", "entry_id", name="field_visit_once"),
    )
    op.create_table(
        "visit_member",
        sa.Column("visit_id", sa.Uuid(), sa.ForeignKey("field_visit.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("part", sa.Enum(*PARTS, native_enum=False, length=24), nullable=False),
        *_when("signed_at"),
    )
    op.create_table(
        "visit_claim",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("visit_id", sa.Uuid(), sa.ForeignKey("field_visit.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.String(600), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("found", sa.Enum(*FOUND, native_enum=False, length=24)),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("spot", sa.String(200), nullable=False),
        sa.Column("hand", sa.String(64), nullable=False),
        *_when("looked_at"),
    )
    op.create_index("ix_field_visit_step_id", "field_visit", ["step_id"])
    op.create_index("ix_field_visit_entry_id", "field_visit", ["entry_id"])
    op.create_index("ix_visit_member_person_id", "visit_member", ["person_id"])
    op.create_index("ix_visit_claim_visit_id", "visit_claim", ["visit_id"])


def downgrade() -> None:
    for table in ("visit_claim", "visit_member", "field_visit"):
        op.drop_table(table)
