"""Casting a ballot."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Uuid, delete, func, insert, literal, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.ballots.models import Ballot
from ideas.road.ballots.queries import on_paper
from ideas.road.ballots.rules import wrong_with
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, is_open_now, standing_in
from ideas.road.entries.models import Entry
from ideas.say import say
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor


def cast_ballot(
    session: Session, visitor: Visitor, scoped: Scoped, step: Step, entry_refs: Sequence[str]
) -> str:
    """Put in a paper, or another one in its place. The receipt proves that it counts, not how."""
    require(Act.CAST_BALLOT, standing_in(visitor, scoped, step))
    if wrong := wrong_with(entry_refs, step.quota):
        raise Invalid({"entry": wrong})
    receipt = given.new_code()
    _take_back(session, visitor, step)
    written = session.execute(
        insert(Ballot)
        .from_select(
            ["step_id", "voter_id", "slot", "quota", "entry_id", "cast_at", "receipt"],
            _marks(visitor, step, entry_refs, receipt),
        )
        .returning(col(Ballot.slot))
    )
    if len(written.all()) != len(entry_refs):
        _explain(session, step)
    record(session, Act.CAST_BALLOT, visitor.id, step.id, step=step.ref)
    return receipt


def _take_back(session: Session, visitor: Visitor, step: Step) -> None:
    """The earlier paper goes first. One voter's papers queue, so that they never mix."""
    queue = select(col(Person.id)).where(col(Person.id) == visitor.id)
    session.execute(queue.with_for_update(key_share=True))
    mine = (col(Ballot.step_id) == step.id) & (col(Ballot.voter_id) == visitor.id)
    session.execute(delete(Ballot).where(mine))


def _marks(
    visitor: Visitor, step: Step, entry_refs: Sequence[str], receipt: str
) -> Select[*tuple[Any, ...]]:
    """The rows to write, if by the database's clock the step is open as they are written."""
    return (
        select(
            col(Step.id), literal(visitor.id, Uuid()),
            func.row_number().over(order_by=col(Entry.ref)), col(Step.quota), col(Entry.id),
            given.database_now(), literal(receipt),
        )
        .join(Entry, on_paper(visitor.id))
        .where(col(Step.id) == step.id, col(Entry.ref).in_(entry_refs), is_open_now())
    )  # fmt: skip


def _explain(session: Session, step: Step) -> None:
    """Why not every mark was written: too late, or something that is not on this paper."""
    still_open = select(col(Step.id)).where(col(Step.id) == step.id, is_open_now())
    if session.execute(still_open).first() is None:
        raise TooLate(say("Pemungutan suara sudah ditutup. Suara ini tidak tercatat."))
    raise Invalid({"entry": say("Ada pilihan yang tidak lagi di surat suara Anda. Pilih lagi.")})
