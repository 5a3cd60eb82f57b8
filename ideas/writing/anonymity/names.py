"""Where a text names somebody: in full, in part, by initials, after a form of address."""

from collections.abc import Iterator

from ideas.writing.anonymity.words import Word, Words, alike, is_common, parts_of

ADDRESS = frozenset((
    "pak", "bapak", "narahubung", "jawab", "person", "pic", "contact", "koordinator", "bpk", "bu",
    "ibu", "sdr", "sdri", "saudara", "saudari", "mas", "mbak", "kak", "kang", "teh", "bang", "mr",
    "mrs", "ms", "miss", "dr", "drg", "drs", "dra", "ir", "prof", "hj", "ns", "ners", "ustaz",
    "nama", "name", "bernama", "named", "inovator", "penulis", "author", "ketua", "leader",
))  # fmt: skip
SPOKEN = frozenset((
    "pak", "bapak", "bpk", "bu", "ibu", "sdr", "sdri", "saudara", "saudari", "mas", "mbak", "mr",
    "mrs", "ms",
))  # fmt: skip
PLACES = frozenset((
    "desa", "kelurahan", "kecamatan", "kabupaten", "kota", "jalan", "jl", "gang", "gg", "dusun",
    "kampung", "pasar", "sungai", "gunung", "pantai", "pulau", "rs", "rsud", "rsu", "sd", "sdn",
    "smp", "smpn", "sma", "sman", "smk", "puskesmas", "masjid", "gereja", "pura", "terminal",
    "bandara", "stadion", "taman", "waduk", "jembatan", "provinsi", "bank", "toko", "universitas",
    "klinik", "apotek", "posyandu", "hotel", "yayasan", "pt", "cv", "koperasi", "hari", "program",
    "aplikasi", "gerakan", "lagu", "batik", "suku", "bukit", "teluk", "perumahan", "perum",
    "blok", "rt", "rw", "street", "village", "road", "market", "river", "lake", "mount", "city",
    "regency", "app", "programme", "hospital", "school", "di", "ke", "in", "at", "near", "toward",
    "bendung", "kelas", "ruang", "kamar", "kelompok", "mobil", "kapal", "room", "embung",
    "gedung", "aula", "pondok", "pesantren", "teori", "metode", "model",
))  # fmt: skip
AFTER_PLACES = frozenset((
    "raya", "street", "village", "road", "market", "river", "lake", "hospital", "school", "city",
    "regency", "district", "bridge",
))  # fmt: skip
DOES = frozenset((
    "mengusulkan", "menulis", "memimpin", "mengajukan", "merancang", "menyusun", "mengembangkan",
    "menggagas", "memulai", "mencetuskan", "mencoba", "bekerja", "bertugas", "proposed", "wrote",
    "leads", "led", "designed", "started", "built", "drafted", "works",
))  # fmt: skip
TITLES = frozenset((
    "dr", "drg", "drs", "dra", "ir", "prof", "h", "hj", "s", "m", "st", "se", "sh", "sos", "kom",
    "si", "kep", "ners", "amd", "skm",
))  # fmt: skip
SHORTEST = 3
BACK = 3


def name_of(written: str) -> tuple[str, ...]:
    """The parts of a name without what stands before and after it: titles and degrees."""
    parts = parts_of(written.partition(",")[0])
    return tuple(part for part in parts if part not in TITLES) or parts


def named(words: Words, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """From which word to which a text names this person."""
    for at, part in enumerate(name):
        for place in words.near(part):
            if len(name) > 1 and (end := _together(words, name, at, place)):
                yield end
            elif len(part) >= SHORTEST and _alone(words, part, place):
                yield place, place


def _together(words: Words, name: tuple[str, ...], at: int, place: int) -> tuple[int, int] | None:
    """Beside another part of the same name, or beside the first letter of one."""
    here = words.row[place]
    for step in (1, -1):
        beside = words.at(place + step)
        others = name[:at] + name[at + 1 :]
        if beside is None or not any(_is_part(beside, other) for other in others):
            continue
        if _parted(*((here, beside) if step > 0 else (beside, here))):
            continue
        plain = is_common(here.text) and is_common(beside.text)
        written = here.capital and beside.capital
        if (written or not (plain or len(beside.text) == 1)) and not _of_a_place(words, place):
            return min(place, place + step), max(place, place + step)
    return None


def _parted(before: Word, after: Word) -> bool:
    """By the end of a sentence, which is not the stop behind a single letter."""
    return after.first and len(before.text) > 1


def _is_part(word: Word, part: str) -> bool:
    return alike(word.text, part) or (word.capital and word.text == part[0])


def _alone(words: Words, part: str, place: int) -> bool:
    """A single part is somebody's name when it is addressed, or is no word of the language."""
    here, before, after = words.row[place], words.at(place - 1), words.at(place + 1)
    if _of_another(here, before, after):
        return False
    if before and before.text in ADDRESS and here.text == part:
        return here.capital or before.text in SPOKEN or not is_common(part)
    if _of_a_place(words, place) or not here.capital:
        return False
    if not is_common(part):
        return here.text == part or len(part) > SHORTEST + 2
    if after and after.text in DOES:
        return True
    crowded = before and before.capital and not here.first
    lonely = not crowded and not (after and after.capital and not after.first)
    return here.text == part and lonely and not here.first


def _of_another(here: Word, before: Word | None, after: Word | None) -> bool:
    """Beside a part of a name that nobody in the team has: somebody else, with a part in common."""
    return bool(
        (before and not here.first and not before.first and _is_foreign(before))
        or (after and not after.first and _is_foreign(after))
    )


def _is_foreign(word: Word) -> bool:
    known = word.text in ADDRESS or word.text in PLACES or word.text in DOES
    return word.capital and len(word.text) > 1 and not known and not is_common(word.text)


def _of_a_place(words: Words, place: int) -> bool:
    """In the name of a village, a street, a school: "Jalan Jenderal Santoso"."""
    after = words.at(place + 1)
    if after and after.text in AFTER_PLACES:
        return True
    for step in range(1, BACK + 1):
        before = words.at(place - step)
        if before is None or before.text in ADDRESS or words.row[place - step + 1].first:
            return False
        if before.text in PLACES:
            return True
        if not before.capital:
            return False
    return False
