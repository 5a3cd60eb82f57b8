"""Opening a calibration room, agreeing what marks mean, and closing it so that judging begins."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.judging.conflicts.queries import Judge, judges_of
from ideas.judging.panels.models import Assignment, Room
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.rooms.models import Wording
from ideas.judging.rooms.queries import Pair, apart_in, standing_in_room, wordings_in
from ideas.judging.rooms.rules import Agreed, drawn, wording_digest
from ideas.judging.rooms.spreads import present_in, sheets_in_room
from ideas.permissions import require
from ideas.road.competitions.deadlines import add_in_time, changed, still_open
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, rules_of
from ideas.say import Sentence, say
from ideas.staff.roles.visitors import Visitor


def open_room(
    session: Session, visitor: Visitor, scoped: Scoped, step: Step, chosen: Sequence[str]
) -> None:
    """Give every judge the same entries: those that were chosen, or by lot when none were."""
    require(Act.OPEN_ROOM, standing_in_room(session, visitor, scoped, step))
    number = rules_of(session, scoped.row).judging.room
    add_in_time(session, Room(step_id=step.id, opened_at=given.now()), step.id)
    judges = judges_of(session, scoped.row.id)
    entries, apart = apart_in(session, scoped, step.id, judges)
    far = {ref: sum((id_, j.id) in apart for j in judges) for ref, id_ in entries.items()}
    refs = list(chosen) or drawn(far, number, given.new_seed())
    if len(set(refs)) != number or not set(refs) <= set(entries):
        raise Invalid({"entry": _how_many(number, len(entries))})
    rows = _sheets(step, judges, [entries[ref] for ref in refs], apart)
    if not rows:
        raise Invalid({"entry": say("Belum ada juri yang boleh menilai usulan ini.")})
    session.add_all(rows)
    record(
        session, Act.OPEN_ROOM, visitor.id, step.id, step=step.ref, judges=len(judges),
        assignments=len(rows), method="chosen" if chosen else "lot",
    )  # fmt: skip


def agree_wording(
    session: Session, visitor: Visitor, scoped: Scoped, step: Step, said: Agreed
) -> None:
    """Say what the panel agreed a criterion to mean; the rules themselves stay as they were."""
    require(Act.AGREE_WORDING, standing_in_room(session, visitor, scoped, step))
    if said.criterion not in {c.key for c in rules_of(session, scoped.row).criteria}:
        raise Invalid({"criterion": say("Pilih salah satu dari pilihan yang ada.")})
    at = given.now()
    digest = wording_digest(step.ref, said, at.isoformat())
    before = [w for w in wordings_in(session, step.id) if w.criterion == said.criterion]
    wording = Wording(
        step_id=step.id, criterion=said.criterion, number=len(before) + 1, text=said.text,
        agreed_at=at, digest=digest,
    )  # fmt: skip
    add_in_time(session, wording, step.id)
    record(session, Act.AGREE_WORDING, visitor.id, step.id, step=step.ref, digest=digest)


def close_room(session: Session, visitor: Visitor, scoped: Scoped, step: Step, reason: str) -> None:
    """From here on entries are divided. What a late judge left open is set aside, with a reason."""
    require(Act.CLOSE_ROOM, standing_in_room(session, visitor, scoped, step))
    sheets = sheets_in_room(session, step.id)
    late = [judge for judge in present_in(session, scoped.row.id, sheets) if judge.late]
    if late and not reason:
        why = say("{n} juri belum selesai. Tulis alasan menutup tanpa mereka.", n=len(late))
        raise Invalid({"reason": why})
    here = update(Room).where(col(Room.step_id) == step.id, col(Room.closed_at).is_(None))
    closing = here.where(still_open(step.id)).values(closed_at=given.now(), reason=reason)
    if not changed(session, closing):
        raise TooLate
    left = update(Assignment).where(
        col(Assignment.step_id) == step.id, col(Assignment.anchor),
        col(Assignment.state) == AssignmentState.OPEN,
    )  # fmt: skip
    changed(session, left.values(state=AssignmentState.RECUSED))
    record(session, Act.CLOSE_ROOM, visitor.id, step.id, step=step.ref, reason=reason)


def _sheets(
    step: Step,
    judges: Sequence[Judge],
    entries: Sequence[UUID],
    apart: frozenset[Pair],
) -> list[Assignment]:
    """Each judge begins with another entry, so that none is always read first."""
    return [
        Assignment(
            step_id=step.id, entry_id=entry_id, judge_id=judge.id, anchor=True,
            place=(place - turn) % len(entries), assigned_at=given.now(),
        )
        for turn, judge in enumerate(judges)
        for place, entry_id in enumerate(entries)
        if (entry_id, judge.id) not in apart
    ]  # fmt: skip


def _how_many(number: int, have: int) -> Sentence:
    if have < number:
        return say("Baru ada {have} usulan di tahap ini, perlu {n}.", have=have, n=number)
    return say("Pilih tepat {n} usulan, atau undi saja.", n=number)
