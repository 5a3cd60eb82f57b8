"""`ideas people import`: a summary in JSON, verdicts in lines, one sentence when it cannot read."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from ideas.__main__ import app
from ideas.database import transaction
from ideas.permissions import Role
from ideas.settings import settings
from ideas.staff.people.models import Person, PersonNumber
from ideas.staff.roles.visitors import visitor_of
from tests.browsing import Browser
from tests.factories import Make
from tests.staff.staging.taking import organisation

NIP = "198503302010031001"


@pytest.fixture
def file(make: Make, tmp_path: Path) -> Path:
    organisation(make)
    path = tmp_path / "pegawai.csv"
    path.write_text(
        f"nip;nama;kode_unit\n{NIP};Sari;U1\n{NIP[:12]}13{NIP[14:]};Budi;U1;\nx;Tono;U1\n"
    )
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["people", "import", *map(str, words)])


def told(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def names() -> list[str]:
    with transaction(writes=False) as session:
        return list(session.exec(select(Person.name)).all())


def test_a_dry_run_tells_and_changes_nothing(file: Path) -> None:
    summary = told(run(file, "--dry-run"))
    assert (summary["state"], summary["new"], summary["wrong"]) == ("checked", 2, 1)
    assert summary["faults"] == {"number_letters": 1}
    assert names() == []


def test_it_applies_what_is_right_and_the_second_time_nothing(file: Path) -> None:
    assert told(run(file, "--apply"))["new"] == 2
    again = told(run(file, "--apply"))
    assert (again["state"], again["new"], again["same"]) == ("applied", 0, 2)
    assert sorted(names()) == ["Budi", "Sari"]


def test_strict_applies_nothing_while_a_row_is_wrong(file: Path) -> None:
    summary = told(run(file, "--apply", "--strict"))
    assert (summary["state"], summary["trouble"], names()) == ("checked", "strict", [])


def test_verdicts_come_as_lines_without_a_whole_number(file: Path, tmp_path: Path) -> None:
    file.write_text(file.read_text() + f"{NIP};Sari;U1\n")
    run(file, "--json-lines", tmp_path / "verdicts")
    lines = [json.loads(line) for line in (tmp_path / "verdicts").read_text().splitlines()]
    assert [(v["line"], v["fault"], v["value"], v["near"]) for v in lines] == [
        (2, "number_twice", "1985…001", "5"), (4, "number_letters", "…", ""),
        (5, "number_twice", "1985…001", "2"),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_ends_with_one_sentence_and_2(
    make: Make, tmp_path: Path
) -> None:
    organisation(make)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    result = run(path, "--apply")
    assert (result.exit_code, result.stderr.strip()) == (2, "Ini bukan CSV atau XLSX.")


def test_the_first_administrator_is_appointed_at_the_machine_and_opens_an_account(
    make: Make,
) -> None:
    sari = make.person("Sari")
    make.save(PersonNumber(number=NIP, person_id=sari.id, since=make.now.date()))
    told = CliRunner().invoke(app, ["appoint", NIP, "administrator"])
    assert told.exit_code == 0, told.output
    name, link = told.output.split("\n")[:2]
    assert name == "Sari: administrator"
    with transaction(writes=False) as session:
        assert Role.ADMINISTRATOR in visitor_of(session, sari.id).roles_in(None, "")
    at = link.removeprefix(settings().address)
    answer = Browser().post(at, {"username": "sari", "fresh": "tiga ekor kuda hijau"})
    assert answer.status_code == 303
    assert Browser().post(at, {"username": "sari2", "fresh": "x" * 20}).status_code == 422


@pytest.mark.usefixtures("make")
def test_nobody_is_appointed_who_is_not_there() -> None:
    assert CliRunner().invoke(app, ["appoint", NIP, "administrator"]).exit_code == 2
