"""Every text in every field of every form: a plain answer, and what was typed is still there."""

import html
import re
from collections.abc import Mapping

import pytest
from httpx2 import Response

from tests.browsing import Browser, inspect
from tests.factories import Make
from tests.hostile.bodies import CASES
from tests.hostile.payloads import TEXTS, VALUES, seen

PLAIN = {200, 303, 403, 404, 409, 413, 422, 429}
# Chosen from what the page offers, or carried along by it: nobody typed these.
OFFERED = re.compile(
    "(name|number|gone|"  # of an imported file: chosen from its own columns
    "above|after|change|circle|claim|heir|judge|mention|merger|offence|other|part|phase|place|query|question|read|reply_to|slot|swap|tells|wanted|way(-[a-z]+)?|"
    "answer|aside|back|checked|codes?|do|fresh|category|competition|entry|issuer|kind|next|openness|password|person|preset|correction|criterion|tie"
    "|reach|right|role|shown|stand_in|state|step|superior|target|then|unit|verdict|version|voice|zone)$"
    "|check-ok-|mark-[a-z]+$|(steps|[a-z]+)-[0-9]+-(ref|key|kind|motif|service_days|quota|per_entry|required|scale|was)$"
)
AGAIN = re.compile("post_(edit|review|basics|steps|part.*|ballot|new|new_competition)$")
# PostgreSQL is the stricter of the two: it is asked everything, SQLite a fourth.
ASKED = [("postgresql", name) for name in CASES] + [("sqlite", name) for name in sorted(CASES)[::4]]
FIRST = 4  # fields of a long form; the others are rows of the same kind


def check(answer: Response, sent: Mapping[str, str], what: str, *, keeps: bool = True) -> None:
    """One of the answers we have, in words; and what was typed stands on the page again."""
    assert answer.status_code in PLAIN, (what, answer.status_code)
    if answer.status_code in (200, 303):
        return
    page = html.unescape(answer.text)
    assert 'role="alert"' in page or 'class="error"' in page, (what, answer.status_code)
    if answer.status_code == 422 and keeps:
        lost = {n for n, text in sent.items() if not OFFERED.match(n) and seen(text) not in page}
        assert lost == set(), what


@pytest.mark.parametrize(("database", "name"), ASKED, indirect=["database"])
def test_no_text_in_any_field_breaks_the_form(make: Make, name: str) -> None:
    case = CASES[name](make)
    browser = Browser(case.person)
    for what, text in TEXTS.items():
        fields = dict.fromkeys(case.fields, text)
        answer = browser.send(case.path, fields)
        check(answer, fields, what)
        if what in ("markup", "controls") and answer.status_code not in (200, 303):
            inspect(answer.text, whole=True)


@pytest.mark.parametrize(
    ("database", "name"), [it for it in ASKED if it[1] != "post_signin"], indirect=["database"]
)
def test_no_value_of_one_field_breaks_the_form(make: Make, name: str) -> None:
    case = CASES[name](make)
    browser, open_ = Browser(case.person), True
    for field in list(case.fields)[:FIRST]:
        for value in VALUES:
            answer = browser.send(case.path, {**case.fields, field: value})
            check(answer, {field: value}, f"{field}={value[:40]}", keeps=open_)
            assert not (
                open_
                and answer.status_code == 422
                and not OFFERED.match(field)
                and "data-failed" in answer.text
            ), (field, value[:40])
            open_ = open_ and (answer.status_code != 303 or bool(AGAIN.match(name)))
