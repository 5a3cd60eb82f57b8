"""What is known of a file beside its bytes: one row for each content, however often attached."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.writing.files.rules import Fault, FileKind, FileState


class File(SQLModel, table=True):
    """Known by its content. `blind`: what judges get instead; `thumb`: its small picture.

    `told`: what it says of itself and the first words in it, for its team to be warned by.
    `asked_at`: when somebody last sent it. Nobody's content goes while it is being sent again.
    """

    id: UUID = identity()
    key: str = Field(max_length=80, unique=True)
    kind: FileKind = Field(sa_type=word(FileKind))
    size: int
    state: FileState = Field(default=FileState.CHECKING, sa_type=word(FileState), index=True)
    fault: Fault | None = Field(default=None, sa_type=word(Fault), nullable=True)
    pages: int = 0
    width: int = 0
    height: int = 0
    blind: str | None = Field(default=None, max_length=80)
    blind_size: int = 0
    thumb: str | None = Field(default=None, max_length=80)
    told: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    asked_at: datetime = Field(sa_type=Moment)
    checked_at: datetime | None = Field(default=None, sa_type=Moment)
