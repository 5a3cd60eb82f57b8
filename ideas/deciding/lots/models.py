"""The lot that tells equals apart, promised before anybody could know whom it serves."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Lot(SQLModel, table=True):
    """One seed for all ties of a competition. `commitment` is public at once; `seed` is empty until
    the release opens it, and read from then on without our key."""

    competition_id: UUID = Field(foreign_key="competition.id", primary_key=True)
    commitment: str = Field(max_length=64)
    sealed_seed: str = Field(max_length=300)
    seed: str = Field(default="", max_length=64)
    promised_at: datetime = Field(sa_type=Moment)
