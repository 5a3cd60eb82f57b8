"""The toolbar, the preview and pasting in a real browser, over the product's own page."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from ideas.writing.markup.rules import as_html
from tests import browsing
from tests.bed.axe import axe
from tests.bed.browser import DESK, PHONE, chromium, shoot, window
from tests.factories import Make
from tests.writing.markup.clipboards import CLIPBOARDS

HOME = "http://127.0.0.1:9"  # nobody listens there: what the browser asks is answered here
AREA = "#f-answer-cara"
SHOWN = """Antre **dua jam** untuk *satu* surat.

## Yang dialami

1. Datang pagi
2. Pulang siang
   - tanpa surat

> Saya tiga kali ke sini.

| Tahun | Pemohon | Selesai hari itu | Keluhan | Biaya rata-rata | Catatan |
|---|--:|--:|--:|--:|---|
| 2024 | 1.204 | 312 | 48 | Rp 85.000 | Sebelum |
| 2025 | 1.377 | 1.190 | 9 | Rp 12.000 | Sesudah |

Lihat [data lengkapnya](https://contoh.example/data) atau ![Peta desa](lampiran:peta)."""
PASTE = """([html, area]) => {
    const data = new DataTransfer(), field = document.querySelector(area);
    data.setData("text/html", html);
    data.setData("text/plain", "polos");
    field.focus();
    field.value = "";
    field.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
    return field.value;
}"""

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def writing(make: Make, chrome: Browser) -> Iterator[Page]:
    """Sari's form, in a browser whose every request the product answers in this process."""
    sari = make.person("Sari", superior=make.person("Wayan"))
    answers = {"masalah": SHOWN, "cara": "Bu Sari menulis dari 0812-3456-7890."}
    row = make.proposal(sari, answers=answers)
    client = browsing.Browser(sari).client

    def answer(route: Route) -> None:
        asked, parts = route.request, urlsplit(route.request.url)
        headers = {**asked.headers, **browsing.OURS}
        got = client.request(
            asked.method,
            f"{parts.path}?{parts.query}",
            content=asked.post_data_buffer,
            headers=headers,
        )
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)

    with window(chrome, HOME, view=DESK) as page:
        page.route("**/*", answer)
        page.goto(f"/proposals/{row.ref}/edit")
        yield page


def press(page: Page, name: str) -> None:
    page.locator(f".field:has({AREA}) .toolbar [data-do={name}]").click()


def test_what_is_pasted_keeps_its_shape_and_nothing_else(writing: Page) -> None:
    pasted = {name: writing.evaluate(PASTE, [html, AREA]) for name, (html, _) in CLIPBOARDS.items()}
    assert pasted == {name: text for name, (_, text) in CLIPBOARDS.items()}
    assert len(CLIPBOARDS) >= 12
    assert "<table>" in as_html(pasted["word table"])
    assert as_html(pasted["web words with signs"]).count("<p>") == 3


def test_each_tool_writes_its_sign_and_undoing_takes_it_back(writing: Page) -> None:
    area = writing.locator(AREA)
    signs = {
        "bold": "**kata**", "italic": "*kata*", "heading": "## kata", "list": "- kata",
        "numbers": "1. kata", "quote": "> kata", "link": "[kata](https://)",
    }  # fmt: skip
    for name, text in signs.items():
        area.fill("kata")
        area.select_text()
        press(writing, name)
        assert area.input_value() == text
        area.press("Control+z")
        assert area.input_value() == "kata", name


def test_a_tool_pressed_again_takes_its_sign_away(writing: Page) -> None:
    area = writing.locator(AREA)
    area.fill("satu\ndua")
    for name, text in (
        ("list", "- satu\n- dua"),
        ("numbers", "1. satu\n2. dua"),
        ("numbers", "satu\ndua"),
    ):
        area.select_text()
        press(writing, name)
        assert area.input_value() == text
    area.select_text()
    area.press("Control+b")
    assert area.input_value() == "**satu\ndua**"
    area.press("Control+b")
    assert area.input_value() == "satu\ndua"


def test_a_table_stands_apart_from_what_was_written(writing: Page) -> None:
    area = writing.locator(AREA)
    area.fill("kata")
    area.press("End")
    press(writing, "table")
    assert area.input_value().startswith("kata\n\n| Kolom 1 | Kolom 2 |\n|---|---|\n")
    assert "<table>" in as_html(area.input_value())


def test_the_toolbar_is_one_stop_of_the_tab_key(writing: Page) -> None:
    tools = writing.locator(f".field:has({AREA}) .toolbar button")
    assert [tool.get_attribute("tabindex") for tool in tools.all()] == ["0"] + ["-1"] * 8
    tools.first.focus()
    writing.keyboard.press("ArrowRight")
    assert writing.evaluate("document.activeElement.dataset.do") == "italic"
    writing.keyboard.press("End")
    assert writing.evaluate("document.activeElement.dataset.do") == "preview"
    sizes = [box for tool in tools.all() if (box := tool.bounding_box())]
    assert [size for size in sizes if min(size["width"], size["height"]) < 44] == []


def test_a_preview_is_shown_in_place_and_goes_again(writing: Page) -> None:
    area = writing.locator(AREA)
    area.fill("**tebal** <script>")
    press(writing, "preview")
    seen = writing.locator(".seen strong")
    seen.wait_for()
    assert (seen.text_content(), area.is_visible()) == ("tebal", False)
    press(writing, "preview")
    assert (area.is_visible(), writing.locator(".seen").count()) == (True, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_sound_on_a_phone_too(writing: Page, scheme: str) -> None:
    writing.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    writing.locator(AREA).fill(
        "## Biaya\n\n|Tahun|Warga|\n|---|--:|\n|2025|1.204|\n\n- satu\n- dua"
    )
    press(writing, "preview")
    writing.locator(".seen table").wait_for()
    for view in (PHONE, DESK):
        writing.set_viewport_size(view)
        assert writing.evaluate("document.documentElement.scrollWidth") <= view["width"]
        assert axe(writing) == []
    shoot(writing, f"writing-{scheme}")


def test_what_is_read_and_what_is_told_are_sound_too(writing: Page) -> None:
    read = writing.url.removesuffix("/edit")
    for url, seen in ((read, ".prose table"), (f"{read}/submission", ".notice q")):
        writing.goto(url)
        assert writing.locator(seen).count() >= 1
        for view in (PHONE, DESK):
            writing.set_viewport_size(view)
            assert writing.evaluate("document.documentElement.scrollWidth") <= view["width"]
            assert axe(writing) == []
        shoot(writing, f"told-{url.rpartition('/')[2] if seen != '.prose table' else 'read'}")
