"""The language of searching without a database: anything typed is a query."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.discovery.finding.marking import PASSAGE, marked, passage, plain
from ideas.discovery.finding.rules import as_vector, content_tokens
from ideas.discovery.search.rules import (
    MOST_TERMS,
    Asked,
    Query,
    as_matches,
    as_tsquery,
    asked_from,
    parse,
    shorter,
)
from ideas.discovery.stems.rules import LONGEST, content, stem, stems
from tests.cases import cases

SAFE = set("abcdefghijklmnopqrstuvwxyz0123456789_ '\"()&|!<->ANDORNT")
few = cases(40)
ANYTHING = st.text(max_size=60) | st.lists(
    st.sampled_from(['"', "-", ":", "tag:", "AND", "tahun:2026", "a'b", "penulis:saya", "*", "é"])
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Pelayanan warga", Query(phrases=(("layan",), ("warga",)))),
        ("pelayanan dan melayani", Query(phrases=(("layan",),))),
        ('"tanda tangan"', Query(phrases=(("tanda", "tangan"),))),
        ('"belum ditutup', Query(phrases=(("tutup",),))),
        ("e-arsip", Query(phrases=(("e", "arsip"),))),
        ("izin -daring", Query(phrases=(("izin",),), without=(("daring",),))),
        ("author:me", Query(mine=True)),
        ("penulis:saya tahun:2026", Query(mine=True, years=("2026",))),
        ('unit:"Dinas Kesehatan"', Query(units=("dinas kesehatan",))),
        ("tag:SDG.3 kategori:layanan", Query(categories=("layanan",), tags=("sdg.3",))),
        ("judul:antre", Query(phrases=(("judul", "antre"),))),
        ("tahun:kemarin", Query(phrases=(("tahun", "kemarin"),))),
        ("yang di ke -dan", Query()),
        ("!!! *** :", Query()),
    ],
)  # fmt: skip
def test_what_is_typed_means(typed: str, means: Query) -> None:
    assert parse(typed) == means


@few
@given(ANYTHING)
def test_nothing_typed_reaches_the_database_but_plain_tokens(typed: str) -> None:
    query = parse(typed)
    assert len(query.phrases) + len(query.without) <= MOST_TERMS
    assert set(as_tsquery(query)) <= SAFE
    assert {*"".join(chain(*as_matches(query)))} <= SAFE


@few
@given(ANYTHING, st.booleans())
def test_an_address_says_the_same_search_again(typed: str, mine: bool) -> None:
    asked = Asked(q=typed.strip(), mine="1" if mine else "")
    assert asked_from(asked.address) == asked
    assert asked_from(typed).query is not None


@few
@given(st.text(max_size=400), st.text(max_size=20))
def test_the_marked_pieces_are_the_text_itself(text: str, looked_for: str) -> None:
    pieces = marked(text, content_tokens(looked_for))
    assert "".join(piece for piece, _ in pieces) == text.rstrip()


def test_a_passage_is_where_most_of_it_is_found() -> None:
    far = "Kata. " * 60 + "Warga mengantre sejak pagi, antrean panjang. " + "Lagi. " * 60
    shown = passage(["Tidak ada di sini.", far], content_tokens("antre"))
    assert [piece for piece, hit in shown.pieces if hit] == ["mengantre", "antrean"]
    assert (shown.before, shown.after) == (True, True)
    assert len("".join(piece for piece, _ in shown.pieces).split()) == PASSAGE


def test_a_passage_shows_no_signs_of_markup_and_keeps_every_other() -> None:
    assert plain("## Judul\n- *satu*\n> [dua](https://x.id) a < b > c_d") == (
        "Judul satu dua a < b > c_d"
    )


def test_stems_keep_acronyms_numbers_and_english_and_end_somewhere() -> None:
    assert stems("SIPAKAT 2026 e-KTP paperless") == ["sipakat", "2026", "e", "ktp", "paperless"]
    assert stem("berkelanjutan") == stem("kelanjutan") == "lanjut"
    assert [len(word) for word in stems("a" * 500)] == [LONGEST]
    assert content("layanan bagi warga yang sakit") == ["layan", "warga", "sakit"]


def test_a_vector_says_where_each_token_stands() -> None:
    assert as_vector(["antre", "_", "warga", "antre"]) == "'antre':1,4 'warga':3"


def test_with_nothing_found_each_word_may_be_left_out() -> None:
    asked = Asked(q="antre zirkonium", year="2026")
    assert shorter(asked) == [
        ("antre", "q=zirkonium&year=2026"),
        ("zirkonium", "q=antre&year=2026"),
    ]
    assert shorter(Asked(q="antre")) == []
