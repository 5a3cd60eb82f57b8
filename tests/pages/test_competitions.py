"""Competitions as people meet them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from ideas.database import found, transaction
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import CompetitionState, EntryState, Owner, StepKind
from tests.browsing import Browser
from tests.factories import ROAD, WEEK, Make


@pytest.fixture
def dewi(make: Make) -> Person:
    return make.with_role("Dewi", Role.SECRETARIAT)


def main(page: BeautifulSoup) -> str:
    return " ".join(page.select("main")[0].text.split())


def button(page: BeautifulSoup) -> str | None:
    """Where the one main button of a page leads."""
    found = page.select("main .btn-main, main .btn-yolk")
    assert len(found) <= 1
    return str(found[0]["href"]) if found else None


def test_a_stranger_reads_the_list_and_the_face(make: Make) -> None:
    competition = make.competition()
    assert competition.title in Browser().page("/competitions").text
    face = Browser().page(f"/competitions/{competition.ref}")
    assert button(face) == f"/signin?next=/competitions/{competition.ref}"
    assert "Dampak" in face.text
    assert "Disetujui atasan langsung ketua tim" in face.text
    assert "Suara tidak menambah nilai." in face.text


def test_drafts_are_for_the_secretariat_alone(make: Make, dewi: Person) -> None:
    draft = make.competition(state=CompetitionState.DRAFT)
    url = f"/competitions/{draft.ref}"
    assert draft.title in Browser(dewi).page("/competitions?show=draft").text
    assert draft.title not in Browser(make.person()).page("/competitions").text
    assert Browser(dewi).get(url).status_code == 200
    for path in ("", "/rules", "/entries"):
        hidden, missing = Browser().get(url + path), Browser().get(f"/competitions/XXXX{path}")
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert told(hidden.text) == told(missing.text)


def told(html: str) -> str:
    return main(BeautifulSoup(html, "html.parser"))


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        ("", ["Nanti", "Sekarang", "Dulu"]),
        ("running", ["Sekarang"]),
        ("coming", ["Nanti"]),
        ("done", ["Dulu"]),
        ("draft", []),
        ("nonsense", ["Nanti", "Sekarang", "Dulu"]),
    ],
)
def test_the_list_has_shelves_and_runs_from_new_to_old(
    make: Make, show: str, titles: list[str]
) -> None:
    done = make.competition(at=StepKind.DECREE, state=CompetitionState.DONE)
    rename(make, done, title="Dulu", created_at=make.now - WEEK)
    rename(make, make.competition(), title="Sekarang")
    coming = make.competition()
    rename(make, coming, title="Nanti", created_at=make.now + WEEK)
    for step in ROAD:
        row = make.step_of(coming, step)
        row.opens_at, row.closes_at = row.opens_at + WEEK, row.closes_at + WEEK
        make.save(row)
    page = Browser(make.person()).page(f"/competitions?show={show}")
    assert [link.text for link in page.select(".idea h3 a")] == titles


def rename(make: Make, competition: Competition, **facts: Any) -> None:
    make.save(competition.sqlmodel_update(facts))


def test_the_list_is_read_page_by_page(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ideas.road.competitions.listing.PAGE", 2)
    titles = [f"Lomba {n}" for n in range(5)]
    for n, title in enumerate(titles):
        rename(make, make.competition(), title=title, created_at=make.now - WEEK * (n // 2))
    seen, url = [], "/competitions"
    while url:
        page = Browser().page(url)
        seen += [link.text for link in page.select(".idea h3 a")]
        following = page.select("a[rel=next]")
        url = str(following[0]["href"]) if following else ""
    assert sorted(seen) == titles
    assert len(seen) == len(set(seen))


ASKED = [
    (StepKind.CALL, None, "/proposals/new?competition={ref}"),
    (StepKind.ENDORSEMENT, None, None),
    (StepKind.SCREENING, None, None),
    (StepKind.SCREENING, Role.SECRETARIAT, "/screening"),
    (StepKind.BALLOT, None, "/ballots/{step}"),
    (StepKind.BALLOT, Role.JUDGE, None),
    (StepKind.PANEL, None, None),
    (StepKind.PANEL, Role.JUDGE, "/reviews"),
    (StepKind.DECREE, None, None),
    (StepKind.DECREE, Role.LEADER, "/competitions/{ref}/outcome"),
    (StepKind.DECREE, Role.PUBLISHER, "/competitions/{ref}/outcome"),
]


@pytest.mark.parametrize(("at", "role", "leads_to"), ASKED)
def test_the_face_asks_each_person_for_one_thing_at_most(
    make: Make, at: StepKind, role: Role | None, leads_to: str | None
) -> None:
    competition = make.competition(at=at)
    person = make.person("Sari")
    if role:
        make.grant(person, role, competition)
    step = make.step_of(competition, at)
    wanted = leads_to.format(ref=competition.ref, step=step.ref) if leads_to else None
    assert button(Browser(person).page(f"/competitions/{competition.ref}")) == wanted


def test_people_of_other_units_read_but_are_not_invited(make: Make) -> None:
    inside, outside = make.unit("Dinas"), make.unit("Bagian lain")
    competition = make.competition()
    rename(make, competition, unit_id=inside.id)
    page = Browser(make.person(unit=outside)).page(f"/competitions/{competition.ref}")
    assert button(page) is None
    assert "Kompetisi ini untuk unit kerja lain." in main(page)
    insider = Browser(make.person("Sari", unit=inside)).page(f"/competitions/{competition.ref}")
    assert button(insider)


def test_the_rules_tell_everything_that_judges_and_teams_are_bound_to(make: Make) -> None:
    page = Browser().page(f"/competitions/{make.competition().ref}/rules")
    for words in ("Siapa yang mengalami?", "60 kata", "Semua bagian wajib terisi", "60%",
                  "Inovator Terbaik I", "0" * 64, "3 juri tiap usulan"):  # fmt: skip
        assert words in main(page)


def entries_page(person: Person | None, competition: Competition, more: str = "") -> BeautifulSoup:
    return Browser(person).page(f"/competitions/{competition.ref}/entries{more}")


def test_entries_are_for_colleagues_until_it_is_over(make: Make) -> None:
    entry = make.entry(at=StepKind.PANEL)
    competition = owner(entry)
    assert entry.title in entries_page(make.person(), competition).text
    stranger = entries_page(None, competition)
    assert entry.title not in stranger.text
    assert "Masuk untuk membaca usulan" in stranger.text
    rename(make, competition, state=CompetitionState.DONE)
    assert entry.title in entries_page(None, competition).text


def owner(entry: Entry) -> Competition:
    with transaction(writes=False) as session:
        return found(session.get(Competition, entry.competition_id))


@pytest.mark.parametrize(
    "facts",
    [{"shown": False}, {"state": EntryState.WITHDRAWN, "owner": Owner.NOBODY, "reason": "Ditarik"}],
)
def test_what_is_not_shown_or_taken_back_is_not_listed(make: Make, facts: dict[str, Any]) -> None:
    entry = make.entry(at=StepKind.PANEL)
    competition, reader = owner(entry), make.person()
    assert entry.title in entries_page(reader, competition).text
    make.save(entry.sqlmodel_update(facts))
    assert entry.title not in entries_page(reader, competition).text


def test_judges_read_titles_without_units_or_addresses(make: Make) -> None:
    sari = make.person("Sari", unit=make.unit("Kelurahan Jagalan"))
    entry = make.entry(sari, at=StepKind.PANEL)
    competition = owner(entry)
    judge = entries_page(make.with_role("Ratna", Role.JUDGE, competition), competition)
    colleague = entries_page(make.person(), competition)
    assert "Kelurahan Jagalan" in main(colleague)
    assert colleague.select(f"a[href='/entries/{entry.ref}']")
    assert entry.title in main(judge)
    assert "Kelurahan Jagalan" not in main(judge)
    assert not judge.select("main a[href^='/entries/']")
    assert entry.ref not in str(judge)


def test_entries_are_filtered_by_category_and_read_page_by_page(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ideas.road.entries.listing.PAGE", 1)
    competition = make.competition(at=StepKind.PANEL)
    for name in ("Sari", "Budi"):
        make.entry(make.person(name), competition, at=StepKind.PANEL, title=f"Dari {name}")
    first = entries_page(make.person(), competition, "?category=layanan")
    following = first.select_one("a[rel=next]")
    assert following
    second = Browser(make.person()).page(str(following["href"]))
    titles = [a.text for page in (first, second) for a in page.select(".idea h3 a")]
    assert sorted(titles) == ["Dari Budi", "Dari Sari"]
    assert not second.select("a[rel=next]")


def test_the_desk_tells_who_owes_what_and_what_is_late(make: Make, dewi: Person) -> None:
    competition = make.competition(at=StepKind.ENDORSEMENT)
    wayan = make.person("Wayan Mengwi")
    make.entry(make.person("Budi"), competition, superior=wayan, title="Tepat waktu")
    late = make.entry(make.person("Sari"), competition, superior=wayan, title="Terlambat sekali")
    make.save(late.sqlmodel_update({"due_at": make.now - WEEK}))
    text = main(Browser(dewi).page(f"/competitions/{competition.ref}/desk"))
    assert "Terlambat sekali" in text
    assert "Wayan Mengwi" in text
    assert "Tepat waktu" not in text
    assert "menunggu atasan langsung 2 1 terlambat" in text
    desk = f"/competitions/{competition.ref}/desk"
    panel = make.step_of(competition, StepKind.PANEL)
    assert Browser(dewi).page(desk).select(f"a[href='/panels/{panel.ref}']")
    assert Browser(make.person()).get(desk).status_code == 403


def test_lists_and_faces_ask_a_constant_number_of_statements(
    make: Make, dewi: Person, asked: list[str]
) -> None:
    competition = make.competition(at=StepKind.PANEL)
    ref, lead = competition.ref, make.person("Sari")
    urls = ["/competitions", f"/competitions/{ref}", f"/competitions/{ref}/rules",
            f"/competitions/{ref}/entries", f"/competitions/{ref}/desk"]  # fmt: skip

    def counts() -> list[int]:
        browser, numbers = Browser(dewi), []
        for url in urls:
            asked.clear()
            browser.page(url)
            numbers.append(len([s for s in asked if s.startswith("SELECT")]))
        return numbers

    make.entry(lead, competition, at=StepKind.PANEL)
    with_one = counts()
    for name in ("Budi", "Joko"):
        make.entry(make.person(name), competition, at=StepKind.PANEL)
        make.competition()
    assert counts() == with_one
    assert max(with_one) <= 7, with_one


def test_the_secretariat_gives_a_step_more_time_and_everybody_reads_why(
    make: Make, dewi: Person
) -> None:
    competition = make.competition()
    at, step = f"/competitions/{competition.ref}", make.step_of(competition, StepKind.CALL)
    until = (step.closes_at + WEEK).strftime("%Y-%m-%dT%H:%M")
    fields = {"step": step.ref, "until": until, "reason": "Banyak unit kebanjiran."}
    office = Browser(dewi)
    assert [tag["value"] for tag in office.page(f"{at}/desk").select("[name=step]")] == [step.ref]
    wrong = office.post(f"{at}/extension", fields | {"until": "2026-01-01T08:00"})
    assert (wrong.status_code, "Pilih waktu setelah" in wrong.text) == (422, True)
    assert "Banyak unit kebanjiran." in wrong.text
    assert Browser(make.person("Sari")).post(f"{at}/extension", fields).status_code == 403
    assert office.post(f"{at}/extension", fields).status_code == 303
    face = main(Browser().page(at))
    assert "diperpanjang sampai" in face
    assert "Alasannya: Banyak unit kebanjiran." in face


def test_the_desk_asks_the_secretariat_for_what_only_it_can_do(make: Make, dewi: Person) -> None:
    competition = make.competition(at=StepKind.PANEL)
    entry = make.entry(make.person("Sari"), competition, at=StepKind.PANEL)
    at = f"/competitions/{competition.ref}/desk"
    assert "Bagikan usulan kepada juri" in main(Browser(dewi).page(at))
    make.assignment(entry, make.with_role("Ratna", Role.JUDGE, competition))
    assert "Bagikan usulan kepada juri" not in main(Browser(dewi).page(at))
    with transaction() as session:
        session.get_one(Entry, entry.id).due_at = make.now - WEEK
    assert "Hubungi yang terlambat" in main(Browser(dewi).page(at))
