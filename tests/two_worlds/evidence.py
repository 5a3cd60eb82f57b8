"""What an answer was made of: the questions that the database was asked, and what it said.

A page is made of its request, of the clock and of chance, which are alike in both worlds, and of
what the database says. Where a second world says the same to the same questions its answer is the
same to the last byte, and it is not put together again. That the rule holds is tried with one
address in `TRIED`; whatever writes, or comes from a file, is asked in both worlds.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from zlib import crc32

from sqlalchemy import Engine, event

from ideas.database import engine_for
from ideas.settings import settings
from tests.matrix.asking import Answer

TRIED = 8
READING = ("SELECT", "WITH")
Question = tuple[str, Any]  # a statement and its values


@dataclass(frozen=True)
class Heard:
    """An answer, the questions behind it, and what the database said to them all."""

    answer: Answer
    questions: tuple[Question, ...] = ()
    said: bytes = b""

    @property
    def statements(self) -> tuple[str, ...]:
        """The time that an answer takes, in the only way that no machine disturbs."""
        return tuple(statement for statement, _ in self.questions)

    def is_of_database(self) -> bool:
        """Made of what can be asked again without a change."""
        reads = all(words.lstrip().startswith(READING) for words in self.statements)
        return reads and (self.answer.is_page or self.answer.status != 200)

    def would_be_heard(self, address: str) -> bool:
        """Whether this world says the same, and this is not one of the addresses to be tried."""
        tried = crc32(address.encode()) % TRIED == 0
        return self.said != b"" and not tried and replies(self.questions) == self.said


@contextmanager
def questions() -> Iterator[list[Question]]:
    """What the database is asked meanwhile."""
    asked: list[Question] = []

    def note(_conn: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def witnessed(answer: Answer, asked: list[Question]) -> Heard:
    """With what the database says to the same questions once more: it has not changed since."""
    heard = Heard(answer, tuple(asked))
    return Heard(answer, heard.questions, replies(asked)) if heard.is_of_database() else heard


def replies(asked: tuple[Question, ...] | list[Question]) -> bytes:
    """Everything that the database of this world says, in its order."""
    digest = sha256()
    with closing(engine_for(settings().database).raw_connection()) as connection:
        cursor = connection.cursor()
        for statement, values in asked:
            cursor.execute(statement, values)
            digest.update(repr(cursor.fetchall()).encode())
        connection.rollback()
    return digest.digest()


def are_apart(one: Heard | None, two: Heard | None) -> bool:
    """Whether an answer or its making tells two worlds apart."""
    if one is None or two is None:
        return one is not two
    return one.answer != two.answer or one.statements != two.statements
