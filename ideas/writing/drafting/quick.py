"""A quick idea: jotted down in a minute, also for a colleague, who says whether it is theirs."""

from typing import Any

from sqlalchemy import delete, func, update
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.permissions import refusal, require
from ideas.road.competitions.deadlines import add_in_time, changed, still_open
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, rules_of, standing_in
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.letters.actions import write_letter
from ideas.talking.letters.rules import Letter
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.drafting.models import Scribe
from ideas.writing.drafting.queries import MOST_UNANSWERED
from ideas.writing.drafting.rules import Jotting, jotted
from ideas.writing.proposals.models import DraftChange, Member, Proposal, Version
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import WHOLE, Consent, Part, Writing, too_big
from ideas.writing.proposals.versions import keep_version


def jot_idea(
    session: Session, visitor: Visitor, scoped: Scoped, call: Step, jotting: Jotting
) -> Proposal:
    """Begin a draft of one's own with what came to mind."""
    require(Act.WRITE_PROPOSAL, standing_in(visitor, scoped, call))
    proposal = _begun(session, visitor, scoped, call, jotting)
    _lead(session, proposal, visitor, Consent.AGREED)
    keep_version(session, visitor.id, proposal)
    record(session, Act.WRITE_PROPOSAL, visitor.id, proposal.id, competition=scoped.row.ref)
    return proposal


def jot_for(  # noqa: PLR0913, PLR0917 -- who writes for whom, where, and what
    session: Session, visitor: Visitor, whose: Visitor, scoped: Scoped, call: Step,
    jotting: Jotting,
) -> Proposal:  # fmt: skip
    """Write an idea down for a colleague. It is theirs, once they say so themselves."""
    require(Act.WRITE_PROPOSAL, standing_in(visitor, scoped, call))
    _check_whose(session, visitor, whose, scoped, call)
    proposal = _begun(session, whose, scoped, call, jotting)
    _lead(session, proposal, whose, Consent.INVITED)
    session.add(Scribe(proposal_id=proposal.id, person_id=visitor.id, written_at=given.now()))
    keep_version(session, visitor.id, proposal)
    at = f"/proposals/{proposal.ref}"
    told = {"title": proposal.title, "ref": proposal.ref}
    notify(session, [whose.id], News.IDEA_WRITTEN, at, name=visitor.name, title=proposal.title)
    write_letter(session, Letter.IDEA_WRITTEN, whose.id, by=visitor.name, **told)
    record(
        session, Act.WRITE_PROPOSAL, visitor.id, proposal.id, competition=scoped.row.ref,
        kind="scribe",
    )  # fmt: skip
    return proposal


def confirm_idea(session: Session, visitor: Visitor, draft: Draft) -> None:
    """It is mine: from now on one leads it."""
    require(Act.CONFIRM_IDEA, draft.standing)
    _answer(session, visitor, draft, {"consent": Consent.AGREED, "share": WHOLE})
    record(session, Act.CONFIRM_IDEA, visitor.id, draft.row.id, verdict=Consent.AGREED)
    _tell_scribe(session, visitor, draft, News.IDEA_CONFIRMED, title=draft.row.title)


def disown_idea(session: Session, visitor: Visitor, draft: Draft) -> None:
    """It is not mine: what somebody wrote in my name is gone at once, all of it."""
    require(Act.CONFIRM_IDEA, draft.standing)
    _answer(session, visitor, draft, {"consent": Consent.DECLINED, "share": 0})
    for model in (Version, DraftChange):
        session.execute(delete(model).where(col(model.proposal_id) == draft.row.id))
    mine = update(Proposal).where(col(Proposal.id) == draft.row.id)
    session.execute(
        mine.values(title="", summary="", answers={}, tags={}, revision=Proposal.revision + 1),
        execution_options={"synchronize_session": False},
    )
    record(session, Act.CONFIRM_IDEA, visitor.id, draft.row.id, verdict=Consent.DECLINED)
    _tell_scribe(session, visitor, draft, News.IDEA_DISOWNED)


def _check_whose(
    session: Session, visitor: Visitor, whose: Visitor, scoped: Scoped, call: Step
) -> None:
    if refusal(Act.WRITE_PROPOSAL, standing_in(whose, scoped, call)):
        raise Invalid(
            {"person": say("Kompetisi ini bukan untuk unit kerja {name}.", name=whose.name)}
        )
    waiting = (
        pick(func.count())
        .select_from(Scribe)
        .join(Member, col(Member.proposal_id) == Scribe.proposal_id)
        .where(col(Scribe.person_id) == visitor.id, col(Member.part) == Part.LEAD)
        .where(col(Member.consent) == Consent.INVITED)
    )
    if (session.scalar(waiting) or 0) >= MOST_UNANSWERED:
        why = say("{n} gagasan masih menunggu jawaban rekan. Tunggu dahulu.", n=MOST_UNANSWERED)
        raise Invalid({"person": why})


def _begun(
    session: Session, whose: Visitor, scoped: Scoped, call: Step, jotting: Jotting
) -> Proposal:
    rules = rules_of(session, scoped.row)
    writing = jotted(jotting, rules.sections, [category.key for category in rules.categories])
    _check(jotting, writing)
    now = given.now()
    proposal = Proposal(
        competition_id=scoped.row.id, unit_id=whose.unit_id, title=writing.title,
        summary=writing.summary, category=writing.category, answers=dict(writing.answers),
        created_at=now, saved_at=now,
    )  # fmt: skip
    add_in_time(session, proposal, call.id)
    return proposal


def _check(jotting: Jotting, writing: Writing) -> None:
    """What does not fit is told beside the field that it was typed into."""
    empty = {
        name: say("Bagian ini perlu diisi.")
        for name in ("problem", "idea")
        if not getattr(jotting, name).strip()
    }
    big = too_big(writing)
    fields = {"title": "title"}
    errors = empty | {fields.get(name, "idea"): why for name, why in big.items()}
    if errors:
        raise Invalid(errors)


def _lead(session: Session, proposal: Proposal, whose: Visitor, consent: Consent) -> None:
    now = given.now()
    session.add(
        Member(
            proposal_id=proposal.id, person_id=whose.id, part=Part.LEAD, share=WHOLE,
            consent=consent, invited_at=now,
            answered_at=now if consent is Consent.AGREED else None,
        )
    )  # fmt: skip


def _answer(session: Session, visitor: Visitor, draft: Draft, values: dict[str, Any]) -> None:
    """Once, and while the call is open, by the database's clock."""
    asked = (
        (col(Member.proposal_id) == draft.row.id)
        & (col(Member.person_id) == visitor.id)
        & (col(Member.consent) == Consent.INVITED)
    )
    answer = update(Member).where(asked, still_open(draft.step.id))
    if not changed(session, answer.values(answered_at=given.now(), **values)):
        raise TooLate


def _tell_scribe(
    session: Session, visitor: Visitor, draft: Draft, news: News, **facts: str
) -> None:
    scribe = session.get(Scribe, draft.row.id)
    if scribe is not None:
        notify(session, [scribe.person_id], news, "/proposals/quick", name=visitor.name, **facts)
