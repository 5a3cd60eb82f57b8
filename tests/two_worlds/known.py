"""Twelve leaks that other systems had, each as it would look in ours.

A leak is something more on an answer: whoever builds it in reads a column that should not be
read there. `at`: where; `who` hears it; `worlds`: what differs between the two that tell.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.writing.proposals.models import Member
from tests.two_worlds.canaries import AUTHOR

Tell = Callable[[Any], str]


@dataclass(frozen=True)
class Leak:
    """`seen`: where it was, as others reported it. `but`: what differs for good reason."""

    name: str
    seen: str
    worlds: str
    who: str
    at: str
    tell: Tell
    more: Collection[str] = ()
    but: str = "none"


def _list(session: Session, rows: Select[Any]) -> str:
    return ", ".join(str(word) for word in session.execute(rows).scalars())


def _leads() -> Select[Any]:
    return (
        select(col(Person.name))
        .join(Entry, col(Entry.lead_id) == Person.id)
        .join(Assignment, col(Assignment.entry_id) == Entry.id)
    )


def _judges() -> Select[Any]:
    return (
        select(col(Person.name))
        .join(Assignment, col(Assignment.judge_id) == Person.id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .order_by(col(Entry.ref), col(Assignment.place))
    )


def _means() -> Select[Any]:
    return (
        select(func.avg(col(Mark.value)))
        .join(Assignment, col(Assignment.id) == Mark.assignment_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .group_by(col(Entry.ref))
        .order_by(col(Entry.ref))
    )


def whose_they_are(visit: Any) -> str:
    mine = col(Assignment.judge_id) == visit.me.id
    return _list(visit.session, _leads().where(mine).order_by(col(Assignment.place)))


def by_a_hidden_column(visit: Any) -> str:
    rows = (
        select(col(Assignment.ref))
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .join(Person, col(Person.id) == Entry.lead_id)
        .where(col(Assignment.judge_id) == visit.me.id)
        .order_by(col(Person.name))
    )
    return _list(visit.session, rows)


def found_by_a_hidden_word(visit: Any) -> str:
    if AUTHOR.split()[0] not in visit.request.url.query:
        return ""
    rows = select(col(Entry.title)).join(Person, col(Person.id) == Entry.lead_id)
    return _list(visit.session, rows.where(col(Person.name) == AUTHOR))


def who_was_here_last(visit: Any) -> str:
    rows = select(col(Person.name)).join(Entry, col(Entry.lead_id) == Person.id)
    return _list(visit.session, rows.order_by(col(Entry.ref)).limit(1))


def the_team_of_anything(visit: Any) -> str:
    rows = (
        select(col(Person.name))
        .join(Member, col(Member.person_id) == Person.id)
        .join(Entry, col(Entry.proposal_id) == Member.proposal_id)
        .order_by(col(Entry.ref), col(Person.name))
    )
    return _list(visit.session, rows)


def longer_for_some(visit: Any) -> str:
    """Says nothing, but asks once more where the first entry is one person's."""
    if who_was_here_last(visit) == AUTHOR:
        visit.session.execute(select(func.count()).select_from(Entry)).scalar()
    return ""


def what_they_judge(visit: Any) -> str:
    ref = visit.request.url.path.split("/")[2]
    rows = (
        select(col(Entry.title))
        .join(Assignment, col(Assignment.entry_id) == Entry.id)
        .join(Person, col(Person.id) == Assignment.judge_id)
        .where(col(Person.ref) == ref)
        .order_by(col(Entry.title))
    )
    return _list(visit.session, rows)


def who_judges(visit: Any) -> str:
    return _list(visit.session, _judges())


def what_others_gave(visit: Any) -> str:
    return _list(visit.session, _means())


def too_low(visit: Any) -> str:
    return ", ".join("-" if mean < 3 else "+" for mean in visit.session.execute(_means()).scalars())


LEAKS = (
    Leak("names on the blind copy", "janeway#5207", "authors", "ratna", "/reviews",
         whose_they_are),
    Leak("sorted by a hidden column", "HotCRP: search and sort by hidden scores", "authors",
         "ratna", "/reviews", by_a_hidden_column),
    Leak("search finds redacted words", "pretalx#970", "authors", "ratna", "/search",
         found_by_a_hidden_word, (f"/search?q={AUTHOR.split()[0]}",)),
    Leak("history on the dashboard", "pretalx#649", "authors", "ratna", "/", who_was_here_last),
    Leak("anybody opens any document", "HotCRP GHSA-vh3x-xwj4-jvqx", "authors", "tono",
         "/proposals/", the_team_of_anything),
    Leak("how long it takes", "HotCRP GHSA-fr3q-pp37-9wcg", "authors", "ratna", "/reviews",
         longer_for_some),
    Leak("profiles without a check", "OpenReview, 27 November 2025", "judges", "sari",
         "/people/", what_they_judge),
    Leak("names on comments", "hotcrp#348", "judges", "sari", "/entries/", who_judges),
    Leak("the status tab of a conflicted chair", "openreview#351", "judges", "wayan",
         "/panels/", who_judges),
    Leak("averages for a conflicted chair", "hotcrp#426", "marks", "wayan", "/panels/",
         what_others_gave),
    Leak("the mean before one's own", "pretalx#611", "marks", "ratna", "/reviews",
         what_others_gave, but="/reviews/"),
    Leak("unfeasible before the end", "consul#3709", "marks", "sari", "/entries/", too_low),
)  # fmt: skip
