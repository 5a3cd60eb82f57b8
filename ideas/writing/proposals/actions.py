"""Writing: beginning a draft, saving it, keeping its versions."""

from sqlalchemy import ColumnElement, or_, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.discovery.finding.keeping import open_findable
from ideas.discovery.finding.rules import Kind
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.competitions.deadlines import add_in_time, changed, not_begun, still_open
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, rules_of, standing_in
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.writing.forms.families import families
from ideas.writing.forms.rules import strange
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import (
    WHOLE,
    Consent,
    Openness,
    Part,
    Writing,
    missing,
    over_limit,
    too_big,
)
from ideas.writing.proposals.tracing import trace_proposal
from ideas.writing.proposals.turning import close_to_others, open_to_others
from ideas.writing.proposals.versions import keep_version, lay_aside


def start_proposal(
    session: Session, visitor: Visitor, scoped: Scoped, call: Step, writing: Writing
) -> Proposal:
    """Begin a draft, led by its writer with the whole share."""
    require(Act.WRITE_PROPOSAL, standing_in(visitor, scoped, call))
    _check_start(session, scoped, writing)
    now = given.now()
    proposal = Proposal(
        competition_id=scoped.row.id, unit_id=visitor.unit_id, title=writing.title,
        summary=writing.summary, category=writing.category, answers=dict(writing.answers),
        source=writing.source, created_at=now, saved_at=now,
    )  # fmt: skip
    add_in_time(session, proposal, call.id)
    session.add(
        Member(
            proposal_id=proposal.id, person_id=visitor.id, part=Part.LEAD, share=WHOLE,
            consent=Consent.AGREED, invited_at=now, answered_at=now,
        )
    )  # fmt: skip
    keep_version(session, visitor.id, proposal)
    record(session, Act.WRITE_PROPOSAL, visitor.id, proposal.id, competition=scoped.row.ref)
    return proposal


def save_proposal(  # noqa: PLR0913 -- a text, and the two marks that keep browser tabs apart
    session: Session, visitor: Visitor, draft: Draft, writing: Writing, *, seen: int, hand: str
) -> None:
    """Save the draft, unless another form saved it after this one was opened.

    `seen` is the revision that the form was opened with, `hand` the form's own key.
    """
    require(Act.CHANGE_PROPOSAL, draft.standing)
    _check_size(draft, writing)
    writing = draft.merged(writing)
    row, now = draft.row, given.now()
    mine = or_(col(Proposal.revision) == seen, col(Proposal.hand) == hand)
    saved = changed(
        session,
        update(Proposal)
        .where(col(Proposal.id) == row.id, mine, _in_time(draft))
        .values(
            title=writing.title, summary=writing.summary, category=writing.category,
            answers=dict(writing.answers), tags={**writing.tags}, hand=hand, saved_at=now,
            revision=Proposal.revision + 1,
        ),
    )  # fmt: skip
    if not saved:
        raise _not_saved(draft, seen, hand)
    lay_aside(session, visitor.id, row, writing)
    session.refresh(row)
    trace_proposal(session, row, draft.competition.unit_id, row.openness)
    keep_version(session, visitor.id, row)
    record(session, Act.CHANGE_PROPOSAL, visitor.id, row.id, revision=row.revision)


def open_proposal(session: Session, visitor: Visitor, draft: Draft, openness: Openness) -> None:
    """Let all whom the call reaches read it, or keep it to the team again."""
    require(Act.OPEN_PROPOSAL, draft.standing)
    mine = col(Proposal.id) == draft.row.id
    opened = update(Proposal).where(mine, still_open(draft.step.id)).values(openness=openness)
    if not changed(session, opened):
        raise TooLate
    trace_proposal(session, draft.row, draft.competition.unit_id, openness)
    opens = openness is Openness.COLLEAGUES
    open_findable(session, Kind.PROPOSAL, [draft.row.id], open_=opens)
    turned = open_to_others if opens else close_to_others
    turned(session, draft.row)
    record(session, Act.OPEN_PROPOSAL, visitor.id, draft.row.id, change=openness)


def _check_start(session: Session, scoped: Scoped, writing: Writing) -> None:
    rules = rules_of(session, scoped.row)
    categories = [category.key for category in rules.categories]
    errors = missing(writing, (), categories) | over_limit(writing, ()) | too_big(writing)
    if errors:
        raise Invalid(errors)


def _check_size(draft: Draft, writing: Writing) -> None:
    """A draft may be unfinished and even too wordy, but it must fit its form."""
    known = {section.key: section for section in draft.rules.sections}
    errors = too_big(writing) | {
        section.field: why
        for key, section in known.items()
        if (why := strange(section, writing.answers.get(key, "")))
    }
    if writing.category and draft.rules.category(writing.category) is None:
        errors["category"] = say("Pilih salah satu dari pilihan yang ada.")
    if set(writing.answers) - set(known) or _unknown_tags(draft, writing):
        errors[""] = say("Ada isian yang tidak dikenal formulir ini.")
    if errors:
        raise Invalid(errors)


def _unknown_tags(draft: Draft, writing: Writing) -> bool:
    asked_for = {tagging.family for tagging in draft.rules.tags}
    offered = {key: family.keys for key, family in families().items() if key in asked_for}
    return any(not set(keys) <= offered.get(name, set()) for name, keys in writing.tags.items())


def _in_time(draft: Draft) -> ColumnElement[bool]:
    """In SQL: its step is open; or, while it is completed, the panel has not begun."""
    if draft.completing and draft.panel:
        return not_begun(draft.panel.id)
    return still_open(draft.step.id)


def _not_saved(draft: Draft, seen: int, hand: str) -> Invalid | TooLate:
    """Why the writing statement touched no row: another form, or the clock."""
    if draft.row.revision == seen or draft.row.hand == hand:
        return TooLate()
    return Invalid(
        {"clash": say("Draf ini sudah diubah dari jendela lain. Kedua tulisan ada di bawah.")}
    )
