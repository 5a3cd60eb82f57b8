"""Innovations that were published elsewhere, as open sources tell of them: claims, unverified."""

from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import identity
from ideas.given import new_ref


class Innovation(SQLModel, table=True):
    """One known innovation. `code` is its name in the file it came from."""

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    code: str = Field(max_length=24, unique=True, index=True)
    name: str = Field(max_length=200)
    expansion: str = Field(default="", max_length=400)
    told: str = Field(default="", max_length=2000)
    agency: str = Field(default="", max_length=200)
    region: str = Field(default="", max_length=200)
    year: str = Field(default="", max_length=24)
    category: str = Field(default="", max_length=80)
    source: str = Field(default="", max_length=500)
