"""Files of a proposal in the browser: sent, checked, described, read by who may, taken out."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.demo.attaching import attach_samples
from ideas.jobs.worker import work_once
from ideas.outside.files import fetch
from ideas.permissions import Role
from ideas.protection.retention.actions import clear_out
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.models import Entry
from ideas.settings import settings
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import Owner, StepKind
from ideas.talking.notices.models import Notice
from ideas.writing.attachments.models import Attachment
from ideas.writing.derivatives.making import make_and_tell
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileKind, FileState
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.cases import sentence_in
from tests.writing.attachments.filed import Desk, check_all
from tests.writing.derivatives.canaries import NAME, jpeg
from tests.writing.files.building import paper, picture


@pytest.fixture
def desk(make: Make, quick: None) -> Desk:  # noqa: ARG001 -- no box
    return Desk(make)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same check in this process: a box takes a while to start."""

    def here(_module: str, kind: str, source: str, out: str, *, folder: Path) -> bool:
        make_and_tell(Path(source), FileKind(kind), Path(out))
        return folder == Path(out)

    monkeypatch.setattr("ideas.jobs.files.run_boxed", here)


def the_file() -> File:
    with transaction(writes=False) as session:
        return session.exec(select(File)).one()


def sent_entry(desk: Desk, *, at: StepKind) -> Entry:
    """The proposal is sent, and stands at a step that is open now."""
    answer = desk.browser.post(f"/proposals/{desk.proposal.ref}/submission")
    assert answer.status_code == 303, sentence_in(answer.text)
    with transaction() as session:
        entry = session.exec(select(Entry)).one()
        entry.step_id, entry.shown = desk.make.step_of(desk.competition, at).id, True
        entry.owner = Owner.JUDGES if at is StepKind.PANEL else entry.owner
    return entry


def test_a_file_is_sent_checked_in_a_box_and_read(make: Make) -> None:
    desk = Desk(make)
    answer = desk.send("Rencana kami.pdf", paper("Halo"), **{"alt-bukti": "Rencana"})
    assert answer.status_code == 303, sentence_in(answer.text)
    ref = desk.refs()[0]
    assert "Diperiksa" in desk.browser.get(desk.page).text
    assert desk.browser.get(f"{desk.page}/{ref}").status_code == 404
    check_all()
    assert "Diperiksa" not in desk.browser.get(desk.page).text
    got = desk.browser.get(f"{desk.page}/{ref}")
    assert (got.content, got.headers["content-type"]) == (paper("Halo"), "application/pdf")


def test_what_is_given_out_runs_nothing_and_is_kept_nowhere(desk: Desk) -> None:
    desk.send("laporan “baru”.pdf", paper("Halo"))
    check_all()
    got = desk.browser.get(f"{desk.page}/{desk.refs()[0]}")
    assert got.headers["content-disposition"].startswith("attachment; filename=")
    assert (
        "filename*=UTF-8''laporan%20%E2%80%9Cbaru%E2%80%9D.pdf"
        in got.headers["content-disposition"]
    )
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in got.headers["cache-control"]
    again = desk.browser.client.get(
        f"{desk.page}/{desk.refs()[0]}", headers={"If-None-Match": got.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_the_same_file_sent_twice_is_attached_once(desk: Desk) -> None:
    for _ in range(2):
        assert desk.send("a.pdf", paper("Halo")).status_code == 303
    assert len(desk.refs()) == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.exe", b"MZ", "Jenis berkas ini tidak diterima"),
        ("a.pdf", b"<html>", "tidak cocok dengan namanya"),
        ("a.png", picture("JPEG"), "tidak cocok dengan namanya"),
        ("a.pdf", b"", "kosong"),
        ("a.pdf", b"%PDF-" + bytes(3 << 20), "Paling besar 2 MB"),
    ],
)
def test_what_is_not_taken_is_refused_with_its_reason(
    desk: Desk, name: str, content: bytes, why: str
) -> None:
    answer = desk.send(name, content)
    assert (answer.status_code, why in sentence_in(answer.text)) == (422, True)
    assert desk.refs() == []


def test_what_only_the_whole_check_finds_is_told_to_who_sent_it(desk: Desk) -> None:
    desk.send("panjang.pdf", paper(pages=101))
    check_all()
    page = desk.browser.get(desk.page).text
    assert "Berkas ini terlalu panjang. Paling banyak 100 halaman." in page
    with transaction(writes=False) as session:
        notice = session.exec(select(Notice)).one()
    assert (notice.person_id, notice.path) == (desk.sari.id, desk.page)
    answer = desk.browser.post(f"/proposals/{desk.proposal.ref}/submission")
    assert "Lampiran “panjang.pdf” ditolak" in sentence_in(answer.text)


def test_a_picture_is_described_in_words(desk: Desk) -> None:
    desk.send("foto.jpg", picture("JPEG"))
    check_all()
    ref = desk.refs()[0]
    desk.browser.post(f"{desk.page}/{ref}/text", {f"alt-{ref}": "Antrean di loket"})
    image = desk.browser.page(desk.page).select_one(".files img")
    assert image is not None
    assert image["alt"] == "Antrean di loket"
    shown = desk.browser.get(str(image["src"]))
    assert shown.headers["content-type"] == "image/webp"
    assert shown.headers["content-disposition"].startswith("inline")


def test_a_video_is_an_address_that_is_shown_and_never_followed(desk: Desk) -> None:
    link = "https://video.example.go.id/a.mp4"
    for bad in ("http://a.id/b", "javascript:alert(1)", "https://u:p@a.id/", "https://a b.id", ""):
        answer = desk.browser.post(f"{desk.page}/link", {"link-bukti": bad})
        assert (bad, answer.status_code) == (bad, 422)
    assert desk.browser.post(f"{desk.page}/link", {"link-bukti": link}).status_code == 303
    page = desk.browser.page(desk.page)
    assert link in page.text
    assert not page.select(f'[href="{link}"], [src="{link}"]')


def test_what_is_taken_out_is_gone_and_its_content_with_the_clearing(desk: Desk) -> None:
    desk.send("a.pdf", paper("Halo"))
    check_all()
    ref, file = desk.refs()[0], the_file()
    assert desk.browser.post(f"{desk.page}/{ref}/removal").status_code == 303
    assert (desk.refs(), desk.browser.get(f"{desk.page}/{ref}").status_code) == ([], 404)
    later = given.now() + timedelta(days=3)
    with given.world(frozen=later):
        with transaction() as session:
            clear_out(session, given.new_id())
        work_once()
    for key in (file.key, file.blind, file.thumb):
        with pytest.raises(FileNotFoundError):
            fetch(str(key))


def test_what_is_still_attached_survives_the_clearing(desk: Desk) -> None:
    desk.send("a.pdf", paper("Halo"))
    check_all()
    with given.world(frozen=given.now() + timedelta(days=3)):
        with transaction() as session:
            clear_out(session, given.new_id())
        work_once()
    assert fetch(the_file().key) == paper("Halo")


def test_a_section_is_full_and_days_and_proposals_have_their_measure(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(make, most=2)
    chance = random.Random(1)
    large = paper("Halo") + b"%" + chance.randbytes(700_000) + b"\n%%EOF"
    for setting, words in (("files_proposal", "sudah mencapai 1 MB"), ("files_day", "besok")):
        with monkeypatch.context() as quota:
            quota.setattr(settings(), setting, 1)
            desk.send("a.pdf", large)
            assert words in sentence_in(desk.send("b.pdf", large + b"\n%%EOF").text)
    desk.send("b.pdf", paper("Dua"))
    assert "sudah penuh" in sentence_in(desk.send("c.pdf", paper("Tiga")).text)


def test_colleagues_get_what_was_made_of_it_and_strangers_nothing(desk: Desk, make: Make) -> None:
    desk.send(f"CV {NAME}.jpg", jpeg())
    check_all()
    url = f"{desk.page}/{desk.refs()[0]}"
    joko = make.person("Joko", unit=make.unit("Dinas lain"))
    assert Browser(joko).get(url).status_code == 404
    with transaction() as session:
        session.get_one(Proposal, desk.proposal.id).openness = Openness.COLLEAGUES
    got = Browser(joko).get(url)
    assert (NAME.encode() in got.content, NAME in str(got.headers)) == (False, False)
    assert desk.browser.get(url).content == jpeg()
    judge = make.with_role("Ratna", Role.JUDGE, desk.competition)
    assert Browser(judge).get(url).status_code == 404


def test_what_was_sent_stays_when_the_draft_loses_it(desk: Desk, make: Make) -> None:
    desk.send("bukti.pdf", paper("Halo"))
    check_all()
    entry, ref = sent_entry(desk, at=StepKind.BALLOT), desk.refs()[0]
    with transaction() as session:
        session.get_one(Proposal, desk.proposal.id).attached = {}
        row = session.exec(select(Attachment)).one()
        row.removed_at = given.now() - timedelta(days=9)
        clear_out(session, given.new_id())
    assert "bukti.pdf" in desk.browser.get(f"/entries/{entry.ref}").text
    assert desk.browser.get(f"/entries/{entry.ref}/files/{ref}").content == paper("Halo")
    voter = Browser(make.person("Budi", unit=make.unit("Dinas lain")))
    assert voter.get(f"/entries/{entry.ref}/files/{ref}").content != paper("Halo")


def test_the_receipt_binds_the_files(desk: Desk) -> None:
    digests = set()
    desk.send("a.pdf", paper("Halo"))
    check_all()
    entry = sent_entry(desk, at=StepKind.SCREENING)
    digests.add(entry.digest)
    with transaction(writes=False) as session:
        row = session.exec(select(Attachment)).one()
        kept = session.get_one(Entry, entry.id)
    assert row.frozen
    assert kept.digest == entry.digest


def test_judges_read_neutral_copies_and_never_the_original(desk: Desk, make: Make) -> None:
    desk.send(f"CV {NAME}.jpg", jpeg(), **{"alt-bukti": "Loket"})
    desk.browser.post(f"{desk.page}/link", {"link-bukti": "https://kanal-sari.example/v.mp4"})
    entry = sent_entry(desk, at=StepKind.PANEL)
    judge = make.with_role("Ratna", Role.JUDGE, desk.competition)
    with given.world(frozen=make.step_of(desk.competition, StepKind.PANEL).opens_at + timedelta(1)):
        sheet = f"/reviews/{make.assignment(entry, judge).ref}"
        ratna = Browser(judge)
        assert "Masih disiapkan" in ratna.get(sheet).text
        assert ratna.get(f"{sheet}/files/1").status_code == 404
        check_all()
        page, got = ratna.get(sheet).text, ratna.get(f"{sheet}/files/1")
        assert "Lampiran 1.jpg" in page
        assert not any(word in page for word in ("Qanaria", "kanal-sari", desk.refs()[0]))
        assert "Lampiran%201.jpg" in got.headers["content-disposition"]
        assert NAME.encode() not in got.content
        assert ratna.get(f"{sheet}/files/2").status_code == 404
        assert ratna.get(f"{sheet}/files/1/picture").status_code == 200
        other = make.with_role("Tono", Role.JUDGE, desk.competition)
        assert Browser(other).get(f"{sheet}/files/1").status_code == 404


def test_a_required_section_is_lacking_until_it_holds_a_file(make: Make) -> None:
    desk = Desk(make, required=True)
    edit = f"/proposals/{desk.proposal.ref}/edit"
    assert "Bagian “Bukti dan gambar” belum diisi." in desk.browser.get(edit).text
    desk.send("a.pdf", paper("Halo"))
    assert "Bagian “Bukti dan gambar” belum diisi." not in desk.browser.get(edit).text


def test_the_demo_shows_a_paper_and_a_picture(desk: Desk) -> None:
    with transaction() as session:
        me = visitor_of(session, desk.sari.id)
        attach_samples(session, me, find_draft(session, me, desk.proposal.ref))
    check_all()
    page = desk.browser.page(desk.page)
    assert [a.text for a in page.select(".files a")] == ["Rencana kerja.pdf", "Lama antre.png"]
    assert len(page.select(".files img")) == 2


def test_a_worker_that_died_is_followed_by_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what cannot be opened in its box is refused, not tried for ever."""
    desk.send("a.pdf", paper("Halo"))
    monkeypatch.setattr("ideas.jobs.files.run_boxed", lambda *_a, **_k: False)
    check_all()
    assert the_file().state is FileState.REFUSED
    assert "terlalu rumit" in desk.browser.get(desk.page).text
