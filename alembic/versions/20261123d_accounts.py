"""accounts proved by two factors; letters"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261123d"
down_revision = "20261123c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.add_column(
            sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        sign_in.add_column(sa.Column("place", sa.String(40), nullable=False, server_default=""))
    with op.batch_alter_table("attempt") as attempt:
        attempt.add_column(sa.Column("place", sa.String(64), nullable=False, server_default=""))
        attempt.add_column(
            sa.Column("known", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        attempt.create_index("ix_attempt_place", ["place"])
    op.create_table(
        "totp",
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("sealed", sa.String(200), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.Column("confirmed_at", Moment(timezone=True)),
    )
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("used_at", Moment(timezone=True)),
    )
    op.create_index("ix_recovery_code_person_id", "recovery_code", ["person_id"])
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("credential", sa.String(1400), nullable=False),
        sa.Column("public_key", sa.String(4000), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.Column("used_at", Moment(timezone=True)),
    )
    op.create_index("ix_passkey_person_id", "passkey", ["person_id"])
    op.create_index("ix_passkey_credential", "passkey", ["credential"], unique=True)
    op.create_table(
        "challenge",
        sa.Column("value", sa.String(64), primary_key=True),
        sa.Column("purpose", sa.String(24), nullable=False),
        sa.Column("browser_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
    )
    for name in ("person_id", "ends_at"):
        op.create_index(f"ix_challenge_{name}", "challenge", [name])
    op.create_table(
        "link",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("purpose", sa.String(24), nullable=False),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        sa.Column("ends_at", Moment(timezone=True)),
        sa.Column("used_at", Moment(timezone=True)),
    )
    op.create_index("ix_link_person_id", "link", ["person_id"])
    op.create_index("ix_link_token_hash", "link", ["token_hash"], unique=True)


def downgrade() -> None:
    for table in ("link", "challenge", "passkey", "recovery_code", "totp"):
        op.drop_table(table)
    with op.batch_alter_table("attempt") as attempt:
        attempt.drop_index("ix_attempt_place")
        attempt.drop_column("known")
        attempt.drop_column("place")
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.drop_column("place")
        sign_in.drop_column("waits")
    with op.batch_alter_table("account") as account:
        account.drop_column("version")
