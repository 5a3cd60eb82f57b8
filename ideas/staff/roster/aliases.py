"""What columns and words are called elsewhere: our own names, SIASN's, and what offices write."""

import re
from collections.abc import Mapping, Sequence

from ideas.staff.people.rules import Employment, PositionKind
from ideas.staff.roster.rules import Column

# By letters and digits alone, lower case. Our own name first, it heads the sample file.
NAMES: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: ("nip", "nipbaru", "nipasn", "nomorinduk", "nippegawai", "nipnippppk"),
    Column.CODE: ("idpegawai", "id", "pnsid", "asnid", "idasn", "idsiasn"),
    Column.NAME: ("nama", "namapegawai", "namalengkap", "namapns", "name"),
    Column.BEFORE: ("gelardepan", "glrdepan"),
    Column.AFTER: ("gelarbelakang", "glrbelakang"),
    Column.EMPLOYMENT: ("jenispegawai", "jenisasn", "statuscpnspns", "statuspegawai",
                        "jenispegawainama"),
    Column.STATUS: ("kedudukan", "kedudukanpns", "kedudukanhukum", "kedudukanpnsnama"),
    Column.EMAIL: ("surel", "emailgov", "email", "emaildinas"),
    Column.BIRTH: ("tanggallahir", "tgllahir"),
    Column.SEX: ("jeniskelamin", "jk", "kelamin"),
    Column.UNIT: ("kodeunit", "unorid", "idunor", "unit", "unitkerja"),
    Column.UNIT_NAME: ("namaunit", "unornama", "namaunor", "unor", "namaunitkerja"),
    Column.UNIT_ABOVE: ("unitinduk", "unorindukid", "unorinduknama", "unorinduk", "satuankerja"),
    Column.POSITION: ("jabatan", "jabatannama", "namajabatan"),
    Column.KIND: ("jenisjabatan", "jenisjabatannama", "jenisjabatanid"),
    Column.ECHELON: ("eselon", "eselonlevel", "eselonid"),
    Column.GRADE: ("golongan", "golruangakhir", "golruang", "golonganruang", "golakhirnama"),
    Column.SUPERIOR: ("nipatasan", "atasan", "nipatasanlangsung", "atasanid", "pnsatasan"),
    Column.SINCE: ("tmtjabatan", "tmt", "sejak"),
}  # fmt: skip

EMPLOYMENTS = {
    "pns": Employment.PNS, "p": Employment.PNS, "pegawainegerisipil": Employment.PNS,
    "pnspusat": Employment.PNS, "pnsdaerah": Employment.PNS,
    "cpns": Employment.CPNS, "c": Employment.CPNS, "calonpns": Employment.CPNS,
    "pppk": Employment.PPPK, "p3k": Employment.PPPK, "pppkpenuhwaktu": Employment.PPPK,
    "pppkparuhwaktu": Employment.PPPK_PART_TIME, "p3kparuhwaktu": Employment.PPPK_PART_TIME,
    "pppkpw": Employment.PPPK_PART_TIME,
}  # fmt: skip

KINDS = {
    "pimpinantinggi": PositionKind.LEADER, "jpt": PositionKind.LEADER,
    "jabatanpimpinantinggi": PositionKind.LEADER, "jptutama": PositionKind.LEADER,
    "jptmadya": PositionKind.LEADER, "jptpratama": PositionKind.LEADER,
    "administrator": PositionKind.ADMINISTRATOR, "jabatanadministrator": PositionKind.ADMINISTRATOR,
    "pengawas": PositionKind.SUPERVISOR, "jabatanpengawas": PositionKind.SUPERVISOR,
    "fungsional": PositionKind.FUNCTIONAL, "jabatanfungsional": PositionKind.FUNCTIONAL,
    "jabatanfungsionaltertentu": PositionKind.FUNCTIONAL, "jft": PositionKind.FUNCTIONAL,
    "fungsionaltertentu": PositionKind.FUNCTIONAL, "2": PositionKind.FUNCTIONAL,
    "pelaksana": PositionKind.OPERATIONAL, "jabatanpelaksana": PositionKind.OPERATIONAL,
    "jabatanfungsionalumum": PositionKind.OPERATIONAL, "jfu": PositionKind.OPERATIONAL,
    "fungsionalumum": PositionKind.OPERATIONAL, "4": PositionKind.OPERATIONAL,
}  # fmt: skip
# Structural says which only with its echelon: I and II lead, III administers, IV and V supervise.
STRUCTURAL = {"struktural", "jabatanstruktural", "1"}
ECHELONS = {
    "i": PositionKind.LEADER, "ii": PositionKind.LEADER, "iii": PositionKind.ADMINISTRATOR,
    "iv": PositionKind.SUPERVISOR, "v": PositionKind.SUPERVISOR,
    "1": PositionKind.LEADER, "2": PositionKind.LEADER, "3": PositionKind.ADMINISTRATOR,
    "4": PositionKind.SUPERVISOR, "5": PositionKind.SUPERVISOR,
}  # fmt: skip

ACTIVE = {"", "aktif", "active", "pnsaktif", "pppkaktif", "cpns", "tugasbelajar", "01"}
SEXES = {
    "1": "1", "l": "1", "m": "1", "pria": "1", "lakilaki": "1", "laki": "1",
    "2": "2", "p": "2", "f": "2", "w": "2", "wanita": "2", "perempuan": "2",
}  # fmt: skip


def plain(text: str) -> str:
    """Letters and digits alone, lower case: 'Gol. Ruang Akhir' is 'golruangakhir'."""
    return re.sub(r"[^0-9a-z]", "", text.lower())


def guess(header: Sequence[str]) -> dict[Column, int]:
    """Which column of a file tells what, as far as the names say; the better name wins."""
    names = [plain(text) for text in header]
    guessed: dict[Column, int] = {}
    for column, known in NAMES.items():
        place = next((names.index(name) for name in known if name in names), None)
        if place is not None and place not in guessed.values():
            guessed[column] = place
    return guessed


def kept(mapping: Mapping[str, str], header: Sequence[str]) -> dict[Column, int]:
    """A mapping that was saved by the names of a file's columns, for that file."""
    return {Column(c): header.index(name) for c, name in mapping.items() if name in header}
