"""What nobody should be hurt by: texts and values as people, editors and attackers send them."""

from ideas.web.forms import clean

# Sent as UTF-8. The name says what it tries. The first ones are short, so that forms take them.
TEXTS = {
    "markup": "\"'></textarea></title></form><script>alert(1)</script><b onclick=a()>&lt;",
    "code": "=1+1 {{ 7*7 }} ${7*7} #{7*7} <%= 7*7 %> {0.__class__} %(n)s ' OR 1=1; -- \\",
    "controls": "a\x00b\x07c\x1b[31md\x85e\x0bf\r\ng\rh\u2028i "
    "\u202ej\u2066k\u200f\ufeffl \ufffe\ufdd0\U0001ffff",
    "letters": "\u0627\u0644 \u05e9\u05dc Z\u0351\u036b\u0343 \ufdfa \ufb01\u0130\u00df "
    "\u00a0\u200b\u2003"
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1ee\U0001f1e9 \U00020000\U0010fffd",
    "combining": "Z" + "\u0351\u036b\u0343\u036a" * 200 + "algo",
    "blank": " \t\n\u00a0\u3000 ",
    "many words": "kata " * 3000,
    "one long word": "x" * 60_000,
}  # fmt: skip

# Bytes that are no UTF-8 at all, as they come in a form: half a surrogate pair, a broken letter.
BYTES = {
    "surrogate": b"%ED%A0%BD", "surrogates": b"\xed\xa0\xbd\xed\xb0\x93", "broken": b"%C3%28",
    "raw latin": b"\xe9t\xe9", "overlong": b"%C0%AF", "percent": b"%ZZ%", "plus": b"+++",
}  # fmt: skip

VALUES = (
    "banyak", "-1", "\u0663", "9" * 5000, "2147483648", "2026-13-45", "0001-01-01",
    "0001-01-01T00:00", "[]",
)  # fmt: skip

# As they stand in an address.
REFS = (
    "TIDAK-ADA", "k7q2-m4xf", "K7Q2%00M4XF", "%F0%9F%90%93%ED%A0%BD%C3%28", "..%2F..%2Fetc%5C",
    "%2e%2e", "%3Cscript%3E%7B%7B7*7%7D%7D'%20OR%201=1%25s", "{ref}", "A" * 4000,
    "%0D%0ASet-Cookie:%20a=b%E2%80%AE",
)  # fmt: skip

QUERIES = (
    "K7Q2-M4XF", "a%00b", "%ED%A0%BD%C3%28%3Cscript%3E'%20OR%201=1%7B%7B7*7%7D%7D",
    "//contoh.example", "/\\contoh.example", "2026-11-25T00:00:00%2B00:00,K7Q2",
    "0001-01-01T00:00:00%2B14:00,A", "9" * 4500, "%25_" * 500, "&after=%00&show=%00",
)  # fmt: skip


def seen(text: str) -> str:
    """A text as its form keeps it: cleaned, and with one kind of white space at its ends."""
    return clean(text).strip()
