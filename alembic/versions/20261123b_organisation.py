"""units through time, and who stands in for whom"""

import sqlalchemy as sa
from alembic import op

revision = "20261123b"
down_revision = "20261123a"
branch_labels = None
depends_on = None

PATH = sa.String(400).with_variant(sa.String(400, collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("unit") as unit:
        unit.alter_column("path", existing_type=sa.String(400), type_=PATH, existing_nullable=False)
        unit.add_column(sa.Column("merged_into_id", sa.Uuid()))
        unit.create_foreign_key("fk_unit_merged_into_id", "unit", ["merged_into_id"], ["id"])
        unit.create_index("ix_unit_merged_into_id", ["merged_into_id"])
    op.create_table(
        "unit_span",
        sa.Column("unit_id", sa.Uuid(), sa.ForeignKey("unit.id"), primary_key=True),
        sa.Column("since", sa.Date(), primary_key=True),
        sa.Column("until", sa.Date()),
        sa.Column("parent_id", sa.Uuid(), sa.ForeignKey("unit.id")),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("path", PATH, nullable=False),
    )
    for name in ("path", "since", "parent_id"):
        op.create_index(f"ix_unit_span_{name}", "unit_span", [name])
    op.execute(
        "INSERT INTO unit_span (unit_id, since, until, parent_id, name, path)"
        " SELECT id, coalesce(since, DATE '1900-01-01'), until, parent_id, name, path FROM unit"
        if op.get_bind().dialect.name == "postgresql"
        else "INSERT INTO unit_span (unit_id, since, until, parent_id, name, path)"
        " SELECT id, coalesce(since, '1900-01-01'), until, parent_id, name, path FROM unit"
    )
    op.create_table(
        "stand_in",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("for_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("since <= until", name="stand_in_order"),
        sa.CheckConstraint("person_id <> for_id", name="stand_in_other"),
    )
    op.create_index("ix_stand_in_ref", "stand_in", ["ref"], unique=True)
    for name in ("person_id", "for_id"):
        op.create_index(f"ix_stand_in_{name}", "stand_in", [name])


def downgrade() -> None:
    op.drop_table("stand_in")
    op.drop_table("unit_span")
    with op.batch_alter_table("unit") as unit:
        unit.drop_index("ix_unit_merged_into_id")
        unit.drop_constraint("fk_unit_merged_into_id", type_="foreignkey")
        unit.drop_column("merged_into_id")
        unit.alter_column("path", existing_type=PATH, type_=sa.String(400), existing_nullable=False)
