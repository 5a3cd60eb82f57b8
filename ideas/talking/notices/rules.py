"""Notices without a database: what there is to hear, in which words, and how soon."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Protocol, TypeVar

from ideas.talking.notices.wordings import News as News  # noqa: PLC0414 -- also known from here

MOST_LINES = 12
LETTERS_AT = 6  # o'clock, where the first of the country wakes up last
WIB = timezone(timedelta(hours=7))
A_WHILE = timedelta(minutes=15)


class Way(StrEnum):
    """How somebody hears: by letter at once, in the daily letter, in Wadah only, or not at all."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    WEB = "web"
    OFF = "off"


class Topic(StrEnum):
    """What people choose by: news of one kind."""

    WORK = "work"
    QUESTION = "question"
    IDEA = "idea"
    TALK = "talk"
    FOLLOWED = "followed"


TOPICS: dict[News, Topic] = {
    News.INVITED: Topic.WORK,
    News.SHARE_ASKED: Topic.WORK,
    News.LEAD_OFFERED: Topic.WORK,
    News.LEADLESS: Topic.WORK,
    News.AMENDMENT_ASKED: Topic.WORK,
    News.NAME_ASKED: Topic.WORK,
    News.FILE_REFUSED: Topic.WORK,
    News.RETURNED: Topic.WORK,
    News.PITCH_PLANNED: Topic.WORK,
    News.PITCH_HEARD: Topic.WORK,
    News.PITCH_MOVED: Topic.WORK,
    News.PITCH_PLACE: Topic.WORK,
    News.PITCH_UNCONFIRMED: Topic.WORK,
    News.PITCH_ABSENT: Topic.WORK,
    News.SWAP_ASKED: Topic.WORK,
    News.VISIT_PLANNED: Topic.WORK,
    News.VISIT_GOING: Topic.WORK,
    News.HIDDEN: Topic.WORK,
    News.SHEET_REOPENED: Topic.WORK,
    News.SHEET_KEPT: Topic.WORK,
    News.CATEGORY_LEFT: Topic.WORK,
    News.TEAM_ASKED: Topic.WORK,
    News.TEAM_ANSWERED: Topic.WORK,
    News.ASKED: Topic.QUESTION,
    News.OPENED: Topic.FOLLOWED,
    News.MOVED: Topic.FOLLOWED,
    News.COMMENTED: Topic.TALK,
    News.REPLIED: Topic.TALK,
    News.MENTIONED: Topic.TALK,
    News.SUGGESTED: Topic.TALK,
}
# Their letters go out by themselves, so no other letter tells them.
BY_LETTER = frozenset({News.IDEA_WRITTEN, News.DRAFT_DUE})
# The first is what somebody hears by who never chose. Only what must not wait comes at once.
WAYS: dict[Topic, tuple[Way, ...]] = {
    Topic.WORK: (Way.AT_ONCE, Way.DIGEST, Way.WEB),
    Topic.QUESTION: (Way.AT_ONCE, Way.DIGEST, Way.WEB),
    Topic.IDEA: (Way.DIGEST, Way.WEB, Way.OFF),
    Topic.TALK: (Way.DIGEST, Way.WEB, Way.OFF),
    Topic.FOLLOWED: (Way.DIGEST, Way.WEB, Way.OFF),
}
# Several of these in a row make one letter.
WAITS: dict[Topic, timedelta] = {Topic.QUESTION: A_WHILE}


def topic_of(news: News) -> Topic:
    return TOPICS.get(news, Topic.IDEA)


def day_of(moment: datetime) -> date:
    """The day that a letter counts for: the same for the whole country."""
    return moment.astimezone(WIB).date()


def next_morning(moment: datetime) -> datetime:
    """The next time that daily letters are written, never now."""
    local = moment.astimezone(WIB)
    morning = local.replace(hour=LETTERS_AT, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)


class AnyNotice(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def made_at(self) -> datetime: ...


SomeNotice = TypeVar("SomeNotice", bound=AnyNotice)


def thing(path: str) -> str:
    """What a notice is about: /proposals/K7Q2-M4XF, whichever of its pages it leads to."""
    return "/".join(path.partition("#")[0].split("/")[:3])


def bundled(notices: Iterable[SomeNotice]) -> list[SomeNotice]:
    """One thing after the other, that of the newest news first; within one, the oldest first."""
    groups: dict[str, list[SomeNotice]] = {}
    for notice in sorted(notices, key=lambda one: one.made_at, reverse=True):
        groups.setdefault(thing(notice.path), []).insert(0, notice)
    return [notice for group in groups.values() for notice in group]
