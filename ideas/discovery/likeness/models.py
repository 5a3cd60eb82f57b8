"""What others may find: one row for each feature of each text that is open to more than its team.

What is not open leaves no trace, so nothing hidden can be found, counted or felt.
"""

from uuid import UUID

from sqlalchemy import BigInteger, PrimaryKeyConstraint
from sqlmodel import Field, SQLModel

EVERYWHERE = UUID(int=0)  # the reach of what is published


class Trace(SQLModel, table=True):
    """One feature of one text. `reach_id`: the unit below which it may be read, or everywhere.

    `weight` is a share of the text's own length, so that a sum over features is a likeness. It
    lies in the key's index too: rows of one feature are read from there alone.
    """

    __table_args__ = (
        PrimaryKeyConstraint("feature", "reach_id", "subject_id", postgresql_include=["weight"]),
        {"sqlite_with_rowid": False},
    )

    feature: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    reach_id: UUID = Field(primary_key=True)
    subject_id: UUID = Field(primary_key=True, index=True)
    weight: float
