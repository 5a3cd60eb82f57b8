"""Before judging: one list without names, signed once; in a browser."""

import pytest
from bs4 import BeautifulSoup
from sqlmodel import col, select

from ideas import given
from ideas.database import transaction
from ideas.jobs.worker import work_once
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.declarations.models import Declaration
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.panels.hall import Hall


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def listing_of(hall: Hall) -> str:
    return f"/reviews/declarations/{hall.step.ref}"


def mine(hall: Hall) -> list[Assignment]:
    with transaction(writes=False) as session:
        rows = select(Assignment).where(Assignment.judge_id == hall.judges[0].id)
        return list(session.exec(rows.order_by(col(Assignment.place))).all())


def form(page: BeautifulSoup, **fields: str) -> dict[str, str]:
    """The list as the page shows it, signed."""
    (read,) = page.select('input[name="read"]')
    return {"read": str(read["value"]), "signed": "on"} | fields


def test_the_first_sheet_leads_to_the_list_and_a_signature_opens_it(hall: Hall) -> None:
    hall.assign(declared=False)
    judge, sheet = Browser(hall.judges[0]), mine(hall)[0]
    answer = judge.get(f"/reviews/{sheet.ref}")
    assert (answer.status_code, answer.headers["location"]) == (303, listing_of(hall))
    page = judge.page(listing_of(hall))
    assert judge.post(listing_of(hall), form(page)).status_code == 303
    assert judge.get(f"/reviews/{sheet.ref}").status_code == 200
    with transaction(writes=False) as session:
        (signed,) = session.exec(select(Declaration)).all()
    assert (signed.judge_id, signed.entries, signed.close) == (hall.judges[0].id, 2, 0)


def test_an_undeclared_sheet_takes_no_mark(hall: Hall) -> None:
    hall.assign(declared=False)
    judge, url = Browser(hall.judges[0]), f"/reviews/{mine(hall)[0].ref}"
    for tail, fields in (("", {"version": "0"}), ("/lock", {"version": "0"}), ("/conflict", {})):
        assert judge.post(f"{url}{tail}", fields).status_code == 404


def test_the_list_is_blind(hall: Hall) -> None:
    hall.assign(declared=False)
    page = Browser(hall.judges[0]).page(listing_of(hall))
    rows = [list(row.stripped_strings)[:3] for row in page.select("tbody tr")]
    titles = {entry.id: entry.title for entry in hall.entries}
    assert rows == [[row.ref[:4], titles[row.entry_id], "Pelayanan warga"] for row in mine(hall)]
    assert "Penggagas" not in page.text


def test_what_is_close_goes_to_somebody_else(hall: Hall) -> None:
    hall.assign(declared=False)
    judge, (close, other) = Browser(hall.judges[0]), mine(hall)
    fields = form(judge.page(listing_of(hall)), note="Pernah satu kantor.")
    judge.post(listing_of(hall), fields | {f"close-{close.ref}": "declared"})
    assert judge.get(f"/reviews/{close.ref}").status_code == 404
    assert judge.get(f"/reviews/{other.ref}").status_code == 200
    work_once()
    with transaction(writes=False) as session:
        rows = session.exec(select(Assignment).where(Assignment.entry_id == close.entry_id)).all()
    assert sum(row.state is AssignmentState.OPEN for row in rows) == 2
    told = Browser(hall.dewi).page(hall.url).select("[aria-labelledby=apart] tbody tr")
    assert "Dinyatakan sendiri: Pernah satu kantor." in told[0].text


def test_what_is_said_of_a_family_is_read_by_nobody(hall: Hall) -> None:
    hall.assign(declared=False)
    judge, (close, _) = Browser(hall.judges[0]), mine(hall)
    fields = form(judge.page(listing_of(hall)), note="Adik ipar saya.")
    judge.post(listing_of(hall), fields | {f"close-{close.ref}": "family"})
    with transaction(writes=False) as session:
        (row,) = session.exec(select(Conflict)).all()
    assert (row.kind, row.note) == (ConflictKind.FAMILY, "")
    (told,) = Browser(hall.dewi).page(hall.url).select("[aria-labelledby=apart] tbody tr")
    assert "Dinyatakan sendiri" in told.text
    assert "eluarga" not in told.text


def test_new_entries_ask_again_for_those_alone(hall: Hall) -> None:
    hall.assign(declared=False)
    judge = Browser(hall.judges[0])
    judge.post(listing_of(hall), form(judge.page(listing_of(hall))))
    assert "Semua usulan Anda sudah dinyatakan." in judge.page(listing_of(hall)).text
    late = hall.entry(7)
    sheet = hall.make.assignment(late, hall.judges[0], declared_at=None, place=9)
    assert judge.get(f"/reviews/{sheet.ref}").status_code == 303
    rows = judge.page(listing_of(hall)).select("tbody tr")
    assert [list(row.stripped_strings)[1] for row in rows] == [late.title]
    assert judge.get(f"/reviews/{mine(hall)[0].ref}").status_code == 200


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"signed": ""}, "Tandai pernyataan ini"),
        ({"read": "0" * 64}, "Daftar ini baru saja berubah"),
        ({"close-XXXX-XXXX": "declared"}, "Pilih satu dari daftar"),
    ],
)
def test_a_signature_counts_for_the_list_that_was_read(
    hall: Hall, change: dict[str, str], says: str
) -> None:
    hall.assign(declared=False)
    judge = Browser(hall.judges[0])
    answer = judge.post(listing_of(hall), form(judge.page(listing_of(hall))) | change)
    assert (answer.status_code, says in answer.text) == (422, True)
    assert [row.declared_at for row in mine(hall)] == [None, None]


def test_there_is_no_list_for_others_and_none_to_sign_after_the_close(hall: Hall) -> None:
    hall.assign(declared=False)
    for person in (hall.dewi, hall.make.person("Joko")):
        assert Browser(person).get(listing_of(hall)).status_code == 404
    judge = Browser(hall.judges[0])
    fields = form(judge.page(listing_of(hall)))
    with given.world(frozen=hall.step.closes_at):
        page = judge.page(listing_of(hall))
        assert page.select("main form") == []
        assert "sudah ditutup" in page.text
        assert judge.post(listing_of(hall), fields).status_code == 422
