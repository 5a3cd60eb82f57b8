"""Mending the form of a competition that runs: a new version of its rules, with the reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col, update

from ideas.acts import Act
from ideas.failures import Conflicting, Invalid, TooLate
from ideas.history.actions import record
from ideas.history.models import Event
from ideas.later import Task, later
from ideas.permissions import require
from ideas.road.competitions.actions import amend_road
from ideas.road.competitions.deadlines import changed, not_begun
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import Scoped, rules_of, standing_in
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState
from ideas.writing.forms.amending import harms
from ideas.writing.forms.checking import defects_of_form
from ideas.writing.forms.rules import Section


@dataclass(frozen=True)
class Amendment:
    """The sections as they shall be, and why. `seen`: the version that was looked at."""

    panel: Step | None
    sections: tuple[Section, ...]
    reason: str
    seen: int


@dataclass(frozen=True)
class Amended:
    """That the form was mended: when, to which version, why."""

    at: datetime
    version: int
    reason: str


def change_form(session: Session, planner: Visitor, scoped: Scoped, asked: Amendment) -> None:
    """Keep a new version of the rules, and let the teams know."""
    require(Act.CHANGE_FORM, standing_in(planner, scoped, asked.panel))
    _hold(session, scoped.row, asked)
    rules = rules_of(session, scoped.row)
    if errors := harms(rules.sections, asked.sections):
        raise Invalid(errors)
    if wrong := defects_of_form(asked.sections, [c.key for c in rules.categories]):
        raise Invalid(wrong[0])
    if asked.sections == rules.sections:
        raise Invalid(say("Belum ada yang berubah."))
    mended = rules.model_copy(update={"sections": asked.sections})
    version = amend_road(session, scoped.row, mended)
    later(session, Task.TELL_FORM, competition=scoped.row.ref)
    record(
        session, Act.CHANGE_FORM, planner.id, scoped.row.id, competition=scoped.row.ref,
        version=version, reason=asked.reason,
    )  # fmt: skip


def amendments_of(session: Session, competition_id: UUID) -> list[Amended]:
    """What the rules page tells of them, oldest first: one statement."""
    rows = session.execute(
        select(col(Event.at), col(Event.facts))
        .where(col(Event.subject_id) == competition_id, col(Event.act) == Act.CHANGE_FORM)
        .order_by(col(Event.at), col(Event.id))
    )
    return [Amended(at, facts["version"], facts["reason"]) for at, facts in rows]


def _hold(session: Session, competition: Competition, asked: Amendment) -> None:
    """Keep the row from changing until we are done; nobody mends what another mended meanwhile."""
    begun = [not_begun(asked.panel.id)] if asked.panel else []
    seen = col(Competition.rules_version) == asked.seen
    runs = col(Competition.state) == CompetitionState.OPEN
    here = update(Competition).where(col(Competition.id) == competition.id, seen, runs, *begun)
    if changed(session, here.values(rules_version=Competition.rules_version)):
        return
    session.refresh(competition)
    if competition.rules_version != asked.seen:
        raise Conflicting(say("Formulir ini baru saja diubah. Muat ulang, lalu ubah lagi."))
    raise TooLate
