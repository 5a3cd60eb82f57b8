"""Suggesting another wording; taking one up into the draft, or turning it down with a line."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.permissions import Relation, Standing, require
from ideas.road.competitions.deadlines import add_in_time, changed, still_open
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.talking.suggestions.models import Suggestion
from ideas.talking.suggestions.queries import parts_of
from ideas.talking.suggestions.rules import (
    AN_HOUR,
    LONGEST_WHY,
    MOST_AN_HOUR,
    Proposed,
    SuggestionState,
    applied,
    place_of,
    rewritten,
)
from ideas.writing.proposals.actions import save_proposal
from ideas.writing.proposals.models import Version
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.readers import readers, team_ids


def suggest_change(session: Session, visitor: Visitor, draft: Draft, proposed: Proposed) -> None:
    """Offer other words for a passage. Nothing changes until the team takes them up."""
    require(Act.SUGGEST_CHANGE, draft.standing)
    if errors := proposed.wrong():
        raise Invalid(errors)
    if proposed.part not in dict(parts_of(draft)):
        raise Invalid({"part": say("Pilih salah satu dari pilihan yang ada.")})
    place = place_of(draft.writing.fields().get(proposed.part, ""), proposed.passage)
    if place is None:
        raise Invalid(
            {"passage": say("Kalimat ini tidak ada di bagian itu. Salin dari tulisannya.")}
        )
    _check_often(session, visitor)
    row = Suggestion(
        proposal_id=draft.row.id, author_id=visitor.id, part=proposed.part, start=place[0],
        passage=place[1], wording=proposed.wording.strip(), why=proposed.why,
        made_at=given.now(),
    )  # fmt: skip
    add_in_time(session, row, draft.step.id)
    team = team_ids(session, draft.row.id) - {visitor.id}
    notify(session, sorted(team), News.SUGGESTED, _path(draft), title=draft.row.title)
    record(session, Act.SUGGEST_CHANGE, visitor.id, draft.row.id, kind=proposed.part)


def take_up(session: Session, visitor: Visitor, draft: Draft, row: Suggestion) -> None:
    """Put the suggested words where the passage stands, as a version like any other."""
    require(Act.ANSWER_SUGGESTION, draft.standing)
    _claim(session, visitor, draft, row, state=SuggestionState.TAKEN_UP)
    text = draft.writing.fields().get(row.part, "")
    new = applied(text, row.passage, row.wording, row.start)
    if new is None:
        title = dict(parts_of(draft)).get(row.part, row.part)
        raise Invalid(say("Bagian “{title}” sudah berubah sejak saran ini ditulis.", title=title))
    writing = rewritten(draft.writing, row.part, new)
    hand = given.new_secret()
    save_proposal(session, visitor, draft, writing, seen=draft.row.revision, hand=hand)
    newest = select(func.max(Version.number)).where(col(Version.proposal_id) == draft.row.id)
    version = session.scalar(newest) or 1
    session.execute(update(Suggestion).where(col(Suggestion.id) == row.id).values(version=version))
    _answer(session, visitor, draft, row, News.TAKEN_UP)


def turn_down(
    session: Session, visitor: Visitor, draft: Draft, row: Suggestion, answer: str
) -> None:
    """Say no, and in one line why."""
    require(Act.ANSWER_SUGGESTION, draft.standing)
    if not answer.strip():
        raise Invalid({"answer": say("Tulis satu kalimat untuk yang memberi saran.")})
    if len(answer) > LONGEST_WHY:
        long = say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST_WHY)
        raise Invalid({"answer": long})
    _claim(session, visitor, draft, row, state=SuggestionState.TURNED_DOWN, answer=answer)
    _answer(session, visitor, draft, row, News.TURNED_DOWN)


def withdraw_suggestion(session: Session, visitor: Visitor, draft: Draft, row: Suggestion) -> None:
    """Take back one's own words while nobody has answered them."""
    require(Act.WITHDRAW_SUGGESTION, standing_to(visitor, draft, row))
    waits = col(Suggestion.id) == row.id, col(Suggestion.state) == SuggestionState.OPEN
    gone = {"state": SuggestionState.WITHDRAWN, "answered_at": given.now()}
    if not changed(session, update(Suggestion).where(*waits).values(**gone)):
        raise Conflicting(say("Saran ini sudah dijawab tim. Muat ulang halaman."))
    record(session, Act.WITHDRAW_SUGGESTION, visitor.id, draft.row.id, change="take_back")


def standing_to(visitor: Visitor, draft: Draft, row: Suggestion) -> Standing:
    """How a reader of a proposal stands to one suggestion for it."""
    own = {Relation.SELF} if row.author_id == visitor.id else set()
    return replace(draft.standing, relations=draft.standing.relations | own)


def _claim(
    session: Session, visitor: Visitor, draft: Draft, row: Suggestion, **values: Any
) -> None:
    """Of two who answer at the same moment the slower one is told so."""
    waits = [
        col(Suggestion.id) == row.id, col(Suggestion.state) == SuggestionState.OPEN,
        still_open(draft.step.id),
    ]  # fmt: skip
    answered = {"answered_by": visitor.id, "answered_at": given.now(), **values}
    if not changed(session, update(Suggestion).where(*waits).values(**answered)):
        raise Conflicting(say("Saran ini baru saja dijawab, atau tahapnya baru ditutup."))


def _answer(session: Session, visitor: Visitor, draft: Draft, row: Suggestion, news: News) -> None:
    author = {row.author_id} - {visitor.id}
    may = readers(session, draft.row.id, author)
    notify(session, may, news, _path(draft), title=draft.row.title)
    verdict = "pass" if news is News.TAKEN_UP else "fail"
    record(session, Act.ANSWER_SUGGESTION, visitor.id, draft.row.id, verdict=verdict)


def _path(draft: Draft) -> str:
    return f"/proposals/{draft.row.ref}/suggestions"


def _check_often(session: Session, visitor: Visitor) -> None:
    own = (
        col(Suggestion.author_id) == visitor.id,
        col(Suggestion.made_at) > given.now() - AN_HOUR,
    )
    made = session.scalar(select(func.count()).select_from(Suggestion).where(*own)) or 0
    if made >= MOST_AN_HOUR:
        raise Invalid({"wording": say("Sudah {n} saran dalam satu jam. Lanjutkan nanti.", n=made)})
