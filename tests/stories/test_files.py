"""Files in a real browser: chosen, sent, checked, seen by the team and, without names, judged."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import select

from ideas.database import transaction
from ideas.given import new_secret
from ideas.permissions import Role
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import Owner, StepKind
from tests.bed.axe import axe
from tests.bed.browser import PHONE, shoot, window
from tests.browsing import sign_in
from tests.factories import Make
from tests.stories.world import HOST, serving
from tests.writing.attachments.filed import Desk, check_all
from tests.writing.files.building import paper, picture, workbook

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@contextmanager
def signed_in(chrome: Browser, home: str, person: Person, **facts: Any) -> Iterator[Page]:
    secret = new_secret()
    sign_in(person, secret)
    with window(chrome, home, **facts) as page:
        page.context.add_cookies([{"name": "wadah", "value": secret, "url": home}])
        yield page


@pytest.fixture
def home(database: str) -> Iterator[str]:  # noqa: ARG001 -- the world
    with socket.create_server((HOST, 0)) as listener, serving(listener):
        yield f"http://{HOST}:{listener.getsockname()[1]}"


def test_a_team_attaches_files_and_a_judge_reads_copies(
    make: Make, home: str, chrome: Browser, tmp_path: Path
) -> None:
    desk = Desk(make, most=5, help="Unggah bukti masalahnya, misalnya foto dan anggaran.")
    for name, content in {
        "Rencana kerja layanan antar dokumen ke desa.pdf": paper("Rencana", "Tahap satu"),
        "foto loket.jpg": picture("JPEG", (900, 600)), "anggaran.xlsx": workbook(),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    with signed_in(chrome, home, desk.sari, script=False) as page:
        for file in sorted(tmp_path.glob("*.*")):
            if file.suffix in (".pdf", ".jpg", ".xlsx"):
                page.goto(desk.page)
                page.get_by_label("Berkas", exact=True).set_input_files(file)
                page.get_by_role("button", name="Unggah").click()
        assert page.get_by_text("Diperiksa", exact=True).count() == 3
    check_all()
    _seen_by_the_team(chrome, home, desk)
    _seen_by_a_judge(chrome, home, desk)


def _seen_by_the_team(chrome: Browser, home: str, desk: Desk) -> None:
    for scheme in ("light", "dark"):
        with signed_in(chrome, home, desk.sari, view=PHONE, scheme=scheme) as page:
            page.goto(desk.page)
            assert axe(page) == []
            shoot(page, f"files-{scheme}")
            page.goto(f"/proposals/{desk.proposal.ref}")
            assert page.locator(".files img").count() == 3
            assert axe(page) == []
            shoot(page, f"files-read-{scheme}")
            page.goto(f"/proposals/{desk.proposal.ref}/edit")
            shoot(page, f"files-edit-{scheme}")


def _seen_by_a_judge(chrome: Browser, home: str, desk: Desk) -> None:
    assert desk.browser.post(f"/proposals/{desk.proposal.ref}/submission").status_code == 303
    with transaction() as session:
        entry = session.exec(select(Entry)).one()
        entry.step_id = desk.make.step_of(desk.competition, StepKind.PANEL).id
        entry.owner, entry.shown = Owner.JUDGES, True
    judge = desk.make.with_role("Ratna", Role.JUDGE, desk.competition)
    sheet = desk.make.assignment(entry, judge)
    with signed_in(chrome, home, judge) as page:
        page.goto(f"/reviews/{sheet.ref}")
        assert page.get_by_text("Lampiran 1.").count() == 1
        with page.expect_download() as taken:
            page.get_by_text("Lampiran 1.").click()
        assert taken.value.suggested_filename.startswith("Lampiran 1.")
        assert axe(page) == []
        shoot(page, "files-judge")
