"""The register knows every column with a person in it; what it forgets, nobody could erase."""

import sys
from collections.abc import Iterable

import pytest
from sqlalchemy import JSON, Column, Enum, String, Table
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from ideas.app import build_app
from ideas.protection.privacy.apart import OF_THE_WORK, PASSING
from ideas.protection.privacy.notices import VERSION, notice
from ideas.protection.privacy.register import REGISTER
from ideas.protection.privacy.rules import Fate, masked
from ideas.protection.privacy.sections import ROWS, SECTIONS

SHORT = 24  # refs and words of ours; nobody writes anything into them
LINKED = {("ballot", "voter_id")}  # a person, until its link is cut

build_app()  # loads every model


def tables() -> Iterable[Table]:
    return [t for t in SQLModel.metadata.sorted_tables if not t.name.startswith("a_test")]


def known(table: str) -> set[str]:
    lines = [held for held in REGISTER if held.table == table]
    named = {
        name for held in lines for name in (held.whose, *held.tells, *held.blanks, *held.secret)
    }
    return named | set(OF_THE_WORK.get(table, ())) | set(PASSING.get(table, ()))


def points_to_a_person(column: Column[object]) -> bool:
    keys = {str(key.target_fullname) for key in column.foreign_keys}
    return "person.id" in keys or (column.table.name, column.name) in LINKED


def holds_writing(column: Column[object]) -> bool:
    if column.foreign_keys or isinstance(column.type, Enum):
        return False
    length = getattr(column.type, "length", None) or sys.maxsize
    text = isinstance(column.type, String | AutoString)
    return isinstance(column.type, JSON) or (text and length > SHORT)


def forgotten(some: Iterable[Table]) -> list[str]:
    return [
        f"{table.name}.{column.name}"
        for table in some
        for column in table.columns
        if points_to_a_person(column) or holds_writing(column)
        if column.name not in known(table.name)
    ]


def test_every_column_with_a_person_in_it_is_in_the_register() -> None:
    assert len(list(tables())) > 25
    assert forgotten(tables()) == []


def test_a_new_table_is_noticed() -> None:
    class Gossip(SQLModel, table=True):
        __tablename__ = "a_test_gossip"

        id: int = Field(primary_key=True)
        about_id: str = Field(foreign_key="person.id")
        told: str

    table = SQLModel.metadata.tables["a_test_gossip"]
    SQLModel.metadata.remove(table)
    assert forgotten([table]) == ["a_test_gossip.about_id", "a_test_gossip.told"]


def test_the_register_names_nothing_that_is_not_there() -> None:
    for held in REGISTER:
        columns = set(SQLModel.metadata.tables[held.table].columns.keys())
        assert {held.whose, *held.tells, *held.blanks, *held.secret} <= columns, held
        found_by = SQLModel.metadata.tables[held.through[0] if held.through else held.table]
        assert held.when is None or held.when[0] in found_by.columns, held
        assert held.section in SECTIONS
        assert held.table in ROWS
    for table, names in {**OF_THE_WORK, **PASSING}.items():
        assert set(names) <= set(SQLModel.metadata.tables[table].columns.keys()), table


def test_no_secret_is_ever_told_and_what_stays_says_why() -> None:
    told = {(held.table, name) for held in REGISTER for name in held.tells}
    secret = {(held.table, name) for held in REGISTER for name in held.secret}
    assert told & secret == set()
    assert not [name for _, name in told if name.endswith("_id") or name == "entry_id"]
    for held in REGISTER:
        stays = held.fate is Fate.KEEP and held.tells
        assert not stays or SECTIONS[held.section].stays, held


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_notice_is_there_in_both_languages_in_the_same_layers(language: str) -> None:
    layers = notice(language, VERSION)
    assert [len(layer.lines) for layer in layers] == [len(x.lines) for x in notice("id")]
    assert all(len(line.split()) <= 16 for layer in layers for line in layer.lines)


def test_a_masked_number_tells_seven_digits_of_eighteen() -> None:
    assert masked("199001012015031001") == "1990•••••••••••001"
