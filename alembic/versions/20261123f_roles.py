"""roles for a period, with a reason"""

import uuid

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment
from ideas.given import new_ref

revision = "20261123f"
down_revision = "20261123e"
branch_labels = None
depends_on = None

NEW = ("ref", "category", "why", "waits", "approved_by", "begins_at", "revoked_at", "revoked_by",
       "revoked_why")  # fmt: skip
CHECKS = {
    "grant_one_scope": "unit_id IS NULL OR competition_id IS NULL",
    "grant_category": "category = '' OR competition_id IS NOT NULL",
    "grant_order": "begins_at IS NULL OR ends_at IS NULL OR begins_at <= ends_at",
    "grant_not_oneself": "granted_by <> person_id",
    "grant_second_person": "approved_by <> person_id AND approved_by <> granted_by",
}


def upgrade() -> None:
    with op.batch_alter_table("role_grant") as grant:
        grant.add_column(sa.Column("ref", sa.String(9)))
        grant.add_column(sa.Column("category", sa.String(40), nullable=False, server_default=""))
        for name in ("why", "revoked_why"):
            grant.add_column(sa.Column(name, sa.String(300), nullable=False, server_default=""))
        grant.add_column(
            sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        for name in ("begins_at", "revoked_at"):
            grant.add_column(sa.Column(name, Moment(timezone=True)))
        for name in ("approved_by", "revoked_by"):
            grant.add_column(sa.Column(name, sa.Uuid()))
            grant.create_foreign_key(f"fk_role_grant_{name}", "person", [name], ["id"])
    _name_grants()
    with op.batch_alter_table("role_grant") as grant:
        grant.alter_column("ref", existing_type=sa.String(9), nullable=False)
        grant.create_index("ix_role_grant_ref", ["ref"], unique=True)
        grant.create_index("ix_role_grant_ends_at", ["ends_at"])
        for name, condition in CHECKS.items():
            grant.create_check_constraint(name, condition)


def _name_grants() -> None:
    grants = sa.table("role_grant", sa.column("id", sa.Uuid()), sa.column("ref", sa.String()))
    connection = op.get_bind()
    ids: list[uuid.UUID] = list(connection.scalars(sa.select(grants.c.id)))
    for id_ in ids:
        connection.execute(sa.update(grants).where(grants.c.id == id_).values(ref=new_ref()))


def downgrade() -> None:
    with op.batch_alter_table("role_grant") as grant:
        for name in CHECKS:
            grant.drop_constraint(name, type_="check")
        grant.drop_index("ix_role_grant_ref")
        grant.drop_index("ix_role_grant_ends_at")
        for name in ("approved_by", "revoked_by"):
            grant.drop_constraint(f"fk_role_grant_{name}", type_="foreignkey")
        for name in NEW:
            grant.drop_column(name)
