"""sheets: wider scales, abstaining, notes for two readers, versions, reopening, questions"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Document, Moment

revision = "20261124a"
down_revision = "20261123o"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)
OWN = ("note_team", "seconds", "versions")


def upgrade() -> None:
    with op.batch_alter_table("mark") as mark:
        mark.add_column(
            sa.Column("abstained", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        mark.drop_constraint("mark_scale", type_="check")
        mark.create_check_constraint("mark_scale", "value BETWEEN 0 AND 100")
        mark.create_check_constraint("mark_or_abstained", "value IS NULL OR NOT abstained")
    with op.batch_alter_table("assignment") as sheet:
        sheet.add_column(sa.Column("note_team", sa.String(4000), nullable=False, server_default=""))
        sheet.add_column(sa.Column("seconds", sa.Integer(), nullable=False, server_default="0"))
        sheet.add_column(sa.Column("versions", sa.Integer(), nullable=False, server_default="0"))
    # What was written until now was promised to the team, and to nobody else.
    op.execute("UPDATE assignment SET note_team = note, note = ''")
    _add_versions()
    _add_reopenings()
    _add_questions()


def _add_versions() -> None:
    op.create_table(
        "sheet_version",
        sa.Column("assignment_id", sa.Uuid(), sa.ForeignKey("assignment.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("marks", Document, nullable=False),
        sa.Column("note", sa.String(4000), nullable=False),
        sa.Column("note_team", sa.String(4000), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("locked_at", WHEN, nullable=False),
    )


def _add_reopenings() -> None:
    op.create_table(
        "reopening",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("assignment_id", sa.Uuid(), sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(600), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("agreed", sa.Boolean()),
        sa.Column("answer", sa.String(600), nullable=False),
        sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("decided_at", WHEN),
        sa.UniqueConstraint("assignment_id", "number", name="reopening_once"),
    )
    op.create_index("ix_reopening_decided_by", "reopening", ["decided_by"])


def _add_questions() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False, unique=True),
        sa.Column("assignment_id", sa.Uuid(), sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("wording", sa.String(1000), nullable=False),
        sa.Column("reason", sa.String(600), nullable=False),
        sa.Column("handled_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("handled_at", WHEN),
        sa.Column("answer", sa.String(4000), nullable=False),
        sa.Column("answered_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("answered_at", WHEN),
    )
    for column in ("assignment_id", "state", "handled_by", "answered_by"):
        op.create_index(f"ix_question_{column}", "question", [column])


def downgrade() -> None:
    op.drop_table("question")
    op.drop_table("reopening")
    op.drop_table("sheet_version")
    op.execute("UPDATE assignment SET note = note_team WHERE note_team <> ''")
    with op.batch_alter_table("assignment") as sheet:
        for column in OWN:
            sheet.drop_column(column)
    op.execute("DELETE FROM mark WHERE value < 1 OR value > 5")
    with op.batch_alter_table("mark") as mark:
        mark.drop_constraint("mark_or_abstained", type_="check")
        mark.drop_constraint("mark_scale", type_="check")
        mark.drop_column("abstained")
        mark.create_check_constraint("mark_scale", "value BETWEEN 1 AND 5")
