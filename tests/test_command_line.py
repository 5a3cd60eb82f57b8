"""The console command."""

import pytest
from typer.testing import CliRunner

from ideas import __main__ as command_line
from ideas.acts import Act
from ideas.database import transaction
from ideas.history.actions import record
from ideas.jobs.worker import work_once
from ideas.language import check
from ideas.pages import PAGES
from tests.factories import Make


def ask(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(command_line.app, list(words))
    return result.exit_code, result.output


def test_it_lists_every_command() -> None:
    status, text = ask("--help")
    assert status == 0
    for command in ("serve", "work", "demo", "migrate", "routes", "check", "log"):
        assert command in text


def test_it_tells_every_route_with_its_act() -> None:
    status, text = ask("routes")
    assert status == 0
    everything = [route for pages in PAGES for route in (*pages.routes, *pages.far_routes)]
    assert len(text.splitlines()) == len(everything)
    assert "GET  /verify/{code}" in text


@pytest.mark.parametrize(("found", "status"), [([], 0), (["en: missing: 'x'"], 1)])
def test_the_check_fails_when_a_text_is_missing(
    monkeypatch: pytest.MonkeyPatch, found: list[str], status: int
) -> None:
    monkeypatch.setattr(check, "complaints", lambda: found)
    assert ask("check")[0] == status


@pytest.mark.usefixtures("database")
def test_work_once_does_what_is_due() -> None:
    assert ask("work", "--once") == (0, "0 jobs done\n")


@pytest.mark.usefixtures("database")
def test_migrating_twice_does_no_harm() -> None:
    assert ask("migrate")[0] == 0


def test_the_log_is_verified_against_a_head_kept_elsewhere(make: Make) -> None:
    person = make.person()
    with transaction() as session:
        record(session, Act.SIGN_OUT, person.id, person.id)
    work_once()
    status, text = ask("log", "verify")
    assert (status, text.splitlines()[0]) == (0, "leaves 1, erased 0, waiting 0")
    head = text.splitlines()[1].removeprefix("head ")
    assert ask("log", "verify", "--head", head)[0] == 0
    status, text = ask("log", "verify", "--head", f"7:{head}")
    assert (status, "leaf 7: known before, and gone" in text) == (1, True)
