"""The look at every page finds what it is there to find."""

import pytest
from html5lib.html5parser import ParseError

from tests.sound import inspect

SOUND = (
    '<!DOCTYPE html><html lang="id"><head><title>Usulan</title></head><body><h1>Usulan</h1>'
    '<label>Judul <input name="title"></label><label for="b">Isi</label><input id="b" name="b">'
    '<form method="post" action="/a"><input type="hidden" name="token"><p>A</p></form>'
    "</body></html>"
)
FAULTS = (
    ("<h1>Usulan</h1>", "<h2>Usulan</h2>"), ("<p>A</p>", "<h1>A</h1>"),
    ("Usulan</title>", " · </title>"), ("<p>A</p>", '<p id="b">A</p>'), ("A</p>", "A</b></p>"),
    ("<p>A</p>", '<svg><use href="/static/icons.svg#no-such"/></svg>'),
    ("<p>A</p>", '<p style="color:red">A</p>'), ("<p>A</p>", "<script>1</script>"),
    ("<p>A</p>", "<div><p>A</p>"), ("<p>A</p>", "<p>A</p></div>"), ("<p>A</p>", "<p <b>A</p>"),
    ("<p>A</p>", '<p onclick="a()">A</p>'), ("<p>A</p>", '<img alt="" src="https://a.example/a">'),
    ('action="/a"', 'action="//a.example/a"'), ('action="/a"', ""), ('name="token"', 'name="t"'),
    ('for="b"', 'for="c"'),
    ('<label>Judul <input name="title"></label>', '<input name="title">'),
    ("<title>", "<style>p {}</style><title>"),
)  # fmt: skip


def test_a_sound_page_passes() -> None:
    inspect(SOUND, whole=True)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_each_time(fault: tuple[str, str]) -> None:
    page = SOUND.replace(*fault)
    assert page != SOUND
    for _ in range(2):
        with pytest.raises((AssertionError, ParseError)):
            inspect(page, whole=True)


def test_a_token_of_another_form_is_not_this_ones() -> None:
    twice = SOUND.replace("</form>", '</form><form method="post" action="/b"></form>')
    with pytest.raises(AssertionError, match="/b carries no token"):
        inspect(twice, whole=True)
