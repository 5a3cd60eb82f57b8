"""Passages as teams write them, some telling who they are: drawn from a seed, in two languages."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ideas.settings import ROOT
from ideas.writing.anonymity.rules import Sign, Team
from tests.bench.texts import sentences

NAMES = ROOT / "ideas" / "demo" / "data" / "names.toml"
COMMON = (
    "Bunga",
    "Cahaya",
    "Budi",
    "Surya",
    "Indah",
    "Mawar",
    "Melati",
    "Bintang",
    "Intan",
    "Fajar",
    "Guntur",
    "Mentari",
    "Permata",
    "Puspa",
    "Bayu",
    "Wahyu",
    "Rahayu",
    "Lestari",
)
PLACES = (
    "Sukamaju",
    "Mekarjaya",
    "Banyuputih",
    "Rawakalong",
    "Tanjungsari",
    "Karanganyar Lor",
    "Batu Ampar",
    "Sungai Rotan",
    "Cikaret",
    "Wonorejo",
    "Lubuk Dalam",
    "Oetalu",
    "Tondano Selatan",
    "Mandiangin",
)
LOCAL = (
    "Puskesmas {0}",
    "Kecamatan {0}",
    "Kelurahan {0}",
    "SD Negeri 3 {0}",
    "SMP Negeri 2 {0}",
    "Rumah Sakit Umum Daerah {0}",
)
OFFICES = {
    "Dinas Kependudukan dan Pencatatan Sipil": (
        "Disdukcapil",
        "Dispendukcapil",
        "Civil Registration Office",
    ),
    "Dinas Kesehatan": ("Dinkes", "dinas kesehatan", "Health Office"),
    "Dinas Komunikasi dan Informatika": ("Diskominfo", "Dinas Kominfo"),
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu": ("DPMPTSP", "DPM-PTSP"),
    "Dinas Lingkungan Hidup": ("DLH", "Environment Agency"),
    "Badan Perencanaan Pembangunan Daerah": ("Bappeda",),
    "Dinas Kearsipan dan Perpustakaan": ("Disarpus",),
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia": ("BKPSDM",),
    "Dinas Perhubungan": ("Dishub", "Transport Agency"),
    "Dinas Sosial": ("Dinsos", "Social Service"),
}
SHORT = {
    "Puskesmas": ("PKM {0}", "Pusk. {0}", "puskesmas {0}", "PUSKESMAS {1}", "{0} Health Center"),
    "Kecamatan": ("Kec. {0}", "Kantor Camat {0}", "kecamatan {0}", "{0} District Office"),
    "Kelurahan": ("Kel. {0}", "kantor lurah {0}", "{0} Ward Office"),
    "SD Negeri 3": ("SDN 3 {0}", "Sekolah Dasar Negeri 3 {0}", "sd negeri 3 {0}"),
    "SMP Negeri 2": ("SMPN 2 {0}", "smp negeri 2 {0}"),
    "Rumah Sakit Umum Daerah": ("RSUD {0}", "rsud {0}"),
}
BY_NAME = {
    "id": (
        "Gagasan ini lahir dari pengalaman {0} di loket.",
        "{0} mengusulkan cara baru ini pada rapat staf.",
        "Penanggung jawab: {0}.",
        "Uji coba dipimpin {0} selama tiga bulan.",
        "Kami berterima kasih kepada {0} atas datanya.",
        "Sejak tahun lalu {0} mencatat keluhan warga setiap hari.",
        "(ditulis oleh {0})",
        "Narahubung {0}, ruang pelayanan.",
    ),
    "en": (
        "The idea came from {0} at the front desk.",
        "{0} proposed this in a staff meeting.",
        "Contact person: {0}.",
        "The trial was led by {0} for three months.",
        "We thank {0} for the data.",
        "Prepared by {0}, service division.",
    ),
}
BY_UNIT = {
    "id": (
        "Layanan ini sudah dicoba di {0} sejak Maret.",
        "Kami di {0} melayani tiga ratus warga sehari.",
        "Petugas {0} datang ke rumah setiap Kamis.",
        "{0} menanggung biaya cetaknya.",
    ),
    "en": (
        "The service was first tried at {0} in March.",
        "We at {0} serve three hundred people a day.",
        "Staff of {0} visit homes every Thursday.",
    ),
}
BY_NUMBER = {
    "id": (
        "Hubungi kami di {0} pada jam kerja.",
        "Keterangan lebih lanjut: {0}.",
        "Berkas dikirim ke {0} setiap pagi.",
    ),
    "en": (
        "Reach us at {0} during office hours.",
        "More information: {0}.",
        "Files are sent to {0} every morning.",
    ),
}
ENGLISH = (
    "Residents used to come three times for a single letter.",
    "The queue was two hours long on market days.",
    "We print the form on one page and read it aloud.",
    "Costs are covered by the existing budget of 12,500,000 rupiah.",
    "A volunteer explains the steps in the local language.",
    "After six months complaints fell from 48 to 9.",
    "The list is kept on paper when the network is down.",
    "Each desk closes at 15.30 and opens again at 07.30.",
    "Mothers receive a reminder two days before the visit.",
    "The same method can be copied by any village.",
    "Nobody needs a new device for this.",
    "We compared 2024 with 2025, week by week.",
)
HARD = {
    "id": (
        "Desa {0} menjadi tempat uji coba.",
        "Kami bertanya kepada warga di Jalan {0}.",
        "Pasar {0} ramai setiap pagi.",
        "Sungai {0} meluap pada musim hujan.",
        "Pembelajaran budi pekerti diberikan di kelas tiga.",
        "Lomba kebersihan mengambil tema bunga dan cahaya.",
        "Taman bunga di depan kantor dirawat warga.",
        "Petugas yang sabar membuat suasana indah dan lestari.",
        "Bunga pinjaman turun menjadi enam persen.",
        "Cahaya lampu di loket terlalu redup.",
        "Fajar belum terbit ketika antrean dimulai.",
        "Rekening belanja 5.1.02.01.01.0024 tidak berubah.",
        "Kode anggaran 200310120199040001 tercatat pada sistem.",
        "Pagu tahun ini Rp 198.503.122.010 termasuk pajak.",
        "Jam layanan 08.00-16.00, Jumat 08.00-11.30.",
        "Data per 08-12-2025 menunjukkan 1.204 pemohon.",
        "Nomor surat 800/0812/2025 tanggal 12 Maret.",
        "Kecepatan naik dari 0812 menjadi 0934 berkas.",
        "Harga satuan 0,85 juta untuk 12 bulan.",
        "Program Cahaya Desa berjalan di tiga tempat.",
        "Aplikasi Melati dipakai provinsi lain.",
        "Puskesmas lain dapat meniru cara ini.",
        "Dinas Kesehatan Provinsi mengirim vaksin.",
        "Kecamatan lain sudah meminta contohnya.",
        "RSUD Margawati menerima rujukan.",
        "Nilai 4,5 @ 12 bulan sudah termasuk pajak.",
        "Sekolah Dasar Negeri 7 Margawati ikut mencoba.",
        "Menurut buku {1} Prasetyadi, antrean dapat dibagi.",
        "Rapat dihadiri Bupati {1} Kusumadewa dan camat.",
        "BUNGA DAN CAHAYA DI SEKOLAH KAMI",
        "Kelompok Melati bertemu setiap Jumat.",
        "Ibu hamil berkumpul di ruang Mawar.",
        "Kami memakai kelas Bintang untuk latihan.",
        "Surya menyengat sejak pukul sepuluh.",
        "Anggaran lestari, warga rahayu, itulah harapan kami.",
        "Bus Permata berhenti di depan kantor.",
        "Warga {0} Raya mengeluhkan banjir.",
        "Lagu Indonesia Raya dinyanyikan sebelum apel.",
        "Contohnya ada di laman contoh.example/panduan.",
        "Nomor antrean 0821 sampai 0857 dipanggil sebelum siang.",
        "Akun belanja 524111 dan 521211 digabung.",
        "Setiap 12 345 678 lembar dihitung dua kali.",
    ),
    "en": (
        "The village of Desa {0} was the first to try.",
        "People on {0} Street waited longest.",
        "{0} Market is busy at dawn.",
        "The flower garden in front of the office is kept by residents.",
        "Budget line 5.1.02.01.01.0024 did not change.",
        "Account 200310120199040001 holds the grant.",
        "Opening hours are 08.00-16.00 on weekdays.",
        "Other health centers can copy this.",
        "The provincial office sent supplies.",
        "By 08-12-2025 we had 1,204 requests.",
        "Unit price 0.85 million for 12 months @ 3 desks.",
        "Another district asked for the manual.",
        "According to {1} Prasetyadi, queues can be split.",
        "The regent {1} Kusumadewa opened the meeting.",
        "Mothers meet in the Mawar room.",
        "Instagram posts reached 2,000 people.",
        "A permata is a gem.",
        "Call numbers 0821 to 0857 before noon.",
    ),
}


@dataclass(frozen=True)
class Passage:
    """`sign`: what was planted, in `text[start:end]`; None for a clean one. `hard`: it tempts."""

    language: str
    text: str
    team: Team
    sign: Sign | None = None
    start: int = 0
    end: int = 0
    hard: bool = False


@cache
def regions() -> list[dict[str, Any]]:
    return list(tomllib.loads(NAMES.read_text())["regions"])


def firsts(region: dict[str, Any]) -> list[str]:
    return [name for key, names in region.items() if key in ("women", "men") for name in names]


def seconds(region: dict[str, Any]) -> list[str]:
    return [name for key, names in region.items() if key.startswith("second") for name in names]


class Writer:
    """Draws passages; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def pick(self, things: Any) -> Any:
        return self.chance.choice(list(things))

    def name(self) -> str:
        region = self.pick(regions())
        first = self.pick(COMMON if self.chance.random() < 0.3 else firsts(region))
        return f"{first} {self.pick(seconds(region))}"

    def unit(self) -> str:
        local = self.chance.random() < 0.6
        return str(self.pick(LOCAL).format(self.pick(PLACES)) if local else self.pick(OFFICES))

    def team(self) -> Team:
        return Team(frozenset({self.name() for _ in range(3)}), frozenset({self.unit()}))

    def clean(self, language: str) -> Passage:
        team, hard = self.team(), self.chance.random() < 0.5
        around = self.around(language, team)
        if hard:
            first, *_, family = self.pick(sorted(team.names)).split()
            around.insert(self.chance.randrange(3), self.pick(HARD[language]).format(family, first))
        return Passage(language, " ".join(around), team, hard=hard)

    def telling(self, language: str, sign: Sign) -> Passage:
        team = self.team()
        told, shape = self.told(language, sign, team)
        before, after = self.around(language, team)
        head, _, tail = shape.partition("{0}")
        start = len(before) + 1 + len(head)
        text = f"{before} {head}{told}{tail} {after}"
        return Passage(language, text, team, sign, start, start + len(told))

    def around(self, language: str, team: Team) -> list[str]:
        pool = ENGLISH if language == "en" else sentences()
        words = [unit.casefold() for unit in team.units]
        fit = [text for text in self.chance.sample(pool, 8) if not names_it(text, words)]
        return fit[:2]

    def told(self, language: str, sign: Sign, team: Team) -> tuple[str, str]:
        if sign is Sign.NAME:
            return self.named(self.pick(sorted(team.names)), language), self.pick(BY_NAME[language])
        if sign is Sign.UNIT:
            return self.unit_told(min(team.units)), self.pick(BY_UNIT[language])
        return self.number(sign), self.pick(BY_NUMBER[language])

    def named(self, name: str, language: str) -> str:
        parts = name.split()
        first, last = max(parts[:-1], key=len), parts[-1]
        address = (
            ("Pak", "Bu", "Ibu", "Bapak", "Sdr.", "dr.")
            if language == "id"
            else ("Mr", "Ms", "Dr.")
        )
        return str(
            self.pick(
                (
                    name,
                    name,
                    first,
                    last,
                    f"{name}, S.Kom., M.M.",
                    f"dr. {name}",
                    name.upper(),
                    f"{first[0]}. {last}",
                    f"{first} {last[0]}.",
                    f"{self.pick(address)} {first}",
                    f"{self.pick(address)} {last}",
                    self.slip(name),
                    f"{last}, {first}",
                )
            )
        )

    def slip(self, name: str) -> str:
        """One letter doubled, left out or swapped, in the longest part."""
        part = max(name.split(), key=len)
        at = self.chance.randrange(1, len(part) - 1)
        wrong = self.pick(
            (
                part[:at] + part[at] + part[at:],
                part[:at] + part[at + 1 :],
                part[:at] + part[at + 1] + part[at] + part[at + 2 :],
            )
        )
        return name.replace(part, wrong)

    def unit_told(self, unit: str) -> str:
        if unit in OFFICES:
            return str(self.pick((unit, *OFFICES[unit], f"{unit} Kab. Sekarwangi")))
        kind = next(kind for kind in SHORT if unit.startswith(kind))
        place = unit.removeprefix(kind).strip()
        return str(self.pick((unit, unit, *SHORT[kind])).format(place, place.upper()))

    def number(self, sign: Sign) -> str:
        a, b, c = (self.chance.randrange(1000, 9999) for _ in range(3))
        user = f"{self.pick(firsts(self.pick(regions()))).casefold().replace(' ', '')}{a % 90 + 10}"
        born = f"{self.chance.randrange(1968, 2000)}0{a % 9 + 1}{b % 18 + 10}"
        year, sex, order = int(born[:4]) + 25, c % 2 + 1, f"{b % 900 + 100}"
        return str(
            self.pick(
                {
                    Sign.PHONE: (
                        f"0812-{a}-{b}",
                        f"0857{a}{b}",
                        f"+62 813 {a} {b}",
                        f"62878{a}{b}",
                        f"0821 {a} {b}",
                        f"(0274) {a}{b % 90 + 10}",
                        f"0341-{a}{b % 90 + 10}",
                        f"0813.{a}.{b}",
                        f"+62-21-{a}{b}",
                        f"WA 0{str(a)[:2]}7{b}{c}",
                    ),
                    Sign.MAIL: (
                        f"{user}@gmail.example",
                        f"{user}.kantor@sekarwangi.example.id",
                        f"{user} (at) contoh.example",
                        f"{user}[at]contoh[dot]go[dot]id",
                        f"Puskesmas_{a}@contoh.example",
                        f"{user} @ contoh.example",
                    ),
                    Sign.HANDLE: (
                        f"@{user}",
                        f"IG: {user}_id",
                        f"instagram.com/{user}",
                        f"Telegram {user}_bot",
                        f"fb.com/{user}.desa",
                        f"https://www.tiktok.com/@{user}",
                    ),
                    Sign.NIP: (
                        f"{born}{year}03{sex}{order}",
                        f"{born} {year}03 {sex} {order}",
                        f"NIP {born} {year}12 {sex} {order}",
                        f"NIP. {born}{year}21{sex}{order}",
                        f"{born}.{year}01.{sex}.{order}",
                    ),
                }[sign]
            )
        )


def names_it(text: str, units: list[str]) -> bool:
    """A borrowed sentence may speak of the very office that was drawn."""
    return any(unit in text.casefold() for unit in units)
