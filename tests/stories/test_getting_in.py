"""Somebody new gets in: a letter, an account, a second step, a passkey; then a phone is lost."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from pyotp import TOTP
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.identity.signins.models import SignIn
from ideas.jobs.worker import work_once
from ideas.permissions import Role
from ideas.settings import settings
from ideas.staff.roles.actions import grant_role
from tests.bed.post import Postbox, postbox
from tests.stories.town import INSTALLER, PASSWORD, Town, found_town, hire
from tests.stories.walking import Walker
from tests.stories.world import HOST, Story, it_is, serving

NEW = "tiga ekor kuda hijau"
ROW = ("ani", "Ani Lestari", "jagalan", "Penata Layanan", "wayan", "199502142021032007")
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def box(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:  # noqa: ARG001 -- the world
    with postbox() as box:
        monkeypatch.setenv("IDEAS_MAIL", f"smtp-plain://{HOST}:{box.port}")
        settings.cache_clear()
        yield box


@pytest.fixture
def story(
    box: Postbox,  # noqa: ARG001 -- letters go there
    chrome: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Story]:
    """At an address with a name, since passkeys belong to names."""
    with socket.create_server((HOST, 0)) as listener, given.world(), ExitStack() as windows:
        home = f"http://localhost:{listener.getsockname()[1]}"
        monkeypatch.setenv("IDEAS_ADDRESS", home)
        settings.cache_clear()
        it_is("2026-01-05 09:00")
        with serving(listener):
            story = Story(town(), home, home, chrome, True, "in", windows)
            yield story
            story.is_sound()


def town() -> Town:
    """Dewi keeps the accounts; Ani is new, and will be a judge."""
    town = found_town()
    with transaction() as session:
        hire(session, town, ROW)
        grant_role(session, INSTALLER, town.people["dewi"].id, Role.ADMINISTRATOR)
        grant_role(session, INSTALLER, town.people["ani"].id, Role.JUDGE)
    return town


def test_somebody_new_gets_in_and_stays_in(story: Story, box: Postbox) -> None:
    ani, dewi = Walker(story, "", story.person("").page), story.person("dewi")
    is_invited(dewi, ani.page.url)
    opens_the_account(ani, path_in_the_last_letter(box))
    secret, codes = sets_up_an_app(ani)
    adds_a_passkey(ani)
    comes_in_with_the_passkey(ani)
    proves_it_again(ani)
    has_lost_the_phone(ani, codes)
    comes_in_with_the_app(ani, secret)


def is_invited(dewi: Walker, _nowhere: str) -> None:
    dewi.opens("/admin", sees="Surat terkirim dengan lancar.")
    dewi.looks("admin")
    dewi.opens("/admin/accounts?q=Ani", sees="Belum punya akun")
    dewi.looks("accounts")
    dewi.presses("Ani Lestari")
    dewi.writes("Alamat surat elektronik", "ani@kota")
    dewi.presses("Kirim undangan", sees="perlu diperbaiki")
    dewi.looks("invitation-wrong")
    dewi.writes("Alamat surat elektronik", "ani@kota.example")
    dewi.presses("Kirim undangan", sees="Undangan untuk Ani Lestari segera dikirim.")


def path_in_the_last_letter(box: Postbox) -> str:
    assert work_once() > 0
    part = box.letters[-1].get_body(("plain",))
    assert part
    found = re.search(r"/signin/link/[0-9a-f]{64}", part.get_content())
    assert found
    return found[0]


def opens_the_account(ani: Walker, link: str) -> None:
    ani.page.goto(link)
    ani.sees("Untuk Ani Lestari.")
    ani.holds("Nama akun", "ani.lestari")
    ani.looks("invited")
    ani.writes("Kata sandi baru", "pendek")
    ani.presses("Simpan dan masuk", sees="Paling sedikit 12 huruf.")
    ani.writes("Kata sandi baru", NEW)
    ani.presses("Simpan dan masuk", sees="Peran Anda menunggu langkah ini.")
    ani.page.goto("/")
    ani.sees("Peran Anda menunggu langkah kedua")
    ani.looks("desk-held-back")
    ani.presses("Pasang langkah kedua", sees="Siapkan aplikasi kode")


def sets_up_an_app(ani: Walker) -> tuple[str, list[str]]:
    ani.looks("step-begin")
    ani.presses("Lanjut", sees="Pindai kode ini")
    ani.looks("step-scan")
    secret = ani.main.locator("b.num").inner_text().replace(" ", "")
    ani.writes("Kode 6 angka", TOTP(secret).at(given.now()))
    ani.presses("Aktifkan", sees="Kode ini hanya kami tunjukkan sekali.")
    ani.looks("codes")
    codes = ani.main.locator(".codes li").all_inner_texts()
    assert ani.downloads("Unduh sebagai teks").decode().split()[-10:] == codes
    ani.presses("Sudah saya simpan", sees="Perlu Anda kerjakan")
    return secret, codes


def adds_a_passkey(ani: Walker) -> None:
    device = ani.page.context.new_cdp_session(ani.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    ani.page.goto("/account")
    ani.sees("Akun Anda terjaga dua langkah.")
    ani.writes("Nama perangkat", "Ponsel Ani")
    ani.presses("Tambah kunci sandi", sees="Kunci sandi ditambahkan.")
    ani.sees("Ponsel Ani", "belum pernah dipakai")
    ani.looks("account")


def signs_out(ani: Walker) -> None:
    ani.page.context.clear_cookies(name="wadah")
    ani.page.goto("/signin?next=/reviews")


def comes_in_with_the_passkey(ani: Walker) -> None:
    signs_out(ani)
    ani.looks("signin")
    ani.presses("Masuk dengan kunci sandi")
    ani.page.wait_for_url("**/reviews")
    expect(ani.page.locator("header summary")).to_contain_text("Ani Lestari")


def proves_it_again(ani: Walker) -> None:
    """Her proof is of an hour ago; only the key, the password and the code make it fresh."""
    with transaction() as session:
        for row in session.exec(select(SignIn)).all():
            row.proved_at -= timedelta(hours=1)
    ani.page.goto("/account/step")
    ani.sees("Buktikan diri sekali lagi")
    ani.looks("again")
    ani.presses("Pakai kunci sandi", sees="Aplikasi kode sudah terpasang.")


def has_lost_the_phone(ani: Walker, codes: list[str]) -> None:
    signs_out(ani)
    ani.writes("Nama akun", "ani.lestari")
    ani.writes("Kata sandi", NEW)
    ani.presses("Masuk", sees="Kata sandi cocok.")
    ani.looks("step")
    ani.writes("Kode 6 angka", "000000")
    ani.presses("Lanjut", sees="Kode ini tidak cocok")
    ani.looks("step-wrong")
    ani.writes("Kode 6 angka", codes[3].lower())
    ani.presses("Lanjut")
    ani.page.wait_for_url("**/reviews")


def comes_in_with_the_app(ani: Walker, secret: str) -> None:
    assert PASSWORD != NEW
    it_is("2026-01-05 09:30")
    signs_out(ani)
    ani.writes("Nama akun", "ani.lestari")
    ani.writes("Kata sandi", NEW)
    ani.presses("Masuk", sees="Kata sandi cocok.")
    ani.writes("Kode 6 angka", TOTP(secret).at(given.now()))
    ani.presses("Lanjut")
    ani.page.wait_for_url("**/reviews")
    ani.page.goto("/account")
    ani.sees("Tinggal 9 kode.")
    ani.page.goto("/signin/forgot")
    ani.looks("forgot")
    ani.page.goto("/signin/link/" + "0" * 64)
    ani.looks("dead-link")
