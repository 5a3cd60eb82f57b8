"""Letters, through a real server: what arrives, when it is tried again, and when it is not."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.jobs import mail, worker
from ideas.later import Job
from ideas.permissions import Role
from ideas.settings import settings
from ideas.staff.people.models import Person
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.queries import Addressee, post_today
from ideas.talking.letters.rules import WORDINGS, Letter
from tests import golden
from tests.bed.post import Postbox, postbox
from tests.browsing import Browser
from tests.factories import Make

SOON, LONG = timedelta(minutes=1), timedelta(hours=2)


def set_mail(monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    monkeypatch.setenv("IDEAS_MAIL", to)
    monkeypatch.setenv("IDEAS_MAIL_FROM", "Wadah Sekar Arum <wadah@kota.example>")
    monkeypatch.setenv("IDEAS_MAIL_REPLY", "admin@kota.example")
    settings.cache_clear()


@pytest.fixture
def box(make: Make, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:  # noqa: ARG001 -- the world
    with postbox() as box:
        set_mail(monkeypatch, f"smtp-plain://127.0.0.1:{box.port}")
        yield box


@pytest.fixture
def sari(make: Make) -> Person:
    sari = make.person("Sari Puspakirana")
    with transaction() as session:
        session.get_one(Person, sari.id).email = "sari@kota.example"
    return sari


def write(person: Person, letter: Letter = Letter.PASSWORD_CHANGED) -> None:
    with transaction() as session:
        write_letter(session, letter, person.id)


def job() -> Job:
    with transaction(writes=False) as session:
        return session.exec(select(Job)).one()


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part
    return str(part.get_content())


def test_a_letter_arrives_in_text_and_html_with_every_header(sari: Person, box: Postbox) -> None:
    write(sari)
    assert worker.work_one()
    (letter,) = box.letters
    assert letter["To"] == "Sari Puspakirana <sari@kota.example>"
    assert letter["From"] == "Wadah Sekar Arum <wadah@kota.example>"
    assert letter["Reply-To"] == "admin@kota.example"
    assert letter["Subject"] == "Kata sandi Anda berubah"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == given.now()
    assert letter["Message-ID"] == f"<{job().id}@127.0.0.1>"
    assert "Semua perangkat lain sudah kami keluarkan." in body(letter, "plain")
    html = body(letter, "html")
    assert "Lihat akun saya" in html
    assert "<img" not in html
    assert "http" not in html.replace("http://127.0.0.1:8000/account", "")


def test_the_reader_chooses_the_language(sari: Person, box: Postbox) -> None:
    with transaction() as session:
        session.get_one(Person, sari.id).language = "en"
    write(sari)
    worker.work_one()
    assert box.letters[0]["Subject"] == "Your password was changed"
    assert box.letters[0]["Content-Language"] == "en"
    assert "Dear Sari Puspakirana" in body(box.letters[0], "plain")


@pytest.mark.parametrize(
    "name",
    ["Sari\r\nBcc: evil@else.example", "Sari\nX: y", 'A"; <evil@else.example>,', "<b>O'Sari"],
)
def test_no_name_reaches_into_the_headers(sari: Person, box: Postbox, name: str) -> None:
    with transaction() as session:
        session.get_one(Person, sari.id).name = name
    write(sari)
    worker.work_one()
    (letter,) = box.letters
    assert not {"Bcc", "X"} & set(letter.keys())
    assert [a.addr_spec for a in letter["To"].addresses] == ["sari@kota.example"]
    assert " ".join(name.split()) in " ".join(body(letter, "plain").split())
    assert "<b>" not in body(letter, "html")


@pytest.mark.parametrize("email", ["", "sari", "a@b\r\nBcc: c@d.example", "a@b, c@d.example"])
def test_what_is_no_address_ends_with_a_note(sari: Person, box: Postbox, email: str) -> None:
    with transaction() as session:
        session.get_one(Person, sari.id).email = email
    write(sari)
    worker.work_one()
    assert (job().done_at, bool(job().trouble)) == (given.now(), True)
    assert box.letters == []


def test_a_busy_server_is_asked_again_later(sari: Person, box: Postbox) -> None:
    box.says = ["451 try later", "421 shutting down"]
    write(sari)
    for after in (0 * SOON, SOON):
        with given.world(frozen=given.now() + after):
            assert worker.work_one()
            assert (job().done_at, box.letters) == (None, [])
            assert not worker.work_one(), "not before its time"
    with given.world(frozen=given.now() + LONG):
        assert worker.work_one()
        assert (job().trouble, job().done_at) == ("", given.now())
    assert len(box.letters) == 1


def test_a_refusal_for_good_is_not_tried_again(sari: Person, box: Postbox) -> None:
    box.says = ["550 sari@kota.example is unknown here"]
    write(sari)
    worker.work_one()
    with given.world(frozen=given.now() + LONG):
        assert not worker.work_one()
    assert job().trouble == "refused for good with 550"
    assert box.letters == []


def test_a_server_that_is_away_is_asked_again(
    sari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_mail(monkeypatch, "smtp-plain://127.0.0.1:9")
    write(sari)
    worker.work_one()
    assert (job().done_at, job().tries) == (None, 1)


def test_a_server_that_cannot_keep_a_secret_gets_nothing(
    sari: Person, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """smtp:// means STARTTLS or nothing."""
    set_mail(monkeypatch, f"smtp://user:password@127.0.0.1:{box.port}")
    write(sari)
    worker.work_one()
    assert box.letters == []
    assert (job().done_at, job().tries) == (None, 1)
    assert "password" not in job().trouble


def test_without_a_server_letters_wait_and_the_office_reads_so(
    make: Make, sari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(sari)
    assert not worker.work_one()
    office = Browser(make.with_role("Dewi", Role.ADMINISTRATOR))
    assert "1 surat menunggu." in office.page("/admin").text
    with postbox() as box:
        set_mail(monkeypatch, f"smtp-plain://127.0.0.1:{box.port}")
        worker.work_one()
        assert len(box.letters) == 1
    assert "Surat terkirim dengan lancar." in office.page("/admin").text


def test_nothing_is_locked_while_a_letter_is_on_its_way(
    make: Make, sari: Person, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database takes other writes, and no other worker takes the letter."""
    write(sari)
    seen: list[object] = []

    def deliver(_letter: EmailMessage) -> None:
        make.person("Somebody who comes meanwhile")
        seen.extend([worker.work_one(), job().done_at])

    monkeypatch.setattr(mail, "deliver", deliver)
    assert worker.work_one()
    assert seen == [False, None]
    assert job().done_at
    assert box.letters == []


def test_a_worker_that_dies_on_the_way_leaves_the_letter_for_another(
    sari: Person, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(sari)

    def dies(_letter: EmailMessage) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(mail, "deliver", dies)
        with pytest.raises(SystemExit):
            worker.work_one()
    assert not worker.work_one()
    with given.world(frozen=given.now() + worker.LEASE + SOON):
        assert worker.work_one()
    assert len(box.letters) == 1


def test_the_demo_lays_letters_down(
    sari: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_mail(monkeypatch, f"file://{tmp_path}/mail")
    write(sari)
    worker.work_one()
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == f"{job().id}.eml"
    assert b"Kata sandi Anda berubah" in file.read_bytes()


def test_trouble_is_counted(make: Make, sari: Person, box: Postbox) -> None:
    box.says = ["550 no", "450 later"]
    for _ in range(2):
        write(sari)
        worker.work_one()
    with transaction(writes=False) as session:
        post = post_today(session)
    assert make
    assert (post.open, post.waiting, post.troubled, post.returned) == (True, 1, 1, 1)


ABOUT = {
    "by": "Budi", "title": "Surat dari ponsel", "ref": "K7Q2-M4XF", "when": "Rabu", "left": "besok",
    "lacks": "Ringkasan belum ditulis.",
}  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_words_of_every_letter(language: str) -> None:
    to = Addressee("Sari Puspakirana", "sari@kota.example", language)
    texts = []
    for kind in Letter:
        token = "0" * 64 if WORDINGS[kind].links else ""
        told = mail.worded(WORDINGS[kind], to, token, ABOUT)
        letter = mail.written(UUID(int=0), to, told)
        texts.append(f"== {kind}\nSubject: {letter['Subject']}\n\n{body(letter, 'plain')}")
    golden.compare(f"letters-{language}.txt", "\n".join(texts))
