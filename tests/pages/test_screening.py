"""The secretariat's check in the browser: a queue and a checklist."""

import pytest

from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.entries.waiting import PAGE
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import Make

FINE = {"check-ok-lengkap": "ok"}
LACKING = {"check-ok-lengkap": "no", "check-why-lengkap": "Anggaran belum jelas."}


@pytest.fixture
def competition(make: Make) -> Competition:
    return make.competition(at=StepKind.SCREENING)


@pytest.fixture
def dewi(make: Make, competition: Competition) -> Person:
    return make.with_role("Dewi", Role.SECRETARIAT, competition)


def test_the_queue_reaches_as_far_as_the_role(
    make: Make, dewi: Person, competition: Competition
) -> None:
    here = make.entry(competition=competition, at=StepKind.SCREENING)
    elsewhere = make.entry(at=StepKind.SCREENING)
    own = make.entry(dewi, competition, at=StepKind.SCREENING)
    page = Browser(dewi).get("/screening").text
    assert [ref in page for ref in (here.ref, elsewhere.ref, own.ref)] == [True, False, False]
    assert "Tidak ada yang menunggu" in Browser(make.person("Joko")).get("/screening").text


def test_pages_of_the_queue_follow_each_other(
    make: Make, dewi: Person, competition: Competition
) -> None:
    refs = {make.entry(competition=competition, at=StepKind.SCREENING).ref for _ in range(PAGE + 2)}
    browser = Browser(dewi)
    first = browser.page("/screening")
    second = browser.page(str(first.select("[rel=next]")[0]["href"]))
    shown = [str(a["href"])[-9:] for page in (first, second) for a in page.select(".todo a")]
    assert (len(shown), set(shown)) == (PAGE + 2, refs)
    assert browser.get("/screening?after=nonsense").status_code == 200


def test_the_queue_asks_the_same_for_one_and_three(
    make: Make, dewi: Person, competition: Competition, asked: list[str]
) -> None:
    browser, counts = Browser(dewi), []
    for _ in range(3):
        make.entry(competition=competition, at=StepKind.SCREENING)
        asked.clear()
        browser.get("/screening")
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts == [2, 2, 2]


def test_what_the_computer_knows_stands_beside_the_list(
    make: Make, dewi: Person, competition: Competition
) -> None:
    entry = make.entry(competition=competition, at=StepKind.SCREENING)
    hints = Browser(dewi).page(f"/screening/{entry.ref}").select(".check")[0]
    assert [li["class"] for li in hints.select("li")] == [["ok"], ["ok"], ["no"]]
    assert "Belum ada persetujuan atasan." in hints.text


def test_saving_leads_to_the_next(make: Make, dewi: Person, competition: Competition) -> None:
    entries = [make.entry(competition=competition, at=StepKind.SCREENING) for _ in range(2)]
    browser = Browser(dewi)
    sent = {"verdict": "pass", "then": "next"} | FINE
    answer = browser.post(f"/screening/{entries[0].ref}", sent)
    assert answer.headers["location"] == f"/screening/{entries[1].ref}"
    answer = browser.post(f"/screening/{entries[1].ref}", sent)
    assert answer.headers["location"] == "/screening"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"verdict": "pass"}, "check-ok-lengkap"),
        ({"verdict": "pass"} | LACKING, "verdict"),
        ({"verdict": "return"} | FINE, "verdict"),
        ({"verdict": "fail", "check-ok-lengkap": "no"}, "check-why-lengkap"),
        (FINE, "verdict"),
    ],
)
def test_a_checklist_that_does_not_hold_together_comes_back(
    make: Make, dewi: Person, competition: Competition, sent: dict[str, str], field: str
) -> None:
    entry = make.entry(competition=competition, at=StepKind.SCREENING)
    answer = Browser(dewi).post(f"/screening/{entry.ref}", sent)
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.text
    assert all(text in answer.text for text in sent.values())


def test_the_team_reads_why_it_stopped(make: Make, dewi: Person, competition: Competition) -> None:
    sari = make.person("Sari")
    entry = make.entry(sari, competition, at=StepKind.SCREENING)
    assert (
        Browser(dewi)
        .post(f"/screening/{entry.ref}", {"verdict": "fail"} | LACKING)
        .headers["location"]
        == "/screening"
    )
    page = Browser(sari).page(f"/entries/{entry.ref}")
    assert "Anggaran belum jelas." in page.select(".notice")[0].text
    assert "Belum lolos seleksi administrasi." in page.text


def test_only_the_secretariat_checks(make: Make, competition: Competition) -> None:
    sari = make.person("Sari")
    entry = make.entry(sari, competition, at=StepKind.SCREENING)
    for person, status in ((sari, 403), (make.person("Joko"), 404)):
        sent = {"verdict": "pass"} | FINE
        assert Browser(person).get(f"/screening/{entry.ref}").status_code == status
        assert Browser(person).post(f"/screening/{entry.ref}", sent).status_code == status


def test_who_screens_one_category_sees_and_decides_only_that(make: Make) -> None:
    entry = make.entry(at=StepKind.SCREENING)
    with transaction(writes=False) as session:
        competition = session.get_one(Competition, entry.competition_id)
    for category, status in (("layanan", 200), ("lingkungan", 404)):
        dewi = make.person(f"Dewi {category}")
        make.save(
            RoleGrant(
                person_id=dewi.id, role=Role.SECRETARIAT, granted_at=make.now,
                competition_id=competition.id, category=category,
            )
        )  # fmt: skip
        listed = entry.title in Browser(dewi).get("/screening").text
        assert listed is (status == 200)
        assert Browser(dewi).get(f"/screening/{entry.ref}").status_code == status
        assert Browser(dewi).get(f"/competitions/{competition.ref}/road").status_code == 403
