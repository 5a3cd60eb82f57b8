"""The notice that is owed after a breach (UU 27/2022, article 46), drafted from what is known."""

from ideas.language import reader, tell
from ideas.language.forms import moment, number
from ideas.protection.breaches.models import Breach
from ideas.settings import settings

UNKNOWN = "(belum diisi)"


def letter(breach: Breach) -> str:
    """Always in Indonesian, whoever reads the page: it goes to people and to the authority here."""
    here = reader()
    tell("id", here.zone)
    try:
        return _letter(breach, moment(breach.found_at), number(breach.people))
    finally:
        tell(here.language, here.zone)


def _letter(breach: Breach, found: str, people: str) -> str:
    return "\n".join(
        (
            "PEMBERITAHUAN KEGAGALAN PELINDUNGAN DATA PRIBADI",
            f"Nomor: {breach.ref}",
            "",
            "Yth. Subjek Data Pribadi dan Lembaga Pelindungan Data Pribadi",
            "",
            f"{settings().site} memberitahukan kegagalan pelindungan data pribadi,",
            "sesuai Pasal 46 Undang-Undang Nomor 27 Tahun 2022.",
            "",
            f"1. Data pribadi yang terungkap: {breach.data}",
            f"   Perkiraan jumlah orang: {people}",
            f"2. Diketahui: {found}",
            f"   Kapan dan bagaimana terungkap: {breach.happened}",
            f"3. Penanganan dan pemulihan: {breach.handling or UNKNOWN}",
            "",
            "Yang dapat Anda lakukan: ganti kata sandi, periksa sesi masuk,",
            "dan waspadai pesan yang meminta data Anda.",
            "",
            "Pertanyaan dan keberatan: halaman Data saya, atau pengelola kepegawaian.",
        )
    )
