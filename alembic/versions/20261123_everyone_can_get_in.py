"""everyone can get in: people, postings and units know more; who is signed in signs in anew"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261123a"
down_revision = "64a555738510"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("unit") as unit:
        unit.add_column(sa.Column("code", sa.String(64)))
        unit.add_column(sa.Column("since", sa.Date()))
        unit.add_column(sa.Column("until", sa.Date()))
        unit.create_index("ix_unit_code", ["code"], unique=True)
    with op.batch_alter_table("person") as person:
        for name, length in (("titles_before", 60), ("titles_after", 100), ("email", 254)):
            person.add_column(sa.Column(name, sa.String(length), nullable=False, server_default=""))
        person.add_column(sa.Column("language", sa.String(2), nullable=False, server_default=""))
        person.add_column(
            sa.Column("employment", sa.String(24), nullable=False, server_default="pns")
        )
        person.add_column(sa.Column("code", sa.String(64)))
        person.create_index("ix_person_code", ["code"], unique=True)
    with op.batch_alter_table("person_number") as number:
        number.add_column(sa.Column("until", sa.Date()))
    with op.batch_alter_table("posting") as posting:
        posting.add_column(
            sa.Column("kind", sa.String(24), nullable=False, server_default="operational")
        )
    op.drop_table("sign_in")
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("method", sa.String(24), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        sa.Column("browser", sa.String(80), nullable=False),
        sa.Column("began_at", Moment(timezone=True), nullable=False),
        sa.Column("proved_at", Moment(timezone=True), nullable=False),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
        sa.Column("issuer", sa.String(300)),
        sa.Column("sid", sa.String(255)),
    )
    op.create_index("ix_sign_in_token_hash", "sign_in", ["token_hash"], unique=True)
    for name in ("person_id", "ends_at", "sid"):
        op.create_index(f"ix_sign_in_{name}", "sign_in", [name])


def downgrade() -> None:
    op.drop_table("sign_in")
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("began_at", Moment(timezone=True), nullable=False),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
    )
    for name in ("person_id", "ends_at"):
        op.create_index(f"ix_sign_in_{name}", "sign_in", [name])
    with op.batch_alter_table("posting") as posting:
        posting.drop_column("kind")
    with op.batch_alter_table("person_number") as number:
        number.drop_column("until")
    with op.batch_alter_table("person") as person:
        person.drop_index("ix_person_code")
        for name in ("code", "employment", "language", "email", "titles_after", "titles_before"):
            person.drop_column(name)
    with op.batch_alter_table("unit") as unit:
        unit.drop_index("ix_unit_code")
        for name in ("until", "since", "code"):
            unit.drop_column(name)
