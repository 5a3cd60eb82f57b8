"""parts, hidden names, handing over; amendments of sent teams; open places; skills"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261123l"
down_revision = "20261123k"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)
ADDED = ("message", "hidden", "reason", "left_at", "offer")


def upgrade() -> None:
    for column in (
        sa.Column("message", sa.String(200), nullable=False, server_default=""),
        sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("reason", sa.String(300), nullable=False, server_default=""),
        sa.Column("left_at", WHEN),
        sa.Column("offer", sa.String(24)),
    ):
        op.add_column("member", column)
    _amendments()
    _places()
    op.create_table(
        "person_skill",
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("skill", sa.String(40), primary_key=True),
        sa.Column("chosen_at", WHEN, nullable=False),
    )
    op.create_index("ix_person_skill_skill", "person_skill", ["skill"])


def _amendments() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("asked_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("ended_at", WHEN),
    )
    op.create_index("ix_amendment_proposal_id", "amendment", ["proposal_id"])
    waits = sa.text("state = 'waiting'")
    op.create_index(
        "ix_amendment_waiting",
        "amendment",
        ["proposal_id"],
        unique=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_table(
        "amendment_line",
        sa.Column("amendment_id", sa.Uuid(), sa.ForeignKey("amendment.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("part", sa.String(24), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("joins", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.String(24), nullable=False),
        sa.Column("answered_at", WHEN),
        sa.CheckConstraint("share BETWEEN 0 AND 100", name="amendment_line_share"),
    )
    op.create_index("ix_amendment_line_person_id", "amendment_line", ["person_id"])


def _places() -> None:
    op.create_table(
        "place",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("what", sa.String(500), nullable=False),
        sa.Column("hours", sa.Integer()),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
    )
    op.create_index("ix_place_ref", "place", ["ref"], unique=True)
    op.create_index("ix_place_proposal_id", "place", ["proposal_id"])
    op.create_index("ix_place_made_at", "place", ["made_at"])
    op.create_table(
        "place_skill",
        sa.Column("place_id", sa.Uuid(), sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("skill", sa.String(40), primary_key=True),
    )
    op.create_index("ix_place_skill_skill", "place_skill", ["skill"])
    op.create_table(
        "place_answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False),
        sa.Column("place_id", sa.Uuid(), sa.ForeignKey("place.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("line", sa.String(300), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
        sa.Column("answered_at", WHEN),
        sa.UniqueConstraint("place_id", "person_id", name="place_answer_once"),
    )
    op.create_index("ix_place_answer_ref", "place_answer", ["ref"], unique=True)
    op.create_index("ix_place_answer_place_id", "place_answer", ["place_id"])
    op.create_index("ix_place_answer_person_id", "place_answer", ["person_id"])


def downgrade() -> None:
    for table in (
        "person_skill",
        "place_answer",
        "place_skill",
        "place",
        "amendment_line",
        "amendment",
    ):
        op.drop_table(table)
    with op.batch_alter_table("member") as member:
        for column in ADDED:
            member.drop_column(column)
