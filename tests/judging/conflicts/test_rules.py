"""Whom the chart and the past part, against a checker that was written on its own."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ideas.judging.conflicts.rules import (
    FIRM,
    OWN_WORD,
    Chart,
    ConflictKind,
    Near,
    Place,
    Together,
    as_told,
    close_to,
    settled,
)

SARI, BUDI, WAYAN, CAMAT, BUPATI, STAF, RATNA = (UUID(int=n) for n in range(1, 8))
HERE, THERE, ELSEWHERE = (UUID(int=n) for n in range(100, 103))
IDEA, OLD_IDEA = UUID(int=200), UUID(int=201)
SENT = datetime(2026, 10, 1, 5, tzinfo=UTC)
TODAY = date(2026, 11, 25)
LONG_AGO = date(2020, 1, 1)
ABOVE = {SARI: WAYAN, BUDI: WAYAN, WAYAN: CAMAT, CAMAT: BUPATI, STAF: SARI, RATNA: BUPATI}
NEAR = Near(IDEA, frozenset({SARI, BUDI}), HERE, WAYAN, SENT)


def place(person: UUID, unit: UUID, *, since: date = LONG_AGO, until: date | None = None) -> Place:
    return Place(person, unit, ABOVE.get(person), since, until)


def kind(judge: UUID, *places: Place, near: Near = NEAR, past: tuple[Together, ...] = ()):  # type: ignore[no-untyped-def] # a kind or nothing
    """Why this judge stays apart, when these are the postings beside those of the team."""
    team = [place(person, THERE) for person in (SARI, BUDI, WAYAN, CAMAT) if person != judge]
    return close_to(near, Chart([judge], [*team, *places], past), TODAY, 2).get(judge)


@pytest.mark.parametrize(
    ("judge", "unit", "why"),
    [
        (SARI, HERE, ConflictKind.TEAM),
        (BUDI, THERE, ConflictKind.TEAM),
        (WAYAN, ELSEWHERE, ConflictKind.CHAIN),
        (CAMAT, ELSEWHERE, ConflictKind.CHAIN),
        (STAF, ELSEWHERE, ConflictKind.CHAIN),
        (RATNA, HERE, ConflictKind.SAME_UNIT),
        (RATNA, THERE, ConflictKind.SAME_UNIT),
        (RATNA, ELSEWHERE, None),
        (BUPATI, ELSEWHERE, None),
    ],
)
def test_the_chart_keeps_team_units_and_two_steps_of_the_chain_apart(
    judge: UUID, unit: UUID, why: ConflictKind | None
) -> None:
    assert kind(judge, place(judge, unit)) is why


def test_who_moved_after_the_sending_is_close_to_both_places() -> None:
    moved = date(2026, 10, 20)
    before = place(RATNA, HERE, until=moved - timedelta(days=1))
    after = place(RATNA, HERE, since=moved)
    assert kind(RATNA, before, place(RATNA, ELSEWHERE, since=moved)) is ConflictKind.SAME_UNIT
    assert kind(RATNA, place(RATNA, ELSEWHERE, until=moved), after) is ConflictKind.SAME_UNIT


def test_who_moved_away_before_the_sending_is_close_no_more() -> None:
    gone = place(RATNA, HERE, until=SENT.date() - timedelta(days=1))
    assert kind(RATNA, gone, place(RATNA, ELSEWHERE, since=SENT.date())) is None


def test_who_endorsed_an_entry_does_not_judge_it_even_from_elsewhere() -> None:
    lone = [place(person, THERE) for person in (SARI, BUDI)]
    chart = Chart([WAYAN, CAMAT], [Place(p.person, p.unit, None, p.since, None) for p in lone], ())
    assert close_to(NEAR, chart, TODAY, 2) == {WAYAN: ConflictKind.CHAIN}


def together(until: datetime, proposal: UUID = OLD_IDEA, *, hidden: bool = False) -> Together:
    return Together(RATNA, SARI, proposal, until, hidden)


@pytest.mark.parametrize(
    ("past", "why"),
    [
        (together(SENT - timedelta(days=729)), ConflictKind.FORMER_TEAM),
        (together(SENT - timedelta(days=731)), None),
        (together(SENT, hidden=True), ConflictKind.APART),
        (together(SENT, IDEA), None),
    ],
)
def test_a_former_team_counts_for_the_years_of_the_rules(
    past: Together, why: ConflictKind | None
) -> None:
    assert kind(RATNA, place(RATNA, ELSEWHERE), past=(past,)) is why


def test_rules_may_let_former_teams_be() -> None:
    chart = Chart([RATNA], [], [together(SENT)])
    assert close_to(NEAR, chart, TODAY, 0) == {}
    assert close_to(NEAR, chart, TODAY, 1) == {RATNA: ConflictKind.FORMER_TEAM}


def test_what_only_a_hidden_name_explains_is_not_told() -> None:
    veiled = Near(IDEA, NEAR.team, HERE, WAYAN, SENT, hidden=frozenset({BUDI}))
    assert kind(BUDI, place(BUDI, ELSEWHERE), near=veiled) is ConflictKind.APART
    assert kind(SARI, place(SARI, ELSEWHERE), near=veiled) is ConflictKind.TEAM
    assert kind(RATNA, place(RATNA, HERE), near=veiled) is ConflictKind.SAME_UNIT


def test_a_circle_in_the_chart_harms_nobody() -> None:
    circle = [Place(SARI, HERE, BUDI, LONG_AGO, None), Place(BUDI, HERE, SARI, LONG_AGO, None)]
    assert close_to(NEAR, Chart([RATNA], circle, ()), TODAY, 2) == {}


@given(some.sampled_from([None, *ConflictKind]), some.sampled_from([None, *ConflictKind]))
def test_peoples_words_count_but_never_against_the_plain_chart(
    live: ConflictKind | None, noted: ConflictKind | None
) -> None:
    held = settled(live, noted)
    assert held is not ConflictKind.CLEARED or live is ConflictKind.CLEARED
    if live in FIRM:
        assert held is live
    elif noted is ConflictKind.CLEARED:
        assert held is None
    elif noted in OWN_WORD or noted is ConflictKind.PINNED:
        assert held is noted
    else:
        assert held is (live or noted)


def test_nobody_reads_that_it_is_about_a_family() -> None:
    assert {as_told(kind) for kind in ConflictKind} == set(ConflictKind) - {ConflictKind.FAMILY}


PEOPLE = [UUID(int=n) for n in range(1, 9)]
UNITS = [UUID(int=n) for n in range(100, 104)]
DAYS = [SENT.date() + timedelta(days=n) for n in (-40, -1, 0, 1, 30, 55)]


@some.composite
def careers(draw: some.DrawFn) -> list[Place]:
    """Everybody works somewhere at any time, and moves once at most."""
    places = []
    for person in PEOPLE:
        moved = draw(some.sampled_from(DAYS))
        for since, until in ((LONG_AGO, moved - timedelta(days=1)), (moved, None)):
            superior = draw(some.sampled_from([None, *PEOPLE]))
            places.append(Place(person, draw(some.sampled_from(UNITS)), superior, since, until))
    return places


def parted(judge: UUID, near: Near, places: list[Place], past: list[Together], today: date) -> bool:
    """The rule once more, from its words: day by day and person by person, nothing turned round."""
    for day in (near.sent_at.date(), today):
        now = {p.person: p for p in places if p.since <= day and (not p.until or day <= p.until)}

        def up(person: UUID, now: dict[UUID, Place] = now) -> set[UUID]:
            first = now[person].superior if person in now else None
            second = now[first].superior if first in now else None
            return {s for s in (first, second) if s and s != person}

        if judge in near.team or judge == near.endorser:
            return True
        if any(judge in up(mate) or mate in up(judge) for mate in near.team):
            return True
        if now[judge].unit in {near.unit, *(now[mate].unit for mate in near.team)}:
            return True
    return any(
        t.judge == judge and t.mate in near.team and t.proposal != near.proposal
        and (near.sent_at - t.until).days <= 730
        for t in past
    )  # fmt: skip


@given(
    careers(),
    some.sets(some.sampled_from(PEOPLE), min_size=1, max_size=3),
    some.sampled_from(UNITS),
    some.lists(some.tuples(*[some.sampled_from(PEOPLE)] * 2, some.integers(0, 1000)), max_size=3),
    some.sampled_from(DAYS[2:]),
)
def test_every_relation_is_found_and_none_that_is_not_there(
    places: list[Place], team: set[UUID], unit: UUID,
    past: list[tuple[UUID, UUID, int]], today: date,
) -> None:  # fmt: skip
    near = Near(IDEA, frozenset(team), unit, PEOPLE[-1], SENT)
    mates = [
        Together(a, b, OLD_IDEA, SENT - timedelta(days=n), hidden=False)
        for a, b, n in past
        if a != b
    ]
    found = close_to(near, Chart(PEOPLE, places, mates), today, 2)
    assert set(found) == {p for p in PEOPLE if parted(p, near, places, mates, today)}
