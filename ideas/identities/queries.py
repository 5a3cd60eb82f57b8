"""Reading links to accounts elsewhere, and who was not let in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.history.models import Event
from ideas.identities.models import Identity
from ideas.identities.rules import REFUSALS_SHOWN, provider_id
from ideas.outside.doubts import Doubt
from ideas.people.finding import LONGEST_NAME
from ideas.people.models import Person
from ideas.settings import Provider, settings
from ideas.signins.models import SignIn

MOST_LINKS = 50
MOST_REFUSALS_SHOWN = 100
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


def find_provider(key: str) -> Provider | None:
    return next((p for p in settings().identity_providers if p.key == key), None)


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
    """Who was not let in these thirty days, the latest first."""
    names = {provider_id(p.issuer): p.name for p in settings().identity_providers}
    events = session.execute(
        select(col(Event.at), col(Event.subject_id), col(Event.facts))
        .where(
            col(Event.subject_id).in_(names),
            col(Event.at) > given.now() - REFUSALS_SHOWN,
            col(Event.act) == Act.REFUSE_IDENTITY,
        )
        .order_by(col(Event.at).desc(), col(Event.id))
        .limit(MOST_REFUSALS_SHOWN)
    ).all()
    people = _names(session, {facts.get("person", "") for _, _, facts in events})
    return [
        Turned(at, names[of], Doubt(facts["reason"]), ref, people.get(ref, ""))
        for at, of, facts in events
        for ref in [facts.get("person", "")]
    ]


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
