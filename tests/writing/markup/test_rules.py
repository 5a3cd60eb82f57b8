"""Written text becomes HTML: what people may write, what is shown for it, what stays as typed."""

import re

import pytest

from ideas.writing.markup.links import goes
from ideas.writing.markup.rules import LONGEST, as_html
from ideas.writing.proposals.rules import words_in

PEOPLE = {
    "satu\ndua": "<p>satu<br>\ndua</p>",
    "**tebal** dan *miring*": "<p><strong>tebal</strong> dan <em>miring</em></p>",
    "- satu\n- dua": "<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>",
    "2. dua\n3. tiga": '<ol start="2">\n<li>dua</li>\n<li>tiga</li>\n</ol>',
    "> kata warga": "<blockquote>\n<p>kata warga</p>\n</blockquote>",
    "satu\n\n---\n\ndua": "<p>satu</p>\n<hr>\n<p>dua</p>",
    "nama_berkas_satu & 3 < 4": "<p>nama_berkas_satu &amp; 3 &lt; 4</p>",
    "Rp 5.000\n=====": "<p>Rp 5.000<br>\n=====</p>",
    "    menjorok": "<p>menjorok</p>",
    "`kode` &copy; <b>": "<p>`kode` &amp;copy; &lt;b&gt;</p>",
    "![Peta desa](lampiran:peta)": "<p>Peta desa</p>",
    "![Peta](https://contoh.example/a.png)": "<p>Peta</p>",
    "[di sini](#isi)": "<p>[di sini](#isi)</p>",
}


@pytest.mark.parametrize("typed", PEOPLE)
def test_people_see_what_they_meant(typed: str) -> None:
    assert as_html(typed).strip() == PEOPLE[typed]


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# a\n## b\n### c", ["h3", "h4", "h4"]), ("### a\n# b\n## c", ["h3", "h3", "h4"]),
        ("###### a", ["h3"]), ("#\n## a", ["h3"]),
    ],
)  # fmt: skip
def test_headings_stand_below_the_section_and_skip_no_level(typed: str, levels: list[str]) -> None:
    assert re.findall("<(h[1-6])>", as_html(typed)) == levels
    below = [f"h{int(level[1]) + 1}" for level in levels]
    assert re.findall("<(h[1-6])>", as_html(typed, top=4)) == below


def test_a_table_lies_in_its_own_box_with_its_numbers_to_the_right() -> None:
    html = as_html("|Tahun|Warga|\n|---|--:|\n|2025|1.204|")
    assert html.startswith('<div class="wide" tabindex="0"><table>\n<thead>')
    assert html.strip().endswith("</table></div>")
    assert '<td>2025</td>\n<td class="n">1.204</td>' in html


def test_a_picture_is_shown_only_when_the_page_has_it() -> None:
    pictures = {"peta desa.png": "/proposals/K7Q2-M4XF/files/1"}
    shown = '<img src="/proposals/K7Q2-M4XF/files/1" alt="Peta" loading="lazy">'
    assert shown in as_html("![Peta](<lampiran:peta desa.png>)", pictures)
    assert "<p>Peta</p>" in as_html("![Peta](lampiran:lain.png)", pictures)


def test_a_link_tells_its_host_unless_it_is_the_host() -> None:
    assert as_html("[data](https://bps.example/a)").endswith("</a> (bps.example)</p>\n")
    assert as_html("[bps.example](https://bps.example/)").endswith("bps.example</a></p>\n")
    assert "xn--" in as_html("[bank](https://b\u0430nk.example)")
    assert as_html("[surat](mailto:a@b.example)").endswith("</a> (a@b.example)</p>\n")


def test_a_blind_copy_neither_leads_nor_tells_where() -> None:
    assert as_html("[data](https://bps.example/a)", blind=True) == "<p>data</p>\n"


def test_marks_that_turn_or_hide_letters_are_left_out() -> None:
    assert as_html("a\u202eb\u200bc\u2066d") == "<p>abcd</p>\n"
    assert as_html("Z" + "\u0351" * 90 + "a") == "<p>Z" + "\u0351" * 4 + "a</p>\n"
    assert "\U0001f468\u200d\U0001f469" in as_html("\U0001f468\u200d\U0001f469")


def test_what_is_too_long_or_too_deep_is_shown_as_typed() -> None:
    assert as_html("*a* " * LONGEST).startswith("<p>*a* *a*")
    assert as_html("> " * 30 + "dalam") == "<p>" + "&gt; " * 30 + "dalam</p>\n"
    assert as_html("> " * 5 + "dalam").count("<blockquote>") == 5


def test_signs_of_the_markup_are_no_words() -> None:
    assert words_in("- **satu** dua\n- tiga") == 3


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://contoh.example", True), ("http://contoh.example:8000/a?b#c", True),
        ("mailto:a@b.example", True), ("https://a@contoh.example", False),
        ("https:contoh.example", False), ("//contoh.example", False), ("javascript:1", False),
    ],
)  # fmt: skip
def test_only_plain_addresses_lead_somewhere(address: str, plain: bool) -> None:
    assert goes(address) is plain
