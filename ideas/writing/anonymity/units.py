"""How people write a unit: its name in full, the usual short forms, in English."""

from collections.abc import Iterator
from functools import lru_cache

from ideas.writing.anonymity.words import Words, alike, parts_of

Form = tuple[str, ...]

# One kind of unit, as it is called; what follows is the place or the task.
KINDS = (
    ("puskesmas", "pkm", "pusk", "puskes", "pusat kesehatan masyarakat"),
    ("kecamatan", "kec", "camat", "kantor camat", "kantor kecamatan"),
    ("kelurahan", "kel", "lurah", "kantor lurah", "kantor kelurahan"),
    ("sd negeri", "sdn", "sekolah dasar negeri"),
    ("smp negeri", "smpn", "sekolah menengah pertama negeri"),
    ("sma negeri", "sman", "sekolah menengah atas negeri"),
    ("smk negeri", "smkn"),
    ("tk negeri", "tkn"),
    ("rumah sakit umum daerah", "rsud", "rs umum daerah"),
    ("sekretariat daerah", "setda"),
    ("sekretariat dprd", "setwan"),
    ("bagian", "bag"),
    ("bidang", "bid"),
    ("subbagian", "subbag", "sub bagian"),
    ("satuan polisi pamong praja", "satpol pp"),
    ("inspektorat", "itda"),
    ("dinas", "din"),
)
ENGLISH = {
    "puskesmas": ("health center", "health centre", "health clinic", "community health center"),
    "kecamatan": ("district office", "subdistrict office", "district"),
    "kelurahan": ("ward office", "village office", "ward"),
    "sd negeri": ("public elementary school", "elementary school", "primary school"),
    "smp negeri": ("junior high school", "public junior high school"),
    "sma negeri": ("senior high school", "high school"),
    "dinas": ("office", "agency", "department", "service"),
    "badan": ("agency", "board", "office"),
    "bagian": ("division", "section"),
}
TASKS = {
    "kesehatan": ("health", "dinkes"),
    "pendidikan": ("education", "disdik", "dindik", "dispendik", "disdikbud", "disdikpora"),
    "sosial": ("social", "dinsos"),
    "kependudukan pencatatan sipil": (
        "population civil registration", "civil registration", "civil registry",
        "population civil registry", "disdukcapil", "dispendukcapil", "dindukcapil", "dukcapil",
    ),
    "komunikasi informatika": ("communication informatics", "diskominfo", "dinkominfo", "kominfo"),
    "penanaman modal pelayanan terpadu satu pintu": (
        "investment one stop service", "dpmptsp", "dpm ptsp", "ptsp",
    ),
    "perhubungan": ("transportation", "transport", "dishub"),
    "lingkungan hidup": ("environment", "environmental", "dlh"),
    "pekerjaan umum": ("public works", "dpu", "dpupr", "pupr", "dinas pu"),
    "kearsipan perpustakaan": ("archives library", "disarpus", "dispersip", "dispusip"),
    "koperasi": ("cooperatives", "diskop", "diskopum", "diskopukm", "dinkop"),
    "pertanian": ("agriculture", "distan", "dispertan", "disperta"),
    "pariwisata": ("tourism", "dispar", "disparbud", "disbudpar", "disporapar"),
    "perencanaan pembangunan": ("development planning", "bappeda", "bapperida", "bappelitbangda"),
    "kepegawaian": ("personnel", "bkd", "bkpsdm", "bkpp", "bkpsdmd"),
    "pengelola keuangan aset": ("finance assets", "bpkad", "bpkd"),
    "pengelolaan keuangan aset": ("finance assets", "bpkad", "bpkd"),
    "penanggulangan bencana": ("disaster management", "bpbd"),
    "tenaga kerja": ("manpower", "disnaker", "disnakertrans"),
    "perindustrian perdagangan": ("industry trade", "disperindag", "disperdagin"),
    "perumahan": ("housing", "disperkim", "perkim", "disperkimtan"),
    "pemberdayaan masyarakat desa": ("village empowerment", "dpmd", "dispermasdes", "dinpermasdes"),
    "ketahanan pangan": ("food security", "dkp", "dispangan"),
    "pangan": ("food", "dispangan"),
    "perikanan": ("fisheries", "diskan", "dislutkan"),
    "kepemudaan olahraga": ("youth sports", "dispora", "disporapar"),
}  # fmt: skip
ELSEWHERE = frozenset(
    ("provinsi", "province", "provincial", "pusat", "nasional", "national", "kementerian", "dunia")
)
TAILS = frozenset(("kabupaten", "kab", "kota", "provinsi"))
FEWEST_LETTERS = 3


def told_units(words: Words, unit: str) -> Iterator[tuple[int, int]]:
    """From which word to which a text names this unit."""
    for form in forms_of(unit):
        for place in words.near(form[0]):
            last = place + len(form) - 1
            following = words.row[place : last + 1]
            same = len(following) == len(form) and all(
                alike(word.text, part) for word, part in zip(following, form, strict=True)
            )
            if same and not _elsewhere(words, last) and _written(words, place, form):
                yield place, last


def _elsewhere(words: Words, last: int) -> bool:
    """The same task of another government: "Dinas Kesehatan Provinsi"."""
    after = words.at(last + 1)
    return after is not None and after.text in ELSEWHERE


def _written(words: Words, place: int, form: Form) -> bool:
    """A short form must be written as it is, and so must a name of one word."""
    word = words.row[place]
    return len(form) > 1 or (
        word.text == form[0] and (word.capital or len(form[0]) > FEWEST_LETTERS)
    )


@lru_cache(2_000)
def forms_of(unit: str) -> frozenset[Form]:
    """Every way to write it that we know."""
    name = _without_tail(parts_of(unit))
    found = {name, *_by_kind(name), *_by_task(name)}
    if name[-1] == "daerah":
        found.add(name[:-1])
    if len(name) > FEWEST_LETTERS:
        found.add(("".join(part[0] for part in name),))
    return frozenset(form for form in found if sum(map(len, form)) >= FEWEST_LETTERS)


def _without_tail(name: Form) -> Form:
    """Without the government it belongs to: "Dinas Kesehatan Kabupaten X"."""
    cut = next((n for n, part in enumerate(name) if part in TAILS and n > 1), len(name))
    return name[:cut]


def _by_kind(name: Form) -> Iterator[Form]:
    for kinds in KINDS:
        kind = next((k for k in kinds if name[: len(k.split())] == tuple(k.split())), None)
        rest = name[len(kind.split()) :] if kind else ()
        if not rest:
            continue
        yield from ((*other.split(), *rest) for other in kinds)
        place = tuple(part for part in rest if not part.isdigit())
        for english in ENGLISH.get(kinds[0], ()):
            yield (*place, *english.split())


def _by_task(name: Form) -> Iterator[Form]:
    """An office by its task: "Dinas Kesehatan" is Dinkes, the Health Office."""
    if name[0] not in ("dinas", "badan"):
        return
    for task, others in TASKS.items():
        parts = tuple(task.split())
        if name[1 : 1 + len(parts)] != parts:
            continue
        yield (name[0], *parts)
        for other in others:
            short = other.startswith(("di", "b", "pupr", "perk", "ptsp", "komi", "duk", "dp", "dl"))
            endings = ("",) if short else ENGLISH[name[0]]
            yield from ((*other.split(), *end.split()) for end in endings)
