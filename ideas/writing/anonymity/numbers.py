"""What leads straight to somebody: numbers to call, addresses to write to, accounts, a NIP."""

import re
from collections.abc import Iterator

from ideas.staff.people.rules import NIP_LENGTH, nip_is_sound

CALL = r"telp|tlp|telepon|telpon|hp|wa|whatsapp|fax|faks|hubungi|kontak|phone|call|mobile|ext"
DIGIT = "nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
PHONES = (
    re.compile(r"(?<![\d.,/])(?:\+?62[\s.()-]{0,2}|\(?0)8\d{2}\)?(?:[\s.-]?\d){6,10}(?![\d/])"),
    re.compile(r"(?<![\d.,/])0[ .-]8(?:[ .-]\d){8,11}(?!\d)"),
    re.compile(r"(?<![\d.,/])\+62[\s.()-]{0,3}[2-9]\d{1,2}\)?(?:[\s.-]?\d){5,8}(?!\d)"),
    re.compile(r"(?<![\d.,/(])(?:\(0\d{2,3}\)[\s.-]?|0\d{2,3}[-\u2013]\s?)\d{3,4}[\s.-]?\d{2,4}(?![\d/])"),
    re.compile(
        rf"\b(?:{CALL})\b\.?(?: (?:kami|saya|me|us|nomor|no|number))?[\s.:]*"
        r"(\(?\d(?:[\s.()-]?\d){5,13})(?!\d)", re.I,
    ),
    re.compile(rf"\b(?:(?:{DIGIT})[\s,]+){{7,}}(?:{DIGIT})\b", re.I),
)  # fmt: skip
MAILS = (
    re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"),
    re.compile(
        r"[\w.+-]+\s*[(\[{]\s*(?:at|et)\s*[)\]}]\s*[\w-]+(?:\s*(?:\.|[(\[{]\s*(?:dot|titik)\s*[)\]}])\s*\w+)+",
        re.I,
    ),
    re.compile(r"[\w.+-]+ (?:at|et) \w+(?: (?:dot|titik) \w+)+", re.I),
)
HANDLES = (
    re.compile(r"(?<![\w@/.])@[A-Za-z_][\w.]{2,29}"),
    re.compile(
        r"\b(?:instagram|facebook|tiktok|linkedin|youtube|twitter|x|t|wa|fb)\.(?:com|me)/[\w@./-]{3,}",
        re.I,
    ),
    re.compile(
        r"\b(?:instagram|ig|twitter|telegram|tiktok|facebook|fb|linkedin|akun)\s*[:=]?\s*"
        r"(?=\w*[a-z])(?=[\w.]*[_.\d])[\w][\w.]{2,29}\w",
        re.I,
    ),
)
NIPS = re.compile(r"(?<![\d.])\d(?:[ .-]{0,2}\d){17}(?![\d])")
NIP_SAID = re.compile(r"\bNIP(?:PPK)?\b[\s.:]*(\d(?:[ .-]?\d){7,17})", re.I)


def phones(text: str) -> Iterator[tuple[int, int]]:
    yield from _found(PHONES, text)


def mails(text: str) -> Iterator[tuple[int, int]]:
    yield from _found(MAILS, text)


def handles(text: str) -> Iterator[tuple[int, int]]:
    yield from _found(HANDLES, text)


def nips(text: str) -> Iterator[tuple[int, int]]:
    """A number that is a NIP by its dates, or is said to be one: a budget code is neither."""
    for match in NIPS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) == NIP_LENGTH and nip_is_sound(digits):
            yield match.span()
    yield from (match.span() for match in NIP_SAID.finditer(text))


def _found(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        yield from (match.span() for match in pattern.finditer(text))
