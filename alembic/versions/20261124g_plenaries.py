"""plenaries: who was present, what was changed and why"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "20261124g"
down_revision = "20261124f"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)
INDEXED = {
    "presence": ("step_id", "person_id"),
    "order_change": ("step_id", "entry_id", "by_id"),
}


def _to(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.id")


def upgrade() -> None:
    op.create_table(
        "plenary",
        sa.Column("step_id", sa.Uuid(), _to("step"), primary_key=True),
        sa.Column("began_at", WHEN, nullable=False),
        sa.Column("digest", sqlmodel.AutoString(64), nullable=False),
        sa.Column("first_id", sa.Uuid(), _to("person")),
        sa.Column("first_at", WHEN),
        sa.Column("second_id", sa.Uuid(), _to("person")),
        sa.Column("closed_at", WHEN),
        sa.Column("minutes", sqlmodel.AutoString(80)),
        sa.CheckConstraint("second_id IS NULL OR second_id <> first_id", name="plenary_two"),
    )
    op.create_table(
        "presence",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("step_id", sa.Uuid(), _to("step"), nullable=False),
        sa.Column("person_id", sa.Uuid(), _to("person"), nullable=False),
        sa.Column("since", WHEN, nullable=False),
        sa.Column("until", WHEN),
    )
    op.create_table(
        "talk",
        sa.Column("step_id", sa.Uuid(), _to("step"), primary_key=True),
        sa.Column("entry_id", sa.Uuid(), _to("entry"), primary_key=True),
        sa.Column("began_at", WHEN, nullable=False),
    )
    op.create_table(
        "aside",
        sa.Column("step_id", sa.Uuid(), _to("step"), primary_key=True),
        sa.Column("entry_id", sa.Uuid(), _to("entry"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), _to("person"), primary_key=True),
    )
    _changes()
    for table, columns in INDEXED.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    with op.batch_alter_table("result") as batch:
        batch.add_column(sa.Column("computed", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("changed", sa.Text(), nullable=False, server_default=""))


def _changes() -> None:
    op.create_table(
        "order_change",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sqlmodel.AutoString(9), nullable=False, unique=True),
        sa.Column("step_id", sa.Uuid(), _to("step"), nullable=False),
        sa.Column("entry_id", sa.Uuid(), _to("entry"), nullable=False),
        sa.Column("above_id", sa.Uuid(), _to("entry")),
        sa.Column("reason", sqlmodel.AutoString(600), nullable=False),
        sa.Column("by_id", sa.Uuid(), _to("person"), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("decision", sa.String(24), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("voters", "in_favour", "against", "abstained")
        ),
        sa.Column("decided_at", WHEN),
    )


def downgrade() -> None:
    with op.batch_alter_table("result") as batch:
        batch.drop_column("changed")
        batch.drop_column("computed")
    for table in ("order_change", "aside", "talk", "presence", "plenary"):
        op.drop_table(table)
