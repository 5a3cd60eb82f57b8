"""A strict reader of calendars, of our own, as RFC 5545 describes them."""

import re
from datetime import UTC, datetime

FIELD = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)")
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "SEQUENCE", "STATUS"}


def events_in(content: bytes) -> list[dict[str, str]]:
    """The events, or an AssertionError that says what a calendar program would trip over."""
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    assert not [line for line in raw if len(line) > 75], "a line is longer than 75 octets"
    assert not [line for line in raw if b"\n" in line or b"\r" in line], "a bare line end"
    lines = b"\r\n".join(raw).replace(b"\r\n ", b"").decode().split("\r\n")
    fields = [match.groups() for line in lines if (match := FIELD.fullmatch(line))]
    assert len(fields) == len(lines), "a line is no field"
    assert (fields[0][0], fields[0][2]) == ("BEGIN", "VCALENDAR")
    assert (fields[-1][0], fields[-1][2]) == ("END", "VCALENDAR")
    head = {name: value for name, _, value in fields[1:6]}
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    return _events(fields[1:-1])


def _events(fields: list[tuple[str, ...]]) -> list[dict[str, str]]:
    events: list[dict[str, str]] = []
    inside = False
    for name, _, value in fields:
        if (name, value) == ("BEGIN", "VEVENT"):
            inside = True
            events.append({})
        elif (name, value) == ("END", "VEVENT"):
            inside = False
            assert set(events[-1]) >= ONCE, "an event lacks a field"
        elif inside:
            assert name not in events[-1], f"{name} comes twice"
            events[-1][name] = _text(value)
    return events


def _text(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"not escaped: {value}"
    plain = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    return re.sub(r"\\[n,;\\]", lambda match: plain[match[0]], value)


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
