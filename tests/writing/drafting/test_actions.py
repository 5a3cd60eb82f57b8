"""Two hands on one draft, and versions brought back, with a database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from ideas import given
from ideas.failures import Invalid, TooLate
from ideas.protection.retention.actions import clear_out, delete_drafts
from ideas.road.entries.drafts import find_draft
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.writing.drafting.actions import restore_version, save_draft
from ideas.writing.drafting.queries import Opened, versions_compared
from ideas.writing.drafting.rules import Met
from ideas.writing.proposals import versions
from ideas.writing.proposals.models import DraftChange, Proposal, Version
from ideas.writing.proposals.queries import writing_of
from ideas.writing.proposals.rules import Writing
from tests.factories import Make

START = Writing("Surat dari ponsel", "Warga antre.", "layanan", {"masalah": "Lama.", "cara": "A"})


class Two:
    """Sari and Budi, who opened the same draft at the same time."""

    def __init__(self, session: Session, make: Make) -> None:
        self.session = session
        self.sari, self.budi = make.person("Sari"), make.person("Budi")
        self.row = make.proposal(self.sari)
        make.member(self.row, self.budi)
        self.saves(self.sari, START, 0, "first")

    def saves(
        self, who: Person, text: Writing, seen: int, hand: str, *, joins: bool = True
    ) -> Met | None:
        self.session.expire_all()
        me = visitor_of(self.session, who.id)
        draft = find_draft(self.session, me, self.row.ref)
        return save_draft(self.session, me, draft, text, Opened(seen, hand), joins=joins)

    @property
    def stored(self) -> Proposal:
        return self.session.exec(
            select(Proposal)
            .where(Proposal.id == self.row.id)
            .execution_options(populate_existing=True)
        ).one()


@pytest.fixture
def two(session: Session, make: Make) -> Two:
    return Two(session, make)


def test_two_hands_in_two_places_become_one_text(two: Two) -> None:
    assert two.saves(two.budi, replace(START, summary="Warga antre lama."), 1, "b") is None
    found = two.saves(two.sari, replace(START, title="Surat dari gawai"), 1, "s")
    assert found
    assert (found.by, found.settled, found.clashes) == ("Budi", ["summary"], [])
    assert (two.stored.title, two.stored.summary) == ("Surat dari gawai", "Warga antre lama.")


def test_a_form_that_saves_by_itself_tells_and_overwrites_nothing(two: Two) -> None:
    two.saves(two.budi, replace(START, summary="Warga antre lama."), 1, "b")
    with pytest.raises(Invalid) as told:
        two.saves(two.sari, replace(START, title="Baru"), 1, "s", joins=False)
    assert "Budi juga menulis" in str(told.value.sentence)
    assert two.stored.title == START.title


def test_a_page_left_behind_does_not_undo_the_merge(two: Two) -> None:
    """As when somebody presses "back" after two texts were put together."""
    two.saves(two.budi, replace(START, summary="Warga antre lama."), 1, "b")
    own = replace(START, title="Surat dari gawai")
    two.saves(two.sari, own, 1, "s")
    with pytest.raises(Invalid):
        two.saves(two.sari, own, 1, "s", joins=False)
    two.saves(two.sari, replace(own, answers={**own.answers, "cara": "A B"}), 1, "s")
    assert (two.stored.summary, two.stored.answers["cara"]) == ("Warga antre lama.", "A B")


def test_what_both_rewrote_is_asked_and_both_are_kept(two: Two) -> None:
    two.saves(two.budi, replace(START, summary="Warga antre dua jam."), 1, "b")
    with pytest.raises(Invalid) as told:
        two.saves(two.sari, replace(START, summary="Warga antre sejak subuh."), 1, "s")
    assert list(told.value.errors) == ["clash", "summary"]
    assert two.stored.summary == "Warga antre dua jam."


def test_the_base_is_what_this_hand_saved_last(two: Two) -> None:
    """Else what I wrote and somebody then took out would come back as if it were new."""
    long = replace(START, summary="Warga antre sangat lama.")
    two.saves(two.sari, long, 1, "s")
    two.saves(two.budi, replace(START, summary="Warga antre lama."), 2, "b")
    found = two.saves(two.sari, replace(long, title="Surat"), 1, "s")
    assert found
    assert found.clashes == []
    assert two.stored.summary == "Warga antre lama."


def test_what_was_laid_aside_too_long_ago_is_asked_for(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST_ASIDE", 1)
    for n in range(4):
        two.saves(two.budi, replace(START, summary=f"Versi {n}"), 1 if n == 0 else 0, "b")
    assert two.session.exec(select(DraftChange)).all()[0].revision > 1
    with pytest.raises(Invalid) as told:
        two.saves(two.sari, replace(START, title="Baru"), 1, "s")
    assert set(told.value.errors) == {"clash", "title", "summary"}


def test_clearing_out_forgets_what_was_laid_aside_after_two_weeks(two: Two, make: Make) -> None:
    for days, left in ((13, 1), (15, 0)):
        with given.world(frozen=make.now + timedelta(days=days)):
            clear_out(two.session, given.new_id())
        assert len(two.session.exec(select(DraftChange)).all()) == left


def test_a_draft_that_goes_takes_what_belongs_to_it(two: Two) -> None:
    assert delete_drafts(two.session, [two.row.id]) == 1


def restored(two: Two, number: int) -> None:
    two.session.expire_all()
    me = visitor_of(two.session, two.budi.id)
    draft = find_draft(two.session, me, two.row.ref)
    restore_version(two.session, me, draft, number)


def test_bringing_a_version_back_loses_nothing_of_what_came_after(two: Two) -> None:
    two.saves(two.budi, replace(START, title="Baru"), 1, "b")
    restored(two, 1)
    rows = two.session.exec(select(Version).order_by(col(Version.number))).all()
    assert [row.title for row in rows] == [START.title, "Baru", START.title]
    assert writing_of(two.stored) == START


def test_an_open_form_meets_a_version_that_was_brought_back(two: Two) -> None:
    later = replace(START, title="Baru")
    two.saves(two.budi, later, 1, "b")
    restored(two, 1)
    found = two.saves(two.budi, replace(later, summary="Warga antre lama."), 1, "b")
    assert found
    assert (two.stored.title, two.stored.summary) == (START.title, "Warga antre lama.")


def test_bringing_back_ends_with_the_call(two: Two) -> None:
    me = visitor_of(two.session, two.sari.id)
    draft = find_draft(two.session, me, two.row.ref)
    with given.world(frozen=draft.step.closes_at), pytest.raises(TooLate):
        restore_version(two.session, me, draft, 1)


def test_a_version_that_is_not_there_is_not_brought_back(two: Two) -> None:
    with pytest.raises(Invalid):
        restored(two, 9)


def test_any_two_versions_are_compared(two: Two, make: Make) -> None:
    for minutes, title in ((20, "Surat kedua"), (40, "Surat ketiga")):
        with given.world(frozen=make.now + timedelta(minutes=minutes)):
            two.saves(two.sari, replace(START, title=title), two.stored.revision, title)
    draft = find_draft(two.session, visitor_of(two.session, two.sari.id), two.row.ref)
    found = versions_compared(two.session, draft, "1", "3")
    assert [(line.number, line.came, line.went) for line in found.lines][:2] == [
        (3, 1, 1), (2, 1, 2),
    ]  # fmt: skip
    assert found.changes[0].words == [
        ("same", "Surat "), ("del", "dari ponsel"), ("ins", "ketiga"),
    ]  # fmt: skip
