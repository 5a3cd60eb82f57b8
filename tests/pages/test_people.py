"""A person's page: what everybody may read, and what only they may."""

import pytest
from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.deciding.recognition.models import Recognition
from ideas.jobs.worker import work_once
from ideas.staff.people.models import PersonNumber
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged

NIP = "199001012015031001"


@pytest.fixture
def judged(make: Make) -> Judged:
    judged = Judged(make)
    make.save(PersonNumber(number=NIP, person_id=judged.sari.id, since=make.now.date()))
    Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
    Browser(judged.melati).post(f"{judged.at}/release")
    return judged


def line_of(judged: Judged) -> Recognition:
    with transaction(writes=False) as session:
        return session.exec(
            select(Recognition).where(Recognition.person_id == judged.sari.id)
        ).one()


def revoke(judged: Judged) -> None:
    with transaction() as session:
        session.execute(
            update(Recognition)
            .where(col(Recognition.person_id) == judged.sari.id)
            .values(revoked_at=judged.make.now, revoke_reason="Karya orang lain.")
        )


def test_everybody_reads_what_was_published_and_nothing_more(judged: Judged) -> None:
    page = Browser().page(f"/people/{judged.sari.ref}")
    assert [title.text for title in page.select(".award h3")] == ["Inovator Terbaik I"]
    assert "SemPelMas" in page.text
    for hidden in (NIP, "1990", "Portofolio gagasan", "certificates/"):
        assert hidden not in str(page)


def test_one_finds_ones_own_ideas_and_certificate(judged: Judged) -> None:
    work_once()
    browser, here = Browser(judged.sari), f"/people/{judged.sari.ref}"
    page = browser.page(here)
    assert [work.text for work in page.select("table tbody th a")] == ["SemPelMas"]
    assert NIP not in str(page)
    (link,) = [a["href"] for a in page.select("a[href$='.pdf']")]
    answer = browser.get(str(link))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer.headers["cache-control"]


def test_before_it_is_printed_the_page_says_so(judged: Judged) -> None:
    page = Browser(judged.sari).page(f"/people/{judged.sari.ref}")
    assert "PDF sedang disiapkan." in page.text
    code = line_of(judged).code
    answer = Browser(judged.sari).get(f"/people/{judged.sari.ref}/certificates/{code}.pdf")
    assert answer.status_code == 404


def test_anothers_certificate_does_not_exist(judged: Judged) -> None:
    work_once()
    code, here = line_of(judged).code, f"/people/{judged.sari.ref}/certificates"
    hidden = Browser(judged.budi).get(f"{here}/{code}.pdf")
    missing = Browser(judged.budi).get(f"{here}/AAAA-AAAA-AAAA-AAAA.pdf")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert Browser().get(f"{here}/{code}.pdf").status_code == 303
    own = Browser(judged.budi).get(f"/people/{judged.budi.ref}/certificates/{code}.pdf")
    assert own.status_code == 404


def test_what_was_revoked_is_seen_only_by_oneself_with_the_reason(judged: Judged) -> None:
    work_once()
    revoke(judged)
    here = f"/people/{judged.sari.ref}"
    assert "Inovator Terbaik I" not in Browser(judged.budi).page(here).text
    own = Browser(judged.sari).page(here)
    assert "Karya orang lain." in own.text
    assert not own.select("a[href$='.pdf']")
    code = line_of(judged).code
    assert Browser(judged.sari).get(f"{here}/certificates/{code}.pdf").status_code == 403


def test_a_page_without_awards_invites_oneself_and_is_plain_for_others(make: Make) -> None:
    joko = make.person("Joko")
    assert "Belum ada penghargaan" in Browser(joko).page(f"/people/{joko.ref}").text
    assert "Usulkan gagasan" not in Browser().page(f"/people/{joko.ref}").text


@pytest.mark.usefixtures("make")
def test_nobody_by_that_name() -> None:
    assert Browser().get("/people/AAAA-AAAA").status_code == 404


def test_the_page_asks_a_constant_number_of_statements(judged: Judged, asked: list[str]) -> None:
    browser = Browser(judged.sari)
    asked.clear()
    browser.get(f"/people/{judged.sari.ref}")
    before = len(asked)
    with transaction() as session:
        line = line_of(judged)
        for number, entry in enumerate(judged.entries[1:]):
            twin = Recognition(
                **line.model_dump(exclude={"id", "code", "entry_id"}), entry_id=entry.id,
                code=f"AAAA-AAAA-AAAA-AAA{number + 2}",
            )  # fmt: skip
            session.add(twin)
    asked.clear()
    page = browser.page(f"/people/{judged.sari.ref}")
    assert len(page.select(".award")) == 3
    assert len(asked) == before <= 6
