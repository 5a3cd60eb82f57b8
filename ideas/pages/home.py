"""The front door: the public face, or one's own desk."""

from dataclasses import dataclass
from datetime import datetime

from fastapi.responses import Response

from ideas import given
from ideas.acts import Act
from ideas.deciding.outcomes.published import recent_releases
from ideas.deciding.outcomes.queries import waiting_outcomes
from ideas.deciding.plenaries.waiting import waiting_plenaries
from ideas.deciding.recognition.queries import recognitions_of
from ideas.judging.panels.queries import waiting_reviews
from ideas.judging.pitches.waiting import pitches_of_teams, waiting_pitches
from ideas.judging.questions.waiting import questions_of_teams, waiting_judges_questions
from ideas.judging.reopening.waiting import waiting_reopenings
from ideas.judging.rooms.waiting import waiting_rooms
from ideas.judging.visits.waiting import visits_of_teams, waiting_visits
from ideas.language.forms import local
from ideas.pages.work import WORK
from ideas.road.ballots.queries import waiting_ballots
from ideas.road.competitions.listing import Shelf, list_competitions
from ideas.road.entries.drafts import my_proposals
from ideas.road.entries.owing import waiting_entries
from ideas.say import Sentence, say
from ideas.staff.roles.visitors import Visitor
from ideas.staff.roles.waiting import waiting_roles
from ideas.talking.comments.waiting import waiting_questions
from ideas.talking.moderation.waiting import waiting_reports
from ideas.talking.suggestions.queries import suggestions_to_teams
from ideas.teamwork.amendments.waiting import waiting_answers
from ideas.teamwork.places.needed import offers_of_teams
from ideas.waiting import Asked, Waiting, read_waiting
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()

MORNING, NOON, AFTERNOON, EVENING = 4, 11, 15, 19


@dataclass(frozen=True)
class ToDo:
    """One line of the desk, ready to be told."""

    title: Sentence
    sub: Sentence
    button: Sentence
    href: str
    due_at: datetime


@pages.read("/", Act.SEE_DESK, public=True)
def get_home(visit: Visit) -> Response:
    return _desk(visit) if visit.person else _front(visit)


def _front(visit: Visit) -> Response:
    running, _ = list_competitions(visit.session, None, Shelf.RUNNING)
    return show(
        visit, "home/front.html", running=running[:4], releases=recent_releases(visit.session, 3)
    )


def _desk(visit: Visit) -> Response:
    session, me = visit.session, visit.me
    waiting = [
        *waiting_entries(session, me),
        *waiting_questions(session, me),
        *waiting_answers(session, me),
        *read_waiting(session, *_of_teams(me)),
        *waiting_reports(session, me),
        *waiting_ballots(session, me),
        *waiting_reviews(session, me),
        *waiting_pitches(session, me),
        *waiting_reopenings(session, me),
        *waiting_judges_questions(session, me),
        *waiting_rooms(session, me),
        *waiting_plenaries(session, me),
        *waiting_visits(session, me),
        *waiting_outcomes(session, me),
        *waiting_roles(session, me),
    ]
    todos = sorted((_todo(work) for work in waiting), key=lambda todo: todo.due_at)
    running, _ = list_competitions(session, me, Shelf.RUNNING)
    return show(
        visit, "home/desk.html", greeting=_greeting(me.name.split()[0]), now=given.now(),
        todos=todos, mine=my_proposals(session, me), running=running[:4],
        recognitions=recognitions_of(session, me.id, 2), releases=recent_releases(session, 3),
    )  # fmt: skip


def _of_teams(me: Visitor) -> tuple[Asked, ...]:
    """What one's teams are asked, by everybody who asks them."""
    return (
        suggestions_to_teams(me), offers_of_teams(me), *pitches_of_teams(me),
        questions_of_teams(me), visits_of_teams(me),
    )  # fmt: skip


def _todo(waiting: Waiting) -> ToDo:
    work = WORK[waiting.kind]
    facts = {"title": waiting.title, "count": waiting.count}
    return ToDo(
        Sentence(work.title.text, facts), Sentence(work.sub.text, facts), work.button,
        work.path.format(ref=waiting.ref), waiting.due_at,
    )  # fmt: skip


def _greeting(name: str) -> Sentence:
    hour = local(given.now()).hour
    if MORNING <= hour < NOON:
        return say("Selamat pagi, {name}", name=name)
    if NOON <= hour < AFTERNOON:
        return say("Selamat siang, {name}", name=name)
    if AFTERNOON <= hour < EVENING:
        return say("Selamat sore, {name}", name=name)
    return say("Selamat malam, {name}", name=name)
