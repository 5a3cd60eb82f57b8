"""Reading links to accounts elsewhere, and who was not let in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.history.models import Event
from ideas.identity.identities.models import Identity
from ideas.identity.identities.rules import REFUSALS_SHOWN, provider_id
from ideas.identity.signins.models import SignIn
from ideas.outside.doubts import FOR_PEOPLE, Doubt
from ideas.settings import Provider, settings
from ideas.staff.people.finding import LONGEST_NAME
from ideas.staff.people.models import Person

MOST_LINKS = 50
MOST_SHOWN = 100
REASON = col(Event.facts)["reason"].as_string()
Links = Select[str, datetime, datetime | None, str, str]


@dataclass(frozen=True)
class Link:
    """A person's account elsewhere; never the subject, which is the provider's own."""

    issuer: str
    provider: str
    linked_at: datetime
    seen_at: datetime | None
    person: str
    name: str


@dataclass(frozen=True)
class Turned:
    """Somebody who came from a provider and was not let in. `person`: whom it was about."""

    at: datetime
    provider: str
    doubt: Doubt
    person: str
    name: str


@dataclass(frozen=True)
class Disturbance:
    """One kind of thing that kept people outside, how often, and when last."""

    at: datetime
    count: int
    provider: str
    doubt: Doubt


def provider_named(key: str) -> Provider:
    found = next((p for p in settings().identity_providers if p.key == key), None)
    if found is None:
        raise Missing
    return found


def provider_of(session: Session, token_hash: str) -> Provider | None:
    """By which provider this browser is signed in, if by one that is still ours."""
    issuer = session.scalar(select(col(SignIn.issuer)).where(col(SignIn.token_hash) == token_hash))
    return next((p for p in settings().identity_providers if p.issuer == issuer), None)


def links_of(session: Session, person_id: UUID) -> list[Link]:
    """The accounts elsewhere by which a person may come in."""
    return _links(session, _linked().where(col(Identity.person_id) == person_id))


def find_links(session: Session, words: str) -> list[Link]:
    """Links of people whose name holds these words; without words, the newest."""
    rows = _linked().limit(MOST_LINKS)
    wanted = words.strip()[:LONGEST_NAME]
    if wanted:
        rows = rows.where(col(Person.name).icontains(wanted, autoescape=True))
    return _links(session, rows)


def turned_away(session: Session) -> list[Turned]:
    """Whom somebody here can help: people whom we could not place, the latest first."""
    names = _provider_names()
    rows = session.execute(
        select(col(Event.at), col(Event.subject_id), col(Event.facts))
        .where(*_refused(names), REASON.in_(FOR_PEOPLE))
        .order_by(col(Event.at).desc(), col(Event.id))
        .limit(MOST_SHOWN)
    ).all()
    people = _names(session, {facts.get("person", "") for _, _, facts in rows})
    return [
        Turned(at, names[of], Doubt(facts["reason"]), ref, people.get(ref, ""))
        for at, of, facts in rows
        for ref in [facts.get("person", "")]
    ]


def disturbances(session: Session) -> list[Disturbance]:
    """What else went wrong on the way, kind by kind, the latest first."""
    names, latest = _provider_names(), func.max(col(Event.at))
    rows = session.execute(
        select(latest, func.count(), col(Event.subject_id), REASON)
        .where(*_refused(names), REASON.not_in(FOR_PEOPLE))
        .group_by(col(Event.subject_id), REASON)
        .order_by(latest.desc())
    )
    return [Disturbance(at, count, names[of], Doubt(reason)) for at, count, of, reason in rows]


def _refused(names: Mapping[UUID, str]) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Event.subject_id).in_(names),
        col(Event.at) > given.now() - REFUSALS_SHOWN,
        col(Event.act) == Act.REFUSE_IDENTITY,
    )


def _provider_names() -> dict[UUID, str]:
    return {provider_id(p.issuer): p.name for p in settings().identity_providers}


def _linked() -> Links:
    return (
        select(
            col(Identity.issuer), col(Identity.linked_at), col(Identity.seen_at),
            col(Person.ref), col(Person.name),
        )
        .join(Person, col(Person.id) == Identity.person_id)
        .order_by(col(Identity.linked_at).desc(), col(Identity.subject))
    )  # fmt: skip


def _links(session: Session, rows: Links) -> list[Link]:
    names = {p.issuer: p.name for p in settings().identity_providers}
    return [
        Link(issuer, names.get(issuer) or urlsplit(issuer).netloc, *rest)
        for issuer, *rest in map(tuple, session.execute(rows).all())
    ]


def _names(session: Session, refs: Iterable[str]) -> dict[str, str]:
    rows = session.execute(
        select(col(Person.ref), col(Person.name)).where(col(Person.ref).in_(list(refs)))
    )
    return {row.ref: row.name for row in rows}
