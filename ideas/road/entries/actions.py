"""Sending, taking back, correcting; the superior's word and the secretariat's check."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.discovery.merging.queries import merged_into
from ideas.failures import Invalid, Missing
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.competitions.deadlines import add_in_time
from ideas.road.competitions.queries import steps_of
from ideas.road.entries.completing import frozen_of, shortlist
from ideas.road.entries.finding import keep_entry
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.moving import at_step, given_back, move, move_on, stopped
from ideas.road.entries.queries import EntrySeen
from ideas.road.entries.rules import NOTE_WORDS, Finding, Verdict, check_findings, reasons_in
from ideas.road.entries.telling import tell_of_moves, turn_notices
from ideas.road.steps import step_after
from ideas.say import Sentence, say
from ideas.staff.people.queries import decider_for
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState
from ideas.talking.notices.rules import News
from ideas.writing.attachments.actions import freeze_files
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import words_in
from ideas.writing.proposals.turning import close_to_others
from ideas.writing.proposals.versions import freeze_version

SCREENED = {
    Verdict.PASS: News.SCREENED,
    Verdict.RETURN: News.RETURNED,
    Verdict.FAIL: News.STOPPED,
}
ONE_DAY = timedelta(days=1)  # people in the east are already in tomorrow


@dataclass(frozen=True)
class Permit:
    """The written permission of the head of the unit (PP 38/2017)."""

    number: str = ""
    dated: date | None = None

    def lacks(self, today: date) -> dict[str, Sentence]:
        errors = {}
        if not self.number:
            errors["permit"] = say("Tulis nomor surat izin kepala unit.")
        if self.dated is None:
            errors["permit_date"] = say("Tulis tanggal surat izin.")
        elif self.dated > today:
            errors["permit_date"] = say("Tanggal surat izin belum tiba.")
        return errors


def submit_proposal(session: Session, visitor: Visitor, draft: Draft) -> Entry:
    """Freeze what the draft says and send it on its way, with a receipt."""
    require(Act.SUBMIT_PROPOSAL, draft.standing)
    if draft.lacks:
        raise Invalid(draft.lacks)
    if kept := merged_into(session, draft.row.id):
        raise Invalid(say("Gagasan ini sudah digabung ke {kept}. Kirim dari sana.", kept=kept))
    superior = _superior(session, visitor, draft)
    following = step_after(steps_of(session, draft.competition.id), draft.step.position)
    if following is None:
        raise Missing
    version = freeze_version(session, visitor.id, draft.row)
    files = freeze_files(session, draft.row, version)
    now = given.now()
    entry = Entry(
        proposal_id=draft.row.id, competition_id=draft.competition.id, lead_id=visitor.id,
        unit_id=draft.row.unit_id, superior_id=superior, submitted_at=now,
        **frozen_of(draft, version, files), **at_step(following, now),
    )  # fmt: skip
    add_in_time(session, entry, draft.step.id)
    keep_entry(session, entry, version)
    close_to_others(session, draft.row)
    turn_notices(session, entry)
    record(
        session, Act.SUBMIT_PROPOSAL, visitor.id, entry.id, version=version.number,
        digest=entry.digest, competition=draft.competition.ref,
    )  # fmt: skip
    return entry


def withdraw_entry(session: Session, visitor: Visitor, seen: EntrySeen) -> None:
    """The team takes its entry back, for good."""
    require(Act.WITHDRAW_ENTRY, seen.standing)
    reason = str(say("Ditarik oleh tim."))
    move(session, seen.row, stopped(EntryState.WITHDRAWN, reason), in_time=False)
    record(session, Act.WITHDRAW_ENTRY, visitor.id, seen.row.id, step=seen.step.title)


def correct_entry(session: Session, visitor: Visitor, seen: EntrySeen, draft: Draft) -> None:
    """Send the corrected text to the one who gave it back."""
    require(Act.CORRECT_ENTRY, seen.standing)
    if draft.row.id != seen.row.proposal_id:
        raise Missing
    if draft.lacks:
        raise Invalid(draft.lacks)
    version = freeze_version(session, visitor.id, draft.row)
    files = freeze_files(session, draft.row, version)
    again = at_step(seen.step, given.now()) | {"corrections": seen.row.corrections}
    move(session, seen.row, again | frozen_of(draft, version, files))
    keep_entry(session, seen.row, version)
    record(
        session, Act.CORRECT_ENTRY, visitor.id, seen.row.id, version=version.number,
        digest=seen.row.digest,
    )  # fmt: skip


def endorse_entry(session: Session, visitor: Visitor, seen: EntrySeen, permit: Permit) -> None:
    """The superior stands behind it, with the head's written permission."""
    require(Act.ENDORSE_ENTRY, seen.standing)
    if errors := permit.lacks(given.now().date() + ONE_DAY):
        raise Invalid(errors)
    facts = {"permit": permit.number, "permit_date": str(permit.dated)}
    _decide(session, visitor, seen, Verdict.PASS, note="", facts=facts)
    move_on(session, seen.row, steps_of(session, seen.competition.id))
    _record(session, visitor, seen, Act.ENDORSE_ENTRY, Verdict.PASS)
    _tell(session, visitor, seen, News.ENDORSED)


def return_entry(session: Session, visitor: Visitor, seen: EntrySeen, note: str) -> None:
    """The superior gives it back, and says what to mend."""
    require(Act.ENDORSE_ENTRY, seen.standing)
    if words_in(note) < NOTE_WORDS:
        raise Invalid({"note": say("Tulis catatan paling sedikit {n} kata.", n=NOTE_WORDS)})
    _decide(session, visitor, seen, Verdict.RETURN, note=note)
    move(session, seen.row, given_back(seen.step, given.now(), note))
    _record(session, visitor, seen, Act.ENDORSE_ENTRY, Verdict.RETURN)
    _tell(session, visitor, seen, News.RETURNED)


def screen_entry(
    session: Session, visitor: Visitor, seen: EntrySeen, verdict: Verdict, findings: list[Finding]
) -> None:
    """The secretariat's check, item by item: passed, given back once, or ended with the reason."""
    require(Act.SCREEN_ENTRY, seen.standing)
    if errors := check_findings(verdict, findings, seen.row.corrections):
        raise Invalid(errors)
    note = reasons_in(findings)
    facts = {"items": {finding.key: finding.fine for finding in findings}}
    _decide(session, visitor, seen, verdict, note=note, facts=facts)
    if verdict is Verdict.PASS:
        move_on(session, seen.row, steps_of(session, seen.competition.id))
        shortlist(session, seen.row, seen.rules)
    elif verdict is Verdict.RETURN:
        move(session, seen.row, given_back(seen.step, given.now(), note))
    else:
        move(session, seen.row, stopped(EntryState.ENDED, note))
    _record(session, visitor, seen, Act.SCREEN_ENTRY, verdict)
    _tell(session, visitor, seen, SCREENED[verdict])


def _tell(session: Session, visitor: Visitor, seen: EntrySeen, news: News) -> None:
    tell_of_moves(session, [seen.row.id], news, visitor.id)


def _superior(session: Session, visitor: Visitor, draft: Draft) -> UUID:
    """The first in the chain above the lead who is not in the team, nor stood in for by it."""
    team = {mate.id for mate in draft.team if mate.relation is not None}
    found = decider_for(session, visitor.id, given.now().date(), apart=team)
    if found is None:
        raise Invalid(
            say("Atasan Anda belum tercatat di Wadah. Minta admin kantor melengkapinya dahulu.")
        )
    return found.superior


def _decide(
    session: Session,
    visitor: Visitor,
    seen: EntrySeen,
    verdict: Verdict,
    **told: Any,
) -> None:
    if seen.on_behalf:
        told["facts"] = told.get("facts", {}) | {"on_behalf": seen.on_behalf}
    session.add(
        Decision(
            entry_id=seen.row.id, step_id=seen.step.id, verdict=verdict, by_id=visitor.id,
            at=given.now(), **told,
        )
    )  # fmt: skip


def _record(
    session: Session, visitor: Visitor, seen: EntrySeen, act: Act, verdict: Verdict
) -> None:
    behalf = {"on_behalf": seen.on_behalf} if seen.on_behalf else {}
    record(session, act, visitor.id, seen.row.id, verdict=verdict, step=seen.step.title, **behalf)
