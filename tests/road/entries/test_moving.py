"""The clock: steps close in order, nothing stays behind without a reason, twice does no harm."""

from datetime import timedelta

from sqlmodel import Session, col, select

from ideas import given
from ideas.history.models import Event
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.moving import turn_steps
from ideas.stages import EntryState, Owner, StepKind
from tests.factories import WEEK, Make


def now_at(session: Session, entry: Entry) -> Entry:
    session.expire_all()
    return session.exec(select(Entry).where(Entry.id == entry.id)).one()


def test_before_the_close_nothing_turns(session: Session, make: Make) -> None:
    entry = make.entry(at=StepKind.ENDORSEMENT)
    assert turn_steps(session) == 1  # the call, closed in this world's past
    assert now_at(session, entry).owner is Owner.SUPERIOR


def test_who_was_forgotten_ends_with_the_reason(session: Session, make: Make) -> None:
    entry = make.entry(at=StepKind.ENDORSEMENT)
    with given.world(frozen=make.now + WEEK / 2):
        turn_steps(session)
    ended = now_at(session, entry)
    assert (ended.state, ended.owner, ended.due_at, ended.reason) == (
        EntryState.ENDED, Owner.NOBODY, None,
        "Atasan langsung belum memutuskan sampai tahap ditutup.",
    )  # fmt: skip
    assert session.exec(select(Decision.note)).one() == ended.reason


def test_shared_steps_pass_everybody_on(session: Session, make: Make) -> None:
    entry = make.entry(at=StepKind.BALLOT)
    with given.world(frozen=make.now + WEEK / 2):
        turn_steps(session)
    moved = now_at(session, entry)
    assert (moved.state, moved.owner, moved.shown) == (EntryState.RUNNING, Owner.JUDGES, True)


def test_a_clock_that_slept_catches_up_in_order(session: Session, make: Make) -> None:
    entry = make.entry(at=StepKind.BALLOT)
    with given.world(frozen=make.now + WEEK * 2):
        assert turn_steps(session) == 5
    assert now_at(session, entry).owner is Owner.LEADER


def test_turning_twice_changes_nothing(session: Session, make: Make) -> None:
    make.entry(at=StepKind.BALLOT)
    with given.world(frozen=make.now + WEEK / 2):
        first = turn_steps(session)
        events = len(session.exec(select(Event.id)).all())
        assert (first, turn_steps(session)) == (4, 0)
    assert len(session.exec(select(Event.id)).all()) == events


def test_the_exact_close_is_closed_and_a_moment_before_is_not(session: Session, make: Make) -> None:
    entry = make.entry(at=StepKind.SCREENING)
    close = make.now + WEEK / 2
    with given.world(frozen=close - timedelta(milliseconds=1)):
        turn_steps(session)
    assert now_at(session, entry).state is EntryState.RUNNING
    with given.world(frozen=close):
        turn_steps(session)
    assert now_at(session, entry).state is EntryState.ENDED
    assert session.exec(select(Event.facts).order_by(col(Event.at).desc())).first()
