"""Keeping the register of breaches."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.permissions import require
from ideas.protection.breaches.models import Breach
from ideas.protection.privacy.rules import ANSWER_WITHIN
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


@dataclass(frozen=True)
class BreachFacts:
    """What article 46 wants told: which data, when and how, and what is done about it."""

    what: str
    happened: str
    data: str
    people: int
    handling: str
    found_at: datetime
    notified_at: datetime | None = None


def keep_breach(session: Session, visitor: Visitor, facts: BreachFacts) -> Breach:
    """Write a breach down; from when it was found, 72 hours run."""
    require(Act.KEEP_BREACHES, visitor.standing)
    _check(facts)
    breach = Breach(
        **vars(facts), due_at=facts.found_at + ANSWER_WITHIN, kept_by=visitor.id,
    )  # fmt: skip
    session.add(breach)
    record(session, Act.KEEP_BREACHES, visitor.id, breach.id, kind="found")
    return breach


def change_breach(session: Session, visitor: Visitor, breach: Breach, facts: BreachFacts) -> None:
    """Add what became known and what was done; the clock stays where the finding put it."""
    require(Act.KEEP_BREACHES, visitor.standing)
    _check(facts)
    breach.sqlmodel_update(vars(facts))
    breach.due_at = facts.found_at + ANSWER_WITHIN
    session.add(breach)
    kind = "notified" if facts.notified_at else "changed"
    record(session, Act.KEEP_BREACHES, visitor.id, breach.id, kind=kind)


def _check(facts: BreachFacts) -> None:
    now = given.now()
    if facts.found_at > now:
        raise Invalid({"found_at": say("Waktu diketahui tidak boleh di masa depan.")})
    if facts.notified_at and not facts.found_at <= facts.notified_at <= now:
        raise Invalid({"notified_at": say("Pilih waktu sesudah diketahui, sampai sekarang.")})
