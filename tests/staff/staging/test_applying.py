"""What a file does to people: it takes in, moves, renames, ends; and the second time nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from ideas.database import transaction
from ideas.history.models import Event
from ideas.staff.people.models import Person, PersonNumber, Posting
from ideas.staff.staging.models import Intake
from ideas.staff.staging.rules import Gone, IntakeState
from tests.factories import Make
from tests.staff.staging.taking import everybody, organisation, take_in, verdicts, write_csv

A, B, C = "198503302010031001", "198503302010031002", "198503302010031003"
HEADER = ("nip", "id", "nama", "kode_unit", "jabatan", "nip_atasan", "tmt_jabatan")


class Files:
    """Files of people, taken in one after the other."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pegawai.csv"

    def take_in(self, *rows: Sequence[str], gone: Gone = Gone.KEEP) -> Intake:
        write_csv(self.path, [HEADER, *rows])
        return take_in(self.path, apply=True, gone=gone)


@pytest.fixture
def files(make: Make, tmp_path: Path) -> Files:
    organisation(make)
    return Files(tmp_path)


def sari(**changes: str) -> list[str]:
    facts = {
        "nip": A, "id": "P1", "nama": "Sari", "unit": "U1", "jabatan": "Perawat", "atasan": "",
        "tmt": "2024-03-01",
    }  # fmt: skip
    return list((facts | changes).values())


def postings(number: str) -> list[tuple[str, date, date | None]]:
    with transaction(writes=False) as session:
        person = session.get_one(PersonNumber, number).person_id
        rows = session.exec(select(Posting).where(Posting.person_id == person)).all()
        return sorted(((p.position, p.since, p.until) for p in rows), key=lambda row: row[1])


def events(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Event)).one()


def test_the_same_file_twice_changes_nothing(files: Files) -> None:
    rows = (sari(), sari(nip=B, id="P2", nama="Budi", atasan=A), sari(nip=C, id="", atasan=B))
    files.take_in(*rows)
    with transaction(writes=False) as session:
        before = (everybody(), events(session))
    again = files.take_in(*rows)
    with transaction(writes=False) as session:
        assert (everybody(), events(session)) == before
    assert (again.counts["same"], again.counts["new"], again.counts["changed"]) == (3, 0, 0)


def test_a_move_ends_the_old_posting_the_day_before(files: Files) -> None:
    files.take_in(sari())
    files.take_in(sari(unit="U2", jabatan="Bidan", tmt="2025-07-01"))
    assert postings(A) == [
        ("Perawat", date(2024, 3, 1), date(2025, 6, 30)), ("Bidan", date(2025, 7, 1), None)
    ]  # fmt: skip


def test_a_correction_of_the_same_posting_begins_no_new_one(files: Files) -> None:
    files.take_in(sari())
    files.take_in(sari(jabatan="Perawat Ahli"))
    assert postings(A) == [("Perawat Ahli", date(2024, 3, 1), None)]


def test_a_changed_number_with_the_same_id_is_a_new_number_of_the_same_person(files: Files) -> None:
    files.take_in(sari())
    told = files.take_in(sari(nip=B))
    with transaction(writes=False) as session:
        assert len(session.exec(select(Person)).all()) == 1
        ends = {row.number: row.until for row in session.exec(select(PersonNumber))}
    assert (told.counts["numbers"], ends[B]) == (1, None)
    assert ends[A] is not None
    assert files.take_in(sari(nip=A, id="")).counts["same"] == 1  # an old number still tells who


def test_nobody_is_told_apart_by_name(files: Files) -> None:
    files.take_in(sari(), sari(nip=B, id="P2"))
    with transaction(writes=False) as session:
        assert len(session.exec(select(Person).where(Person.name == "Sari")).all()) == 2


def test_who_is_gone_is_shown_and_stays_unless_asked(files: Files) -> None:
    files.take_in(sari(), sari(nip=B, id="P2", nama="Budi"))
    shown = files.take_in(sari())
    assert (shown.counts["gone"], postings(B)[0][2]) == (1, None)
    files.take_in(sari(), gone=Gone.END)
    assert postings(B)[0][2] == date(2026, 11, 24)
    assert postings(A)[0][2] is None


def test_nobody_is_ended_while_a_row_could_be_about_them(files: Files) -> None:
    files.take_in(sari(), sari(nip=B, id="P2", nama="Budi"))
    told = files.take_in(sari(), sari(nip="1985", id="P2"), gone=Gone.END)
    assert (told.state, told.trouble) == (IntakeState.CHECKED, "nameless")
    assert postings(B)[0][2] is None


def test_a_circle_through_people_who_are_not_in_the_file_is_found(files: Files) -> None:
    files.take_in(sari(), sari(nip=B, id="P2", atasan=A))
    told = files.take_in(sari(atasan=B))
    assert verdicts(told) == {2: {"superior_circle"}}
    assert files.take_in(sari(nip=C, id="P3", atasan=B)).counts["new"] == 1


def test_columns_that_a_file_lacks_are_left_as_they_are(files: Files) -> None:
    files.take_in(sari(), sari(nip=B, id="P2", atasan=A))
    write_csv(files.path, [("nip", "nama", "kode_unit"), (B, "Sari Dewi", "U1")])
    told = take_in(files.path, apply=True)
    with transaction(writes=False) as session:
        person = session.get_one(PersonNumber, B).person_id
        row = session.exec(select(Posting).where(Posting.person_id == person)).one()
        named = session.get_one(Person, person)
    assert (told.counts["changed"], named.name, named.code) == (1, "Sari Dewi", "P2")
    assert (row.position, row.superior_id is None) == ("Perawat", False)
