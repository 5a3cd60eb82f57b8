"""Two colleagues compete as well. What they do happens through the product's actions, unseen."""

from datetime import date

from sqlmodel import Session

from ideas.database import transaction
from ideas.demo import texts
from ideas.road.competitions.queries import find_competition, steps_of
from ideas.road.entries.actions import Permit, endorse_entry, submit_proposal
from ideas.road.entries.drafts import find_draft
from ideas.road.entries.queries import find_entry
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.writing.proposals.actions import save_proposal, start_proposal
from ideas.writing.proposals.rules import Writing
from tests.stories.world import Story

IDEAS = {"joko": "dapur-berdaya", "rini": "isi-sekali"}


def others_send_theirs(story: Story) -> None:
    for username, key in IDEAS.items():
        with transaction() as session:
            me = visitor_of(session, story.town.people[username].id)
            story.refs[username] = send(session, me, story.refs["competition"], writing(key))


def writing(key: str) -> Writing:
    text = next(text for text in texts.proposals("lomba-2026") if text["key"] == key)
    answers = {name: answer.strip() for name, answer in text["answers"].items()}
    return Writing(text["short_name"], text["summary"].strip(), text["category"], answers)


def send(session: Session, me: Visitor, competition: str, writing: Writing) -> str:
    scoped = find_competition(session, me, competition)
    call = steps_of(session, scoped.row.id)[0]
    ref = start_proposal(session, me, scoped, call, writing).ref
    session.flush()
    save_proposal(session, me, find_draft(session, me, ref), writing, seen=0, hand="others")
    session.flush()
    return submit_proposal(session, me, find_draft(session, me, ref)).ref


def theirs_are_endorsed(story: Story) -> None:
    with transaction() as session:
        hasan = visitor_of(session, story.town.people["hasan"].id)
        for number, username in enumerate(IDEAS, 1):
            permit = Permit(f"000.7/{number}/2026", date(2026, 1, 28))
            endorse_entry(session, hasan, find_entry(session, hasan, story.refs[username]), permit)
