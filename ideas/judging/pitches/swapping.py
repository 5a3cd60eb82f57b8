"""Confirming a slot, asking for another, and slots that change hands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.judging.pitches.models import Slot, Swap
from ideas.judging.pitches.queries import Ask, Own, Stage, asks_where
from ideas.judging.pitches.rules import CONFIRM_WITHIN, FIXED_FROM, SwapState, is_fixed
from ideas.judging.pitches.seating import place_again
from ideas.judging.pitches.slots import find_line
from ideas.judging.pitches.telling import tell_teams
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.road.competitions.models import Step
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.rules import News

TOO_NEAR = say(
    "Giliran tidak dapat ditukar lagi {hours} jam sebelumnya.",
    hours=int(FIXED_FROM.total_seconds() // 3600),
)


@dataclass(frozen=True)
class Move:
    """What the secretariat decides: this slot trades with the other; no other, and it stays."""

    slot: str
    other: str
    reason: str


def confirm_slot(session: Session, visitor: Visitor, own: Own) -> None:
    """The team comes at this time."""
    require(Act.CONFIRM_SLOT, own.standing)
    hold_open(session, own.stage.step.id)
    slot = _fresh(session, own.line.slot)
    if slot.talk_at:
        raise Conflicting(say("Giliran tim Anda sudah dimulai."))
    if slot.absent_at:
        raise Conflicting(say("Tim Anda tercatat tidak hadir. Hubungi sekretariat bila keliru."))
    if slot.confirmed_at:
        raise Conflicting(say("Giliran ini sudah dikonfirmasi."))
    slot.confirmed_at = given.now()
    slot.sequence += 1
    record(session, Act.CONFIRM_SLOT, visitor.id, own.line.entry.id, step=own.stage.step.title)


def ask_swap(session: Session, visitor: Visitor, own: Own, other: str, note: str) -> None:
    """Ask another team for its slot; no other named: the secretariat for any."""
    require(Act.SWAP_SLOT, own.standing)
    hold_open(session, own.stage.step.id)
    slot = _fresh(session, own.line.slot)
    if asks_where(session, col(Swap.slot_id) == slot.id):
        raise Invalid({"other": say("Permintaan Anda yang lain masih menunggu jawaban.")})
    wanted = find_line(session, own.stage.step.id, other).slot if other else None
    if wanted and wanted.id == slot.id:
        raise Invalid({"other": say("Pilih giliran tim lain.")})
    if not wanted and not note:
        raise Invalid({"note": say("Tulis mengapa, agar sekretariat dapat membantu.")})
    _check_far(slot, *filter(None, (wanted,)))
    session.add(
        Swap(
            slot_id=slot.id, other_id=wanted.id if wanted else None, note=note,
            asked_at=given.now(),
        )
    )  # fmt: skip
    if wanted:
        tell_teams(session, own.stage.step, [wanted.id], News.SWAP_ASKED, leads=True)
    record(session, Act.SWAP_SLOT, visitor.id, own.line.entry.id, change="asked")


def answer_swap(session: Session, visitor: Visitor, own: Own, ref: str, verdict: SwapState) -> None:
    """Say yes or no to another team, or take one's own question back."""
    require(Act.SWAP_SLOT, own.standing)
    hold_open(session, own.stage.step.id)
    ask = _find_ask(session, own, ref, verdict)
    if verdict is SwapState.AGREED and ask.other:
        first, second = _fresh(session, ask.slot), _fresh(session, ask.other)
        _check_far(first, second)
        _exchange(session, own.stage.step, first, second, confirmed_at=given.now())
    elif verdict is SwapState.DECLINED:
        tell_teams(session, own.stage.step, [ask.slot.id], News.SWAP_DECLINED, leads=True)
    _settle(session, ask.row, verdict)
    record(session, Act.SWAP_SLOT, visitor.id, own.line.entry.id, change=verdict.value)


def move_slot(session: Session, visitor: Visitor, stage: Stage, move: Move) -> None:
    """The secretariat exchanges two slots, which answers what was asked; no other: it stays."""
    require(Act.MOVE_PITCH, stage.standing)
    hold_open(session, stage.step.id)
    if stage.published_at is None:
        raise Invalid(say("Jadwal belum terbit. Undi lagi bila perlu."))
    slot = find_line(session, stage.step.id, move.slot).slot
    asks = asks_where(session, col(Swap.slot_id) == slot.id, col(Swap.other_id).is_(None))
    if move.other:
        _move(session, stage, slot, find_line(session, stage.step.id, move.other).slot)
    elif not asks:
        raise Invalid({"other": say("Pilih giliran penggantinya.")})
    else:
        tell_teams(session, stage.step, [slot.id], News.SWAP_DECLINED)
    for ask in asks:
        _settle(session, ask.row, SwapState.AGREED if move.other else SwapState.DECLINED)
    record(
        session, Act.MOVE_PITCH, visitor.id, slot.entry_id, step=stage.step.title,
        reason=move.reason, change="moved" if move.other else "stays",
    )  # fmt: skip


def _move(session: Session, stage: Stage, slot: Slot, wanted: Slot) -> None:
    if wanted.id == slot.id:
        raise Invalid({"other": say("Pilih dua giliran yang berbeda.")})
    if slot.talk_at or wanted.talk_at:
        raise Invalid({"other": say("Giliran yang sudah dimulai tidak dapat dipindah.")})
    if slot.absent_at or wanted.absent_at:
        raise Invalid({"other": say("Tim itu tercatat tidak hadir. Batalkan catatannya dahulu.")})
    _exchange(session, stage.step, slot, wanted, confirmed_at=None)


def _exchange(
    session: Session, step: Step, first: Slot, second: Slot, confirmed_at: datetime | None
) -> None:
    """Two slots trade their times. Who did not agree to it confirms anew."""
    first.starts_at, second.starts_at = second.starts_at, first.starts_at
    first.day_id, second.day_id = second.day_id, first.day_id
    for slot in (first, second):
        slot.sequence += 1
        slot.confirmed_at = confirmed_at
        slot.confirm_by = min(given.now() + CONFIRM_WITHIN, slot.starts_at)
    session.flush()
    _drop_others(session, first, second)
    place_again(session, step.id)
    tell_teams(session, step, [first.id, second.id], News.PITCH_MOVED)


def _drop_others(session: Session, *slots: Slot) -> None:
    """What was asked of these slots was asked for times that they no longer have."""
    ids = [slot.id for slot in slots]
    named = or_(col(Swap.slot_id).in_(ids), col(Swap.other_id).in_(ids))
    between_teams = col(Swap.other_id).is_not(None) & (col(Swap.state) == SwapState.WAITING)
    over = {"state": SwapState.WITHDRAWN, "answered_at": given.now()}
    session.execute(update(Swap).where(named, between_teams).values(over))


def _settle(session: Session, row: Swap, state: SwapState) -> None:
    row = session.merge(row)
    row.state, row.answered_at = state, given.now()


def _find_ask(session: Session, own: Own, ref: str, verdict: SwapState) -> Ask:
    """Whose it is to answer: the asked team's; to take back: the asking team's."""
    mine = col(Swap.slot_id) if verdict is SwapState.WITHDRAWN else col(Swap.other_id)
    found = asks_where(session, col(Swap.ref) == ref, mine == own.line.slot.id)
    if not found:
        raise Conflicting(say("Permintaan ini sudah dijawab atau ditarik."))
    return found[0]


def _check_far(*slots: Slot) -> None:
    if any(is_fixed(slot.starts_at, given.now()) for slot in slots):
        raise Invalid({"other": TOO_NEAR})


def _fresh(session: Session, slot: Slot) -> Slot:
    """As it stands now that nobody else can change it."""
    return session.get_one(Slot, slot.id, populate_existing=True)
