"""A draft that is written together: opened, talked about, improved, looking for one more mate."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from ideas.demo.season import Season
from ideas.discovery.kinship.actions import relate_proposal
from ideas.discovery.kinship.rules import Way
from ideas.road.entries.drafts import find_draft
from ideas.talking.comments.actions import write_comment
from ideas.talking.comments.rules import Words
from ideas.talking.follows.actions import follow_proposal, support_proposal
from ideas.talking.suggestions.actions import suggest_change
from ideas.talking.suggestions.rules import Proposed
from ideas.teamwork.places.actions import answer_place, post_place
from ideas.teamwork.places.rules import Need
from ideas.teamwork.places.spots import find_place
from ideas.writing.proposals.actions import open_proposal
from ideas.writing.proposals.rules import Openness

HOUR, LATELY = timedelta(hours=1), timedelta(days=2)


def write_together(season: Season, text: dict[str, Any]) -> None:
    """What colleagues brought to a draft the day before yesterday, an hour after one another."""
    plan, moments = text.get("together", {}), _hours_after(season.anchor - LATELY)
    if not plan:
        return
    with season.at(next(moments)) as session:
        _opens(season, session, text)
    for said in plan.get("comments", ()):
        with season.at(next(moments)) as session:
            _says(season, session, text, said)
    for proposed in plan.get("suggestions", ()):
        with season.at(next(moments)) as session:
            _suggests(season, session, text, proposed)
    with season.at(next(moments)) as session:
        _likes(season, session, text)
    for wanted in plan.get("places", ()):
        _looks_for(season, text, wanted, (next(moments), next(moments)))


def _hours_after(moment: datetime) -> Iterator[datetime]:
    while True:
        yield (moment := moment + HOUR)


def _opens(season: Season, session: Session, text: dict[str, Any]) -> None:
    lead = season.person(session, text["_team"][0].id)
    draft = find_draft(session, lead, text["_ref"])
    open_proposal(session, lead, draft, Openness.COLLEAGUES)
    if code := text["together"].get("builds_on"):
        relate_proposal(session, lead, draft, f"i-{code}", Way.BUILDS)


def _says(season: Season, session: Session, text: dict[str, Any], said: dict[str, Any]) -> None:
    person = season.person(session, said["by"])
    words = Words(said["text"].strip(), question=said.get("question", False))
    write_comment(session, person, find_draft(session, person, text["_ref"]), words)


def _suggests(
    season: Season, session: Session, text: dict[str, Any], proposed: dict[str, Any]
) -> None:
    person = season.person(session, proposed["by"])
    suggested = Proposed(
        f"answer-{proposed['section']}", proposed["passage"], proposed["wording"], proposed["why"]
    )
    suggest_change(session, person, find_draft(session, person, text["_ref"]), suggested)


def _likes(season: Season, session: Session, text: dict[str, Any]) -> None:
    for who in text["together"].get("supported_by", ()):
        person = season.person(session, who)
        draft = find_draft(session, person, text["_ref"])
        support_proposal(session, person, draft, wanted=True)
        follow_proposal(session, person, draft, wanted=True)


def _looks_for(
    season: Season, text: dict[str, Any], wanted: dict[str, Any], when: tuple[datetime, datetime]
) -> None:
    """Somebody of the unit that the place speaks to offers to come."""
    with season.at(when[0]) as session:
        lead = season.person(session, text["_team"][0].id)
        need = Need(wanted["title"], wanted["what"], tuple(wanted["skills"]), wanted["hours"])
        ref = post_place(session, lead, find_draft(session, lead, text["_ref"]), need).ref
    with season.at(when[1]) as session:
        helper = season.chance.choice(season.town.staff(wanted["unit"]))
        person = season.person(session, helper.id)
        answer_place(session, person, find_place(session, person, ref), wanted["answer"])
