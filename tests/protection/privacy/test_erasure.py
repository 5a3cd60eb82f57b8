"""After an erasure nobody and nothing remembers, and all that was decided still stands."""

import logging

import pytest
from sqlalchemy import text
from sqlmodel import select

from ideas.database import engine_for, transaction
from ideas.deciding.recognition.models import Recognition
from ideas.history.verifying import verify_log
from ideas.jobs.worker import work_once
from ideas.later import Job
from ideas.permissions import Role
from ideas.protection.requests.models import PrivacyRequest
from ideas.settings import settings
from ideas.staff.people.models import Person
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged
from tests.protection.privacy.forgotten import WORDS, WRONG, Traces, found_in, pages_of, places

STATISTICS = {"pg_stats.most_common_vals", "pg_stats.histogram_bounds"}
NAMED = {"recognition.bearer", "bytes", "bytes-wal"} | STATISTICS


@pytest.fixture
def traces(make: Make, caplog: pytest.LogCaptureFixture) -> Traces:
    caplog.set_level(logging.DEBUG, "ideas")
    return Traces(make)


@pytest.fixture
def no_names(database: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 -- its settings come first
    monkeypatch.setenv("IDEAS_KEEP_NAMES", "false")
    settings.cache_clear()


def analyse(database: str) -> None:
    with engine_for(database).connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


@pytest.mark.usefixtures("no_names")
def test_no_canary_is_left_anywhere(
    traces: Traces, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    analyse(database)
    before = found_in(traces.canaries, places(database))
    assert set(before) == set(traces.canaries), "each canary is found before"
    assert any("pg_stats" in x or "bytes" in x for x in before[WORDS["name"]])
    assert any(place.startswith("zip/") for place in before[WORDS["email"]])
    shown = found_in(traces.canaries, pages_of(traces))
    assert {WORDS["name"], WRONG} <= set(shown)
    traces.erase()
    assert found_in(traces.canaries, places(database)) == {}
    assert found_in(traces.canaries, pages_of(traces)) == {}
    assert found_in(traces.canaries, [("log", caplog.text.encode().lower())]) == {}
    assert not list(settings().files.rglob("*.zip"))


def test_by_default_only_the_decree_goes_on_naming_its_bearer(
    traces: Traces, database: str
) -> None:
    traces.erase()
    left = found_in(traces.canaries, places(database))
    assert set(left) == {WORDS["name"]}
    assert left[WORDS["name"]] <= NAMED
    (where,) = found_in(traces.canaries, pages_of(traces)).items()
    assert {place.partition(" ")[0] for place in where[1]} == {f"/verify/{traces.code}"}


def test_awards_still_verify_and_the_log_is_whole(traces: Traces) -> None:
    with transaction(writes=False) as session:
        before = verify_log(session)
    assert (before.wrong, before.erased) == ((), 0)
    traces.erase()
    page = Browser().page(f"/verify/{traces.code}")
    assert page.h1 and page.h1.text == "Piagam ini asli"  # noqa: PT018 -- one fact
    assert not page.select(f"a[href='{traces.here}']")
    with transaction(writes=False) as session:
        after = verify_log(session, before.head)
    assert after.wrong == ()
    assert after.erased > 5
    assert after.leaves > before.leaves
    assert after.waiting == 0


def test_the_erased_one_is_out_and_nobody_finds_them(traces: Traces) -> None:
    browser = traces.browser
    traces.erase()
    assert browser.get("/proposals").headers["location"].startswith("/signin")
    assert Browser(traces.dewi).get(traces.here).status_code == 404
    team = Browser(traces.judged.budi).page(f"/entries/{traces.judged.entries[0].ref}")
    assert "Pegawai " in team.text


def test_results_and_ballots_still_count(traces: Traces) -> None:
    before = [row.text for row in Browser().page(traces.result).select("tbody tr")]
    with transaction(writes=False) as session:
        ballots = session.execute(text("SELECT count(*) FROM ballot")).scalar_one()
    traces.erase()
    assert [row.text for row in Browser().page(traces.result).select("tbody tr")] == before != []
    with transaction(writes=False) as session:
        assert session.execute(text("SELECT count(*) FROM ballot")).scalar_one() == ballots == 1


def test_what_was_still_to_be_made_is_not_made_any_more(make: Make) -> None:
    judged, (dewi, wayan) = Judged(make), officers(make)
    Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
    Browser(judged.melati).post(f"{judged.at}/release")
    Browser(judged.sari).post(f"/people/{judged.sari.ref}/data/copy")
    erase(judged.sari, dewi, wayan)
    assert work_once() > 0
    with transaction(writes=False) as session:
        papers = session.exec(select(Recognition.person_id, Recognition.certificate)).all()
        assert {who for who, paper in papers if paper is None} == {judged.sari.id}
        assert [job.trouble for job in session.exec(select(Job)) if job.trouble] == []
    assert not list(settings().files.rglob("*.zip"))


def officers(make: Make) -> tuple[Person, Person]:
    return make.with_role("Dewi", Role.ADMINISTRATOR), make.with_role("Wayan", Role.PERSONNEL)


def erase(who: Person, dewi: Person, wayan: Person) -> None:
    """Asked, decided, carried out; the worker has not come by yet."""
    Browser(who).post(f"/people/{who.ref}/data/requests", {"right": "erase", "wrong": "Pindah."})
    with transaction(writes=False) as session:
        ref = session.exec(select(PrivacyRequest.ref)).one()
    for officer, tail in ((dewi, "decision"), (wayan, "erasure")):
        answer = Browser(officer).post(f"/admin/privacy/requests/{ref}/{tail}")
        assert answer.status_code == 303
