"""Changing a team that was sent: asked by the lead with a reason, done when all agree."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, Missing, TooLate
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import require
from ideas.road.competitions.deadlines import add_in_time, changed, still_open
from ideas.say import say
from ideas.staff.people.finding import person_of
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.teamwork.amendments.models import Amendment, AmendmentLine
from ideas.teamwork.amendments.queries import lines_of, waiting_for
from ideas.teamwork.amendments.rules import AmendmentState, all_agree
from ideas.teamwork.teams.actions import check_parts, here
from ideas.teamwork.teams.members import change, of
from ideas.teamwork.teams.rules import Wanted, check_reason, check_whole
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.queries import Draft, team_of
from ideas.writing.proposals.rules import Consent


def amend_team(
    session: Session, visitor: Visitor, draft: Draft, wanted: Mapping[str, Wanted], reason: str
) -> None:
    """Ask everyone whose part or share changes. `wanted` names the whole team, and who joins."""
    require(Act.AMEND_TEAM, draft.standing)
    check_reason(reason)
    if waiting_for(session, draft.row.id):
        raise Invalid(say("Masih ada perubahan yang menunggu. Selesaikan dahulu."))
    lines = _lines(session, draft, wanted)
    if not lines:
        raise Invalid({"shares": say("Belum ada yang berubah.")})
    amendment = Amendment(
        proposal_id=draft.row.id, asked_by=visitor.id, reason=reason, asked_at=given.now()
    )
    add_in_time(session, amendment, draft.step.id)
    for line in lines:
        _add_line(session, amendment, line, visitor.id)
    asked = [line.person_id for line in lines if line.person_id != visitor.id]
    notify(session, asked, News.AMENDMENT_ASKED, here(draft), title=draft.row.title)
    session.flush()
    record(session, Act.AMEND_TEAM, visitor.id, draft.row.id, reason=reason, rows=len(lines))
    _settle_if_agreed(session, draft, amendment.id)


def take_back_amendment(session: Session, visitor: Visitor, draft: Draft) -> None:
    """The lead no longer asks."""
    require(Act.AMEND_TEAM, draft.standing)
    row = waiting_for(session, draft.row.id)
    if row is None:
        raise Invalid(say("Tidak ada perubahan yang menunggu. Muat ulang halaman."))
    _end(session, draft, row.id, AmendmentState.TAKEN_BACK)
    record(session, Act.AMEND_TEAM, visitor.id, draft.row.id, change="take_back")


def answer_amendment(session: Session, visitor: Visitor, draft: Draft, *, agrees: bool) -> None:
    """One's own word on one's own line. The last yes makes it so; one no ends it."""
    require(Act.ANSWER_AMENDMENT, draft.standing)
    row = waiting_for(session, draft.row.id)
    lines = lines_of(session, row.id) if row else []
    mine = next((line for line in lines if line.person_id == visitor.id), None)
    if row is None or mine is None or mine.consent is not Consent.INVITED:
        raise Invalid(say("Tidak ada perubahan yang menunggu Anda. Muat ulang halaman."))
    consent = Consent.AGREED if agrees else Consent.DECLINED
    own = (col(AmendmentLine.amendment_id) == row.id) & (col(AmendmentLine.person_id) == visitor.id)
    answer = update(AmendmentLine).where(own, still_open(draft.step.id))
    if not changed(session, answer.values(consent=consent, answered_at=given.now())):
        raise TooLate
    record(session, Act.ANSWER_AMENDMENT, visitor.id, draft.row.id, verdict=consent)
    if agrees:
        _settle_if_agreed(session, draft, row.id)
    else:
        _end(session, draft, row.id, AmendmentState.REFUSED)
        team = [mate.id for mate in team_of(session, draft.row.id) if mate.inside]
        others = [person for person in team if person != visitor.id]
        notify(session, others, News.AMENDMENT_REFUSED, here(draft), title=draft.row.title)


def _lines(session: Session, draft: Draft, wanted: Mapping[str, Wanted]) -> list[AmendmentLine]:
    mates = {mate.ref: mate for mate in draft.mates if mate.consent is Consent.AGREED}
    if set(mates) - set(wanted):
        raise Invalid({"shares": say("Tim sudah berubah. Muat ulang halaman.")})
    check_whole([one.share for one in wanted.values()])
    check_parts(mates, wanted)
    lines = []
    for ref, one in wanted.items():
        mate = mates.get(ref)
        if mate is None or one != Wanted(mate.part, mate.share):
            lines.append(
                AmendmentLine(
                    amendment_id=UUID(int=0), person_id=mate.id if mate else _asked(session, ref),
                    part=one.part, share=one.share, before=mate.share if mate else 0,
                    joins=mate is None, consent=Consent.INVITED,
                )
            )  # fmt: skip
    return lines


def _add_line(session: Session, row: Amendment, line: AmendmentLine, lead: UUID) -> None:
    """Who asks has agreed."""
    line.amendment_id = row.id
    if line.person_id == lead:
        line.consent, line.answered_at = Consent.AGREED, given.now()
    session.add(line)


def _settle_if_agreed(session: Session, draft: Draft, amendment_id: UUID) -> None:
    lines = lines_of(session, amendment_id)
    if not all_agree(line.consent for line in lines):
        return
    mates = {mate.id: mate for mate in team_of(session, draft.row.id)}
    for line in lines:
        values: dict[str, Any] = {"part": line.part, "share": line.share}
        if line.joins:
            _join(session, draft, line)
        else:
            change(session, draft, of(draft, mates[line.person_id]), values)
    _end(session, draft, amendment_id, AmendmentState.DONE)
    later(session, Task.GUARD_PANELS)
    people = {line.person_id for line in lines} | {m.id for m in mates.values() if m.inside}
    notify(session, people, News.AMENDMENT_DONE, here(draft), title=draft.row.title)
    record(session, Act.AMEND_TEAM, None, draft.row.id, verdict=AmendmentState.DONE)


def _join(session: Session, draft: Draft, line: AmendmentLine) -> None:
    """A row that somebody left behind makes room: a person is in a team once."""
    now = given.now()
    member = Member(
        proposal_id=draft.row.id, person_id=line.person_id, part=line.part, share=line.share,
        consent=Consent.AGREED, invited_at=now, answered_at=now,
    )  # fmt: skip
    old = session.get(Member, (draft.row.id, line.person_id))
    if old is not None:
        session.delete(old)
        session.flush()
    add_in_time(session, member, draft.step.id)


def _end(session: Session, draft: Draft, amendment_id: UUID, state: AmendmentState) -> None:
    here_ = col(Amendment.id) == amendment_id, still_open(draft.step.id)
    ended = update(Amendment).where(*here_).values(state=state, ended_at=given.now())
    if not changed(session, ended):
        raise TooLate


def _asked(session: Session, ref: str) -> UUID:
    try:
        return person_of(session, ref)
    except Missing:
        raise Invalid({"person": say("Pilih satu orang dari hasil pencarian.")}) from None
