"""A list of staff in which every row is wrong in one known way, or right: the rows and verdicts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from ideas.staff.roster.rules import Fault

HEADER = (
    "nip", "id", "nama", "gelar_depan", "gelar_belakang", "jenis_pegawai", "kedudukan", "surel",
    "tanggal_lahir", "jenis_kelamin", "kode_unit", "nama_unit", "unit_induk", "jabatan",
    "jenis_jabatan", "eselon", "golongan", "nip_atasan", "tmt_jabatan",
)  # fmt: skip
PLACE = {name: place for place, name in enumerate(HEADER)}
ROWS = 1000


@dataclass(frozen=True)
class Ill:
    """What a row says differently from a sound one, and what it must be told."""

    says: dict[str, str]
    told: tuple[Fault, ...]
    only: str = ""  # a kind of file in which it occurs at all


def ill(told: Fault | Sequence[Fault], only: str = "", **says: str) -> Ill:
    return Ill(says, (told,) if isinstance(told, Fault) else tuple(told), only)


def number(n: int, *, month: str = "03", sex: str = "1", born: str = "19850330") -> str:
    return f"{born}2010{month}{sex}{n % 1000:03}"


def sound(n: int) -> dict[str, str]:
    """A row that is right; each has a number of its own."""
    born = f"19{60 + n // 900:02}0330"
    return {
        "nip": number(n % 900, born=born), "id": f"P{n}", "nama": "Sari Dewi", "gelar_depan": "",
        "gelar_belakang": "S.Kom.", "jenis_pegawai": "PNS", "kedudukan": "Aktif",
        "surel": "sari@contoh.go.id", "tanggal_lahir": "", "jenis_kelamin": "L",
        "kode_unit": "U1", "nama_unit": "", "unit_induk": "", "jabatan": "Perawat",
        "jenis_jabatan": "Fungsional", "eselon": "", "golongan": "III/a", "nip_atasan": "",
        "tmt_jabatan": "2024-03-01",
    }  # fmt: skip


F = Fault
ILLS: tuple[Ill, ...] = (
    ill((), nip="{grouped}"),
    ill((), jenis_pegawai="PPPK", nip="{contract}", golongan="IX"),
    ill((), jenis_pegawai="PPPK Paruh Waktu", nip="{part_time}", golongan=""),
    ill((), nama="Siti Nur'aini"),
    ill((), kode_unit="", nama_unit="Dinas Kesehatan"),
    ill((), kode_unit="", nama_unit="Puskesmas", unit_induk="Dinas Kesehatan"),
    ill((), kode_unit="", nama_unit="Dinas Kesehatan / Puskesmas"),
    ill((), jenis_jabatan="Struktural", eselon="III.a"),
    ill((), tmt_jabatan="01-03-2024"),
    ill(F.CONTROLS, nama="Sari\u200bDewi"),
    ill(F.CONTROLS, nama="Sari \u202eDewi"),
    ill(F.LINE_BREAK, jabatan="Perawat\nAhli"),
    ill(F.FORMULA, jabatan="=1+1"),
    ill(F.FORMULA, nama="@SUM(A1)"),
    ill(F.FORMULA, gelar_depan="+62"),
    ill(F.CELL_ERROR, golongan="#N/A"),
    ill(F.CELL_ERROR, jabatan="#REF!"),
    ill(F.NUMBER_MISSING, nip=""),
    ill(F.NUMBER_ROUNDED, nip="1,98503E+17"),
    ill(F.NUMBER_LETTERS, nip="19850330201003I001"),
    ill(F.NUMBER_OLD, nip="130123456"),
    ill(F.NUMBER_NIK, nip="3273013003850001"),
    ill(F.NUMBER_LENGTH, nip="19850330201003100"),
    ill(F.NUMBER_BIRTH, nip="198502302010031001"),
    ill(F.NUMBER_YEAR, nip="198503301990031001"),
    ill(F.NUMBER_FUTURE, nip="198503302031031001"),
    ill(F.NUMBER_MONTH, nip="198503302010131001"),
    ill(F.NUMBER_CONTRACT, nip="198503302010001001", jenis_pegawai="PPPK", golongan="IX"),
    ill(F.NUMBER_SEX, nip="198503302010033001", jenis_kelamin=""),
    ill(F.CODE_UNSOUND, id="P 1"),
    ill(F.NAME_MISSING, nama=""),
    ill(F.NAME_MISSING, nama="-"),
    ill(F.NAME_LONG, nama="a" * 201),
    ill(F.NAME_DIGITS, nama="Sari 2"),
    ill(F.NAME_DAMAGED, nama="AndrÃ©"),
    ill(F.TITLES_LONG, gelar_depan="d" * 61),
    ill(F.TITLES_LONG, gelar_belakang="d" * 101),
    ill(F.EMPLOYMENT_UNKNOWN, jenis_pegawai="Honorer"),
    ill(F.NOT_ACTIVE, kedudukan="Pensiun"),
    ill(F.EMAIL_UNSOUND, surel="sari@contoh"),
    ill(F.BIRTH_UNREADABLE, tanggal_lahir="31-02-1985"),
    ill(F.BIRTH_DIFFERS, tanggal_lahir="29-03-1985"),
    ill(F.SEX_UNKNOWN, jenis_kelamin="X"),
    ill(F.SEX_DIFFERS, jenis_kelamin="P"),
    ill(F.UNIT_MISSING, kode_unit=""),
    ill(F.UNIT_UNKNOWN, kode_unit="", nama_unit="Dinas Kesehaten"),
    ill(F.UNIT_AMBIGUOUS, kode_unit="", nama_unit="Puskesmas"),
    ill(F.UNIT_CLOSED, kode_unit="U3"),
    ill(F.UNIT_OUTSIDE, kode_unit="U9"),
    ill(F.POSITION_MISSING, jabatan=" "),
    ill(F.POSITION_LONG, jabatan="a" * 201),
    ill(F.KIND_UNKNOWN, jenis_jabatan="Istimewa"),
    ill(F.KIND_UNCLEAR, jenis_jabatan="Struktural"),
    ill(F.GRADE_UNKNOWN, golongan="V/a"),
    ill(F.GRADE_ELSEWHERE, golongan="IX"),
    ill(F.SINCE_UNREADABLE, tmt_jabatan="kemarin"),
    ill(F.SINCE_FUTURE, tmt_jabatan="2028-01-01"),
    ill(F.SINCE_EARLY, tmt_jabatan="1961-01-01"),
    ill(F.SUPERIOR_UNSOUND, nip_atasan="Pak Wayan"),
    ill(F.SUPERIOR_SELF, nip_atasan="{nip}"),
    ill(F.SUPERIOR_UNKNOWN, nip_atasan="196001012000031001"),
    ill((F.EMAIL_UNSOUND, F.GRADE_UNKNOWN), surel="x", golongan="0"),
    ill(F.HEADER_AGAIN, **dict(zip(HEADER, HEADER, strict=True))),
    ill(F.ENCODING, nama="Andr\udce9 Sari", only="csv"),
    ill(F.TOO_MANY, "csv", tmt_jabatan="2024-03-01;lebih"),
    ill(F.TOO_FEW, "csv", tmt_jabatan="{cut}"),
)


@dataclass(frozen=True)
class Given:
    """One row of the file: its cells, and what it must be told."""

    cells: list[str]
    told: tuple[Fault, ...]


def rows_for(kind: str) -> Iterator[Given]:
    """A thousand rows; at the end those that are wrong only beside each other."""
    chosen = [ill for ill in ILLS if ill.only in ("", kind)]
    at_the_end = list(pairs())
    for n, one in enumerate(islice(cycle(chosen), ROWS - len(at_the_end))):
        yield Given(cells_of(n, one), one.told)
    for n, (says, told) in enumerate(at_the_end, ROWS - len(at_the_end)):
        yield Given(list((sound(n) | says).values()), told)


def cells_of(n: int, one: Ill) -> list[str]:
    row = sound(n)
    born, tail = row["nip"][:8], row["nip"][15:]
    facts = {
        "nip": row["nip"], "grouped": f"{born} 201003 1 {tail}", "cut": "\0",
        "contract": f"{born}2021211{tail}", "part_time": f"{born}2025241{tail}",
    }  # fmt: skip
    said = {name: text.format(**facts) for name, text in one.says.items()}
    return list((row | said).values())


def pairs() -> Iterator[tuple[dict[str, str], tuple[Fault, ...]]]:
    """Twice the same number, twice the same id, a circle, a superior whose row is wrong."""
    a, b, c, d = (number(n, born="19900330") for n in range(1, 5))
    yield {"nip": a, "id": ""}, (F.NUMBER_TWICE,)
    yield {"nip": a, "id": ""}, (F.NUMBER_TWICE,)
    yield {"nip": b, "id": "KEMBAR"}, (F.CODE_TWICE,)
    yield {"nip": c, "id": "KEMBAR"}, (F.CODE_TWICE,)
    e, f, g = (number(n, born="19910330") for n in range(1, 4))
    yield {"nip": e, "nip_atasan": f}, (F.SUPERIOR_CIRCLE,)
    yield {"nip": f, "nip_atasan": g}, (F.SUPERIOR_CIRCLE,)
    yield {"nip": g, "nip_atasan": e}, (F.SUPERIOR_CIRCLE,)
    yield {"nip": d, "nama": "Kepala 1"}, (F.NAME_DIGITS,)
    yield {"nip": number(5, born="19900330"), "nip_atasan": d}, (F.SUPERIOR_WAITS,)
    yield {"nip": KNOWN, "id": "LAIN"}, (F.NUMBER_OF_ANOTHER,)
    yield {"nip": KNOWN_TOO, "id": "BEDA"}, (F.CODE_DIFFERS,)
    yield {"nip": OLD_AND_NEW[0], "id": ""}, (F.PERSON_TWICE,)
    yield {"nip": OLD_AND_NEW[1], "id": ""}, (F.PERSON_TWICE,)


KNOWN, KNOWN_TOO = number(1, born="19930330"), number(2, born="19930330")
OLD_AND_NEW = number(3, born="19930330"), number(4, born="19930330")
