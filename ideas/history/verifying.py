"""Whether the log still says what it said: every leaf, every commitment whose salt is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from ideas.history.models import Event, Leaf
from ideas.history.rules import BEGINNING, BOUND, commitment, linked

MOST_TOLD = 100
AT_ONCE = 500


@dataclass(frozen=True)
class Verdict:
    """`head` names the last leaf and its chain: kept elsewhere, it shows when some were cut off."""

    leaves: int
    erased: int
    waiting: int
    head: str
    wrong: tuple[str, ...]


def verify_log(session: Session, known_head: str = "") -> Verdict:
    """Walk the whole log once, in order, in a constant amount of memory."""
    place, chain, erased = 0, BEGINNING, 0
    wrong: list[str] = []
    heads = {known_head.partition(":")[0]: known_head} if known_head else {}
    for leaf, event in _walked(session):
        place += 1
        wrong += _faults(place, chain, leaf, event)
        chain, erased = leaf.chain, erased + bool(event and event.erased_at)
        if heads.get(str(leaf.place), head_of(leaf)) != head_of(leaf):
            wrong.append(f"leaf {leaf.place}: not the head that was known")
        heads.pop(str(leaf.place), None)
        wrong = wrong[:MOST_TOLD]
    wrong += [f"leaf {known}: known before, and gone" for known in heads]
    total = session.exec(select(func.count()).select_from(Event)).one()
    waiting = max(total - place, 0)
    return Verdict(place, erased, waiting, f"{place}:{chain}", tuple(wrong))


def head_of(leaf: Leaf) -> str:
    return f"{leaf.place}:{leaf.chain}"


def _walked(session: Session) -> Iterator[tuple[Leaf, Event | None]]:
    """A few at a time, each from where the last ended."""
    last = -(1 << 31)  # nobody hides one below the first
    while rows := session.execute(
        select(Leaf, Event)
        .outerjoin(Event, col(Event.id) == Leaf.event_id)
        .where(col(Leaf.place) > last)
        .order_by(col(Leaf.place))
        .limit(AT_ONCE)
    ).all():
        yield from ((leaf, event) for leaf, event in rows)
        last = rows[-1][0].place
        session.expunge_all()


def _faults(place: int, chain: str, leaf: Leaf, event: Event | None) -> Iterator[str]:
    if leaf.place != place:
        yield f"leaf {leaf.place}: another was expected at {place}"
    if leaf.chain != linked(chain, leaf.place, str(leaf.event_id), leaf.commitment):
        yield f"leaf {leaf.place}: the chain is broken"
    if event is None:
        yield f"leaf {leaf.place}: its event is gone"
    elif event.commitment != leaf.commitment:
        yield f"leaf {leaf.place}: another commitment than its event's"
    elif not _holds(event):
        yield f"leaf {leaf.place}: its event was changed"


def _holds(event: Event) -> bool:
    """Whether the event is what was committed to, or was erased and tells nothing any more."""
    if event.erased_at:
        return event.salt == "" and event.facts == {}
    kept = event.model_dump(mode="json", include=set(BOUND))
    return bool(event.salt) and commitment(event.salt, kept) == event.commitment
