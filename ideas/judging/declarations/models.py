"""What judges signed before they began to read."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity


class Declaration(SQLModel, table=True):
    """One judge's word on one list of entries. `digest` binds the list; `close` of them were."""

    id: UUID = identity()
    step_id: UUID = Field(foreign_key="step.id", index=True)
    judge_id: UUID = Field(foreign_key="person.id", index=True)
    signed_at: datetime = Field(sa_type=Moment)
    digest: str = Field(max_length=64)
    entries: int
    close: int
