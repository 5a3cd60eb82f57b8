"""Asking for somebody, offering to come, and taking somebody in."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid, TooLate
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.competitions.deadlines import add_in_time, changed, still_open
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.teamwork.places.models import Place, PlaceAnswer, PlaceSkill
from ideas.teamwork.places.needed import answer_of, place_of, waiting_answers
from ideas.teamwork.places.rules import MOST_OPEN, AnswerState, Asked, Need, PlaceState, check_line
from ideas.teamwork.places.spots import Spot
from ideas.teamwork.teams.actions import ask_in
from ideas.teamwork.teams.members import forget
from ideas.teamwork.teams.rules import Invitation, Wanted, share_wrong
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import TAKING_PART


def post_place(session: Session, visitor: Visitor, draft: Draft, need: Need) -> Place:
    """Say whom the team still needs."""
    require(Act.POST_PLACE, draft.standing)
    count = select(func.count()).where(
        col(Place.proposal_id) == draft.row.id, col(Place.state) == PlaceState.OPEN
    )
    if (session.scalar(count) or 0) >= MOST_OPEN:
        raise Invalid({"title": say("Paling banyak {n} tempat terbuka sekaligus.", n=MOST_OPEN)})
    place = Place(
        proposal_id=draft.row.id, title=need.title, what=need.what, hours=need.hours,
        made_at=given.now(),
    )  # fmt: skip
    add_in_time(session, place, draft.step.id)
    session.add_all(PlaceSkill(place_id=place.id, skill=skill) for skill in need.skills)
    record(session, Act.POST_PLACE, visitor.id, draft.row.id, change="open")
    return place


def close_place(session: Session, visitor: Visitor, draft: Draft, ref: str) -> None:
    """Nobody is needed any more; whoever offered hears it kindly."""
    require(Act.POST_PLACE, draft.standing)
    place = place_of(session, draft.row.id, ref)
    _end(session, draft, place, PlaceState.CLOSED)
    _thank(session, place, waiting_answers(session, place.id))
    record(session, Act.POST_PLACE, visitor.id, draft.row.id, change="close")


def answer_place(session: Session, visitor: Visitor, spot: Spot, line: str) -> None:
    """Offer to come, once a place."""
    require(Act.ANSWER_PLACE, spot.standing)
    if spot.line.offered:
        raise Conflicting(say("Anda sudah menawarkan diri. Ketua tim akan menjawab."))
    if spot.line.state is not PlaceState.OPEN:
        raise Conflicting(say("Tempat ini baru saja terisi atau ditutup."))
    check_line(line)
    answer = PlaceAnswer(
        place_id=spot.line.id, person_id=visitor.id, line=line, made_at=given.now()
    )
    add_in_time(session, answer, spot.step.id)
    to = f"/proposals/{spot.proposal.ref}/team"
    notify(session, [spot.lead_id], News.PLACE_ANSWERED, to, title=spot.line.title)
    record(session, Act.ANSWER_PLACE, visitor.id, spot.proposal.id, change="offer")


def choose_answer(
    session: Session, visitor: Visitor, draft: Draft, asked: Asked, wanted: Wanted
) -> None:
    """Take somebody in: their own will is known, only the share waits for their consent."""
    require(Act.CHOOSE_ANSWER, draft.standing)
    place = place_of(session, draft.row.id, asked.place)
    row, person_ref = answer_of(session, place.id, asked.answer)
    if wrong := share_wrong(wanted, draft.lead.share):
        raise Invalid({"share": wrong})
    mate = draft.mate(person_ref)
    if mate is not None and mate.consent in TAKING_PART:
        raise Invalid({"person": say("{name} sudah ada dalam tim.", name=mate.name)})
    _end(session, draft, place, PlaceState.FILLED)
    _say(session, row.id, AnswerState.CHOSEN)
    if mate is not None:
        forget(session, draft, mate)
    ask_in(session, draft, row.person_id, Invitation(person_ref, wanted.share, wanted.part))
    to = f"/proposals/{draft.row.ref}"
    notify(session, [row.person_id], News.PLACE_CHOSEN, to, title=place.title)
    _thank(session, place, waiting_answers(session, place.id))
    record(
        session, Act.CHOOSE_ANSWER, visitor.id, draft.row.id, change="choose", part=wanted.part,
        share=wanted.share,
    )  # fmt: skip


def decline_answer(session: Session, visitor: Visitor, draft: Draft, asked: Asked) -> None:
    """Not this time, said kindly; the place stays open."""
    require(Act.CHOOSE_ANSWER, draft.standing)
    place = place_of(session, draft.row.id, asked.place)
    row, _ = answer_of(session, place.id, asked.answer)
    in_time = still_open(draft.step.id)
    waits = (col(PlaceAnswer.id) == row.id) & (col(PlaceAnswer.state) == AnswerState.WAITING)
    told = {"state": AnswerState.DECLINED, "answered_at": given.now()}
    if not changed(session, update(PlaceAnswer).where(waits, in_time).values(told)):
        raise TooLate
    notify(session, [row.person_id], News.PLACE_CLOSED, "/places", title=place.title)
    record(session, Act.CHOOSE_ANSWER, visitor.id, draft.row.id, change="decline")


def _end(session: Session, draft: Draft, place: Place, state: PlaceState) -> None:
    """Of two who end the same place at once, the second is told."""
    free = (col(Place.id) == place.id) & (col(Place.state) == PlaceState.OPEN)
    ended = update(Place).where(free, still_open(draft.step.id)).values(state=state)
    if changed(session, ended):
        return
    if session.scalar(select(col(Place.state)).where(col(Place.id) == place.id)) is PlaceState.OPEN:
        raise TooLate
    raise Conflicting(say("Tempat ini baru saja terisi atau ditutup."))


def _say(session: Session, answer: UUID, state: AnswerState) -> None:
    one = update(PlaceAnswer).where(col(PlaceAnswer.id) == answer)
    changed(session, one.values(state=state, answered_at=given.now()))


def _thank(session: Session, place: Place, people: Sequence[UUID]) -> None:
    """Whoever still waits is let go with thanks."""
    waits = (col(PlaceAnswer.place_id) == place.id) & (
        col(PlaceAnswer.state) == AnswerState.WAITING
    )
    changed(
        session,
        update(PlaceAnswer)
        .where(waits)
        .values(state=AnswerState.DECLINED, answered_at=given.now()),
    )
    notify(session, people, News.PLACE_CLOSED, "/places", title=place.title)
