"""Planning a visit: when, where, who goes; telling; or saying why not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.judging.conflicts.queries import apart_from
from ideas.judging.visits.models import FieldVisit, VisitMember
from ideas.judging.visits.queries import Going
from ideas.judging.visits.rules import (
    VisitPart,
    VisitState,
    sound_place,
    team_lacks,
    too_few_words,
)
from ideas.judging.visits.teams import choices_for
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent

SETTLED = say("Kunjungan ini sudah selesai. Rencananya tidak berubah lagi.")


@dataclass(frozen=True)
class Plan:
    """When and where, and who goes as what: by their references."""

    starts_at: datetime
    place: str
    position: str
    people: Mapping[str, VisitPart]


def plan_visit(session: Session, visitor: Visitor, going: Going, plan: Plan) -> None:
    """As often as it changes. Whoever knows of it already hears that it did."""
    require(Act.PLAN_VISIT, going.standing)
    hold_open(session, going.step.id)
    _check_unsettled(going)
    _check(going, plan)
    choices = {choice.ref: choice for choice in choices_for(session, going.scoped, going.entry)}
    for ref, part in plan.people.items():
        if ref not in choices or (part is VisitPart.PANELIST and not choices[ref].judges):
            raise Invalid({"panelists": say("Ada nama yang tidak dapat ditugaskan. Pilih lagi.")})
    row = going.row or FieldVisit(step_id=going.step.id, entry_id=going.entry.id)
    moved = (row.starts_at, row.place) != (plan.starts_at, plan.place)
    row.starts_at, row.place, row.position = plan.starts_at, plan.place, plan.position
    row.confirmed_at = None if moved else row.confirmed_at
    session.add(row)
    session.flush()
    session.execute(delete(VisitMember).where(col(VisitMember.visit_id) == row.id))
    session.add_all(
        VisitMember(visit_id=row.id, person_id=choices[ref].id, part=part)
        for ref, part in plan.people.items()
    )
    if row.told_at:
        _tell(session, going, {choices[ref].id for ref in plan.people}, moved=moved)
    record(session, Act.PLAN_VISIT, visitor.id, going.entry.id, judges=len(plan.people))


def announce_visit(session: Session, visitor: Visitor, going: Going) -> None:
    """From now on the team that is visited knows when, and who goes knows where."""
    require(Act.PLAN_VISIT, going.standing)
    hold_open(session, going.step.id)
    row = unsettled(going)
    if why := team_lacks([goer.part for goer in going.team]):
        raise Invalid(why)
    people = [goer.person_id for goer in going.team]
    if apart_from(session, going.entry, people):
        raise Invalid(say("Ada anggota dengan benturan kepentingan. Ganti dahulu."))
    if row.starts_at is None or row.starts_at <= given.now():
        raise Invalid(say("Waktu kunjungan sudah lewat. Pilih waktu lain."))
    row.told_at = row.told_at or given.now()
    _tell(session, going, people, moved=True)
    record(session, Act.PLAN_VISIT, visitor.id, going.entry.id, change="told")


def skip_visit(session: Session, visitor: Visitor, going: Going, reason: str) -> None:
    """Nobody goes, for a reason that stays with the entry; so the step need not wait for it."""
    require(Act.PLAN_VISIT, going.standing)
    hold_open(session, going.step.id)
    _check_unsettled(going)
    if why := too_few_words(reason):
        raise Invalid({"reason": why})
    row = going.row or FieldVisit(step_id=going.step.id, entry_id=going.entry.id)
    row.skipped, row.skipped_at = reason, given.now()
    session.add(row)
    if row.told_at:
        _tell(session, going, [goer.person_id for goer in going.team], moved=True)
    record(session, Act.PLAN_VISIT, visitor.id, going.entry.id, change="skip")


def confirm_visit(session: Session, visitor: Visitor, going: Going) -> None:
    """The team that is visited will be there."""
    require(Act.CONFIRM_VISIT, going.standing)
    hold_open(session, going.step.id)
    visit = unsettled(going)
    visit.confirmed_at = visit.confirmed_at or given.now()
    record(session, Act.CONFIRM_VISIT, visitor.id, going.entry.id)


def unsign(session: Session, visit: FieldVisit) -> bool:
    """Part of changing a report: who signed, signed something else; whether anybody had."""
    signed = select(VisitMember).where(
        col(VisitMember.visit_id) == visit.id, col(VisitMember.signed_at).is_not(None)
    )
    members = session.scalars(signed).all()
    for member in members:
        member.signed_at = None
    return bool(members)


def _check_unsettled(going: Going) -> None:
    if going.state in (VisitState.SIGNED, VisitState.SKIPPED):
        raise Invalid(SETTLED)


def unsettled(going: Going) -> FieldVisit:
    _check_unsettled(going)
    return going.visit


def _check(going: Going, plan: Plan) -> None:
    if not going.step.opens_at <= plan.starts_at < going.step.closes_at:
        raise Invalid({"starts": say("Pilih waktu di dalam masa tahap ini.")})
    if why := sound_place(plan.position):
        raise Invalid({"position": why})


def _tell(session: Session, going: Going, people: Collection[UUID], *, moved: bool) -> None:
    """Who goes, and who is visited if its time or place is new to them."""
    at, title = f"/visits/{going.step.ref}/{going.entry.ref}", going.entry.title
    notify(session, people, News.VISIT_GOING, at, title=title)
    if moved:
        team = session.scalars(
            select(col(Member.person_id)).where(
                col(Member.proposal_id) == going.entry.proposal_id,
                col(Member.consent) == Consent.AGREED,
            )
        )
        notify(session, team, News.VISIT_PLANNED, f"{at}/team", title=title)
