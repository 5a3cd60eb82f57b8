"""Before a proposal is sent its team reads where its files would tell who made them."""

import pytest
from PIL import PngImagePlugin
from sqlmodel import select

from ideas.database import transaction
from ideas.stages import StepKind
from ideas.writing.files.models import File
from ideas.writing.files.rules import FileKind
from tests.browsing import Browser
from tests.factories import Make
from tests.pages.test_attachments import quick, sent_entry
from tests.protection.privacy.test_erasure import erase, officers
from tests.writing.attachments.filed import Desk, check_all
from tests.writing.files.building import finished, opened_paper, paper, picture

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")  # no box
NAME, NIP = "Qanaria Zyx", "198503122010011012"


class Named(Desk):
    """Sari's team has somebody with a name that is nobody else's."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.zyx = make.person(NAME)
        make.member(self.proposal, self.zyx)
        self.review = f"/proposals/{self.proposal.ref}/submission"

    def told(self) -> str:
        """What the page says of files; nothing when it has nothing to say."""
        found = self.browser.page(self.review).select("#f-telling, .notice")
        return " ".join(
            " ".join(box.text.split()) for box in found if "Lampiran yang menyebut" in box.text
        )


@pytest.fixture
def desk(make: Make) -> Named:
    return Named(make)


def authored(kind: FileKind) -> bytes:
    if kind is FileKind.PNG:
        told = PngImagePlugin.PngInfo()
        told.add_text("Author", NAME)
        return picture("PNG", pnginfo=told)
    made = opened_paper("Warga tidak perlu datang.")
    made.docinfo["/Author"] = NAME
    return finished(made)


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.PNG])
def test_a_file_that_keeps_its_author_is_told_softly(desk: Named, kind: FileKind) -> None:
    desk.send(f"rencana.{kind.value}", authored(kind))
    assert desk.told() == ""
    check_all()
    told = desk.told()
    assert f"“rencana.{kind.value}” menyimpan nama pembuatnya: {NAME}. Tidak sampai ke" in told
    assert "Tidak perlu diubah" in told
    assert desk.browser.post(desk.review).status_code == 303


def test_what_judges_would_read_in_a_file_is_told_too_and_a_nip_never_whole(desk: Named) -> None:
    desk.send("rencana.pdf", paper(f"Disusun oleh {NAME}", f"NIP {NIP}", "sari@contoh.go.id"))
    check_all()
    told = desk.told()
    for said in (f"menyebut {NAME} (nama)", "1985…012", "(alamat surel)", "Ganti lampiran"):
        assert said in told
    assert NIP not in desk.browser.get(desk.review).text


def test_a_file_without_names_is_not_told_of_nor_is_one_that_was_taken_out(desk: Named) -> None:
    desk.send("rencana.pdf", paper("Warga tidak perlu datang."))
    desk.send(f"{NAME}.pdf", paper("Halo."))
    check_all()
    assert f"Nama berkas “{NAME}.pdf” memuat {NAME}" in desk.told()
    assert "rencana.pdf" not in desk.told()
    desk.browser.post(f"{desk.page}/{desk.refs()[-1]}/removal")
    assert desk.told() == ""


def test_judges_and_colleagues_read_nothing_of_what_a_file_says_of_itself(desk: Named) -> None:
    desk.send("rencana.pdf", authored(FileKind.PDF))
    check_all()
    entry = sent_entry(desk, at=StepKind.PANEL)
    reader = Browser(desk.make.person("Joko"))
    pages = (reader.get(f"/entries/{entry.ref}"), reader.get(f"/entries/{entry.ref}/files"))
    assert NAME not in "".join(page.text for page in pages)


def test_what_a_file_says_of_somebody_is_forgotten_with_them(desk: Named) -> None:
    desk.send("rencana.pdf", authored(FileKind.PDF))
    desk.send("lain.pdf", paper("Warga tidak perlu datang."))
    check_all()
    erase(desk.zyx, *officers(desk.make))
    with transaction(writes=False) as session:
        told = [file.told for file in session.exec(select(File))]
    assert sorted(map(bool, told)) == [False, True]
    assert NAME not in str(told)
