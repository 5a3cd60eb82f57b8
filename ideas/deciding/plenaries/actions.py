"""What happens in the room: coming and going, talking, changing the order."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.deciding.plenaries.models import Aside, OrderChange, Plenary, Presence, Talk
from ideas.deciding.plenaries.queries import Sitting
from ideas.deciding.plenaries.rules import FEWEST_WORDS, Decision, carried
from ideas.failures import Conflicting, Invalid, Missing, Refused
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed, has_begun
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.writing.forms.words import words_in

SIGNED = say("Berita acara baru saja ditandatangani. Tidak ada yang berubah.")


@dataclass(frozen=True)
class Count:
    """Hands that went up, as the chair or the secretariat counted them."""

    in_favour: int
    against: int
    abstained: int

    @property
    def all(self) -> int:
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True)
class Wish:
    """Where a member wants an entry: right above another, or at the end; and why."""

    above_id: UUID | None
    reason: str


def note_presence(session: Session, visitor: Visitor, sitting: Sitting, ref: str) -> None:
    """A member comes in; the one who is in goes out. The first to come in begins the sitting."""
    require(Act.NOTE_PRESENCE, sitting.standing(visitor))
    member = next((member for member in sitting.members if member.ref == ref), None)
    if member is None:
        raise Missing
    hold(session, sitting)
    if member.id in sitting.present:
        session.execute(
            update(Presence)
            .where(
                col(Presence.step_id) == sitting.step.id, col(Presence.person_id) == member.id,
                col(Presence.until).is_(None),
            )
            .values(until=given.now())
        )  # fmt: skip
    else:
        session.add(Presence(step_id=sitting.step.id, person_id=member.id, since=given.now()))
    record(session, Act.NOTE_PRESENCE, visitor.id, sitting.step.id, person=member.ref)


def discuss_entry(session: Session, visitor: Visitor, sitting: Sitting, entry: Entry) -> None:
    """The room turns to an entry; who is in conflict with it leaves, and that is written down."""
    require(Act.DISCUSS_ENTRY, sitting.standing(visitor))
    hold(session, sitting)
    quorate(sitting)
    _talk(session, sitting, entry.id, sitting.present - sitting.voters(entry.id))
    record(session, Act.DISCUSS_ENTRY, visitor.id, sitting.step.id, entry=entry.ref)


def propose_change(
    session: Session, visitor: Visitor, sitting: Sitting, entry: Entry, wish: Wish
) -> None:
    """Ask that an entry goes right above another, or to the end."""
    require(Act.PROPOSE_CHANGE, sitting.standing(visitor))
    if words_in(wish.reason) < FEWEST_WORDS:
        few = say("Tulis alasan paling sedikit {n} kata.", n=FEWEST_WORDS)
        raise Invalid({"reason": few})
    if wish.above_id == entry.id:
        raise Invalid({"above": say("Pilih usulan lain.")})
    hold(session, sitting)
    change = OrderChange(
        step_id=sitting.step.id, entry_id=entry.id, above_id=wish.above_id, reason=wish.reason,
        by_id=visitor.id, at=given.now(),
    )  # fmt: skip
    session.add(change)
    record(session, Act.PROPOSE_CHANGE, visitor.id, sitting.step.id, change=change.ref)


def decide_change(
    session: Session, visitor: Visitor, sitting: Sitting, change: OrderChange, count: Count
) -> Decision:
    """Write down how those who may vote voted. More than half of them in favour: it is done."""
    require(Act.DECIDE_CHANGE, sitting.standing(visitor))
    hold(session, sitting)
    quorate(sitting)
    who = sitting.voters(change.entry_id, change.above_id)
    voters = len(who)
    if not voters or count.all != voters:
        raise Invalid(
            {"in_favour": say("Jumlah suara harus {n}: yang hadir tanpa benturan.", n=voters)}
        )
    decision = Decision.ACCEPTED if carried(count.in_favour, voters) else Decision.DECLINED
    decided = (
        update(OrderChange)
        .where(col(OrderChange.id) == change.id, col(OrderChange.decision) == Decision.PROPOSED)
        .values(decision=decision, voters=voters, decided_at=given.now(), **vars(count))
    )
    if not changed(session, decided):
        raise Conflicting(say("Usul ini sudah diputuskan."))
    _talk(session, sitting, change.entry_id, sitting.present - who)
    record(session, Act.DECIDE_CHANGE, visitor.id, sitting.step.id, change=change.ref)
    return decision


def hold(session: Session, sitting: Sitting) -> Plenary:
    """One hand at a time, not before the step begins, and not under a signature."""
    begun = select(col(Step.id)).where(col(Step.id) == sitting.step.id, has_begun())
    if session.execute(begun.with_for_update(key_share=True)).first() is None:
        raise Refused(say("Tahap ini belum dibuka."))
    row = session.get(Plenary, sitting.step.id, populate_existing=True)
    row = row or Plenary(step_id=sitting.step.id, began_at=given.now())
    if row.first_id:
        raise Conflicting(SIGNED)
    session.add(row)
    session.flush()
    return row


def quorate(sitting: Sitting) -> None:
    """Nothing is decided by too few."""
    if not sitting.quorate:
        raise Invalid(
            say("Belum kuorum: perlu {n} orang, yang hadir {m}.", n=sitting.needed,
                m=len(sitting.present))
        )  # fmt: skip


def _talk(session: Session, sitting: Sitting, entry_id: UUID, away: frozenset[UUID]) -> None:
    """That it was talked about, and who was not in the room."""
    step_id = sitting.step.id
    if session.get(Talk, (step_id, entry_id)) is None:
        session.add(Talk(step_id=step_id, entry_id=entry_id, began_at=given.now()))
    for person_id in away:
        if session.get(Aside, (step_id, entry_id, person_id)) is None:
            session.add(Aside(step_id=step_id, entry_id=entry_id, person_id=person_id))
    session.flush()
