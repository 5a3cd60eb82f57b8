"""comments, suggestions, moderation, support and following; how people hear of it"""

import sqlalchemy as sa
from alembic import op

from ideas.database import Moment

revision = "20261123m"
down_revision = "20261123l"
branch_labels = None
depends_on = None

WHEN = Moment(timezone=True)


def person(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey("person.id"), nullable=nullable)


def upgrade() -> None:
    _comments()
    _suggestions()
    _moderation()
    _hearing()
    for table in ("support", "follow"):
        op.create_table(
            table,
            sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), primary_key=True),
            sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
            sa.Column("since", WHEN, nullable=False),
        )
        op.create_index(f"ix_{table}_person_id", table, ["person_id"])


def _comments() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        sa.Column("parent_id", sa.Uuid(), sa.ForeignKey("comment.id")),
        person("author_id"),
        sa.Column("circle", sa.String(24), nullable=False),
        sa.Column("question", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(5000), nullable=False),
        sa.Column("written_at", WHEN, nullable=False),
        sa.Column("edit_until", WHEN, nullable=False),
        sa.Column("edited_at", WHEN),
        sa.Column("answered_at", WHEN),
        sa.Column("deleted_at", WHEN),
        sa.Column("hidden_at", WHEN),
    )
    op.create_index("ix_comment_ref", "comment", ["ref"], unique=True)
    op.create_index("ix_comment_parent_id", "comment", ["parent_id"])
    op.create_index("comment_list", "comment", ["proposal_id", "parent_id", "written_at", "id"])
    op.create_index("comment_of_author", "comment", ["author_id", "written_at"])
    op.create_table(
        "mention",
        sa.Column("comment_id", sa.Uuid(), sa.ForeignKey("comment.id"), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        person("person_id"),
    )
    op.create_index("ix_mention_person_id", "mention", ["person_id"])


def _suggestions() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("ref", sa.String(9), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposal.id"), nullable=False),
        person("author_id"),
        sa.Column("part", sa.String(60), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("passage", sa.String(5000), nullable=False),
        sa.Column("wording", sa.String(5000), nullable=False),
        sa.Column("why", sa.String(500), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
        sa.Column("answer", sa.String(500), nullable=False),
        person("answered_by", nullable=True),
        sa.Column("answered_at", WHEN),
        sa.Column("version", sa.Integer()),
    )
    op.create_index("ix_suggestion_ref", "suggestion", ["ref"], unique=True)
    op.create_index("ix_suggestion_author_id", "suggestion", ["author_id"])
    op.create_index("suggestion_list", "suggestion", ["proposal_id", "state", "made_at"])


def _moderation() -> None:
    comment = sa.ForeignKey("comment.id")
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("comment_id", sa.Uuid(), comment, nullable=False),
        person("reporter_id"),
        sa.Column("offence", sa.String(24), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        person("decided_by", nullable=True),
        sa.Column("decided_at", WHEN),
        sa.UniqueConstraint("comment_id", "reporter_id", name="report_once"),
    )
    op.create_index("ix_report_comment_id", "report", ["comment_id"])
    op.create_index("ix_report_reporter_id", "report", ["reporter_id"])
    _partial("report_open", "report", ["comment_id"], "state = 'open'")
    op.create_table(
        "hiding",
        sa.Column("comment_id", sa.Uuid(), sa.ForeignKey("comment.id"), primary_key=True),
        person("by_id"),
        sa.Column("why", sa.String(500), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("objection", sa.String(500), nullable=False),
        sa.Column("objected_at", WHEN),
        person("decided_by", nullable=True),
        sa.Column("decided_at", WHEN),
        sa.Column("answer", sa.String(500), nullable=False),
        sa.Column("restored", sa.Boolean(), nullable=False),
    )
    objected = "objected_at IS NOT NULL AND decided_at IS NULL"
    _partial("hiding_objected", "hiding", ["comment_id"], objected)


def _hearing() -> None:
    with op.batch_alter_table("notice") as notice:
        notice.add_column(sa.Column("times", sa.Integer(), nullable=False, server_default="1"))
        notice.add_column(sa.Column("way", sa.String(24), nullable=False, server_default="digest"))
        notice.add_column(sa.Column("told_in", sa.Uuid()))
    op.create_index("ix_notice_told_in", "notice", ["told_in"])
    op.create_index("notice_list", "notice", ["person_id", "made_at", "id"])
    untold = "way = 'digest' AND told_at IS NULL AND read_at IS NULL"
    _partial("notice_unread", "notice", ["person_id"], "read_at IS NULL")
    _partial("notice_untold", "notice", ["person_id"], untold)
    op.create_table(
        "digest",
        sa.Column("id", sa.Uuid(), primary_key=True),
        person("person_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", WHEN, nullable=False),
        sa.UniqueConstraint("person_id", "day", name="digest_once"),
    )
    op.create_index("ix_digest_person_id", "digest", ["person_id"])
    op.create_table(
        "hearing",
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("topic", sa.String(24), primary_key=True),
        sa.Column("way", sa.String(24), nullable=False),
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    only = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    for table in ("follow", "support", "hearing", "digest", "hiding", "report", "suggestion"):
        op.drop_table(table)
    op.drop_table("mention")
    op.drop_table("comment")
    for index in ("notice_untold", "notice_unread", "notice_list", "ix_notice_told_in"):
        op.drop_index(index, "notice")
    with op.batch_alter_table("notice") as notice:
        notice.drop_column("told_in")
        notice.drop_column("way")
        notice.drop_column("times")
