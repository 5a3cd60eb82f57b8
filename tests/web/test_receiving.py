"""What a form sends is taken in whole, or refused; nothing of it breaks the product."""

import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from ideas.web import receiving
from ideas.web.receiving import MOST_FIELDS, WORDS, typed_in

PARTS = "multipart/form-data; boundary=x"


def taken(body: bytes, kind: str = WORDS, *, pieces: int = 1) -> list[tuple[str, str]]:
    """The fields of a form that arrives in so many pieces, and does not tell its length."""
    cut = -(-len(body) // pieces) or 1
    rest = [body[at : at + cut] for at in range(0, len(body), cut)] or [b""]

    async def receive() -> Message:
        return {"type": "http.request", "body": rest.pop(0), "more_body": bool(rest)}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
    return asyncio.run(typed_in(Request({**scope, "app": None}, receive))).pairs


@pytest.mark.parametrize("kind", [WORDS, f"{WORDS};charset=UTF-8"])
@pytest.mark.parametrize("pieces", [1, 5])
def test_words_arrive_in_order_however_they_are_sent(kind: str, pieces: int) -> None:
    sent = taken(b"a=satu+dua&b=%C3%A9%26&a=&c&=d", kind, pieces=pieces)
    assert sent == [("a", "satu dua"), ("b", "é&"), ("a", ""), ("c", ""), ("", "d")]


@pytest.mark.parametrize("body", [b"a=%FF%FE", b"a=\xff\xfe", b"a=%C3"])
def test_what_is_no_text_is_taken_as_letters_that_cannot_be_read(body: bytes) -> None:
    ((name, text),) = taken(body)
    assert (name, set(text)) == ("a", {"\N{REPLACEMENT CHARACTER}"})


def test_a_form_of_parts_is_taken_too() -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nsatu\r\n--x--\r\n'
    assert taken(part, PARTS) == [("a", "satu")]


def test_a_body_that_is_no_form_says_nothing() -> None:
    assert taken(b'{"a": 1}', "application/json") == []


def test_a_form_has_so_many_fields_and_no_more() -> None:
    assert len(taken(b"&".join([b"a=1"] * MOST_FIELDS))) == MOST_FIELDS
    with pytest.raises(HTTPException) as refused:
        taken(b"&".join([b"a=1"] * (MOST_FIELDS + 1)))
    assert refused.value.status_code == 400


def test_a_form_that_becomes_too_long_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_BYTES", 40)
    assert taken(b"a=" + b"x" * 38, pieces=4) == [("a", "x" * 38)]
    assert taken(b"a=" + b"x" * 39, pieces=4) == []
