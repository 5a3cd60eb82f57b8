"""What tells who wrote a text, and what only looks like it."""

import pytest

from ideas.writing.anonymity.rules import MOST, Sign, Team, Trace, told_by, traces_in
from ideas.writing.anonymity.units import forms_of

TEAM = Team(
    frozenset({"Budi Santoso, S.Kom.", "dr. Ni Luh Sari Dewi", "Bunga Wulandari"}),
    frozenset({"Puskesmas Arum Kidul", "Dinas Kependudukan dan Pencatatan Sipil"}),
)


def found(text: str) -> list[tuple[str, str]]:
    return [(trace.sign.value, trace.passage) for trace in traces_in({"": text}, TEAM)]


@pytest.mark.parametrize(
    ("text", "sign", "passage"),
    [
        ("Ditulis budi santoso.", "name", "budi santoso"),
        ("Oleh BUDI SANTOSO", "name", "BUDI SANTOSO"),
        ("Menurut Budi Santosa.", "name", "Budi Santosa"),
        ("Oleh B. Santoso.", "name", "B. Santoso"),
        ("Santoso, Budi", "name", "Santoso, Budi"),
        ("kata pak budi", "name", "budi"),
        ("Lalu Wulandari datang.", "name", "Wulandari"),
        ("ketika Bunga menjelaskan", "name", "Bunga"),
        ("di PKM Arum Kidul", "unit", "PKM Arum Kidul"),
        ("loket Dukcapil", "unit", "Dukcapil"),
        ("Arum Kidul Health Centre", "unit", "Arum Kidul Health Centre"),
        ("Dinas Kependudukan & Pencatatan Sipil", "unit", "Dinas Kependudukan & Pencatatan Sipil"),
        ("0812-3456-7890", "phone", "0812-3456-7890"),
        ("(0274) 561234", "phone", "(0274) 561234"),
        ("a.b@contoh.go.id", "mail", "a.b@contoh.go.id"),
        ("b [at] contoh.id", "mail", "b [at] contoh.id"),
        ("19850312 201001 1 012", "nip", "19850312 201001 1 012"),
        ("di @budi_s", "handle", "@budi_s"),
    ],
)  # fmt: skip
def test_what_tells_is_found(text: str, sign: str, passage: str) -> None:
    assert found(text) == [(sign, passage)]


@pytest.mark.parametrize(
    "text",
    [
        "Pendidikan budi pekerti.", "Bunga di taman mekar.", "Jalan Santoso macet.",
        "Desa Wulandari.",
        "Budi Hartono dan Rahmat Santoso Kusumadewa hadir.", "Kecamatan Arum Kidul ramai.",
        "Puskesmas lain mencoba.", "Rekening 5.1.02.01.01.0024", "Kode 200310120199040001",
        "Jam 08.00-16.00 dan 08.30-11.45", "Rp 0,85 juta @ 12 bulan", "Pak Lurah hadir.",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert found(text) == []


def test_another_government_has_an_office_of_the_same_task() -> None:
    team = Team(units=frozenset({"Dinas Kesehatan"}))
    texts = {"a": "Dinas Kesehatan Provinsi", "b": "Dinas Kesehatan Kabupaten"}
    assert [trace.field for trace in traces_in(texts, team)] == ["b"]


def test_each_is_told_once_a_field_with_its_place() -> None:
    texts = {"title": "Pak Budi", "summary": "Pak Budi dan Pak Budi."}
    told = [(trace.field, trace.passage, trace.start) for trace in traces_in(texts, TEAM)]
    assert told == [("title", "Budi", 4), ("summary", "Budi", 4)]
    assert len(traces_in({"": " ".join(f"a{n}@contoh.id" for n in range(99))}, TEAM)) == MOST


def test_a_number_of_a_person_is_never_shown_whole() -> None:
    [trace] = traces_in({"": "NIP 198503122010011012"}, TEAM)
    assert trace.shown == "1985…012"
    assert Trace("", Sign.NAME, "Budi").shown == "Budi"


def test_a_file_tells_by_its_name_and_by_its_author() -> None:
    metadata = {"name": "usulan_budi_santoso.docx", "author": "Ni Luh Sari", "title": "Surat"}
    told = [(trace.field, trace.sign) for trace in told_by(metadata, TEAM)]
    assert told == [("name", Sign.NAME), ("author", Sign.NAME)]


def test_a_unit_is_known_by_its_usual_forms() -> None:
    assert ("sdn", "3", "sukamaju") in forms_of("SD Negeri 3 Sukamaju")
    assert ("dinkes",) in forms_of("Dinas Kesehatan Kabupaten Sekarwangi")
    assert ("dinas", "kesehatan") in forms_of("Dinas Kesehatan Kabupaten Sekarwangi")
