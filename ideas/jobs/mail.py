"""Posting a letter: the token is made, the words are told in the reader's language, it is sent."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as RULES
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.database import transaction
from ideas.identity.links.actions import find_and_write, make_token
from ideas.language import tell, told
from ideas.outside.mail import Unwanted, deliver
from ideas.say import Sentence, say
from ideas.settings import settings
from ideas.talking.letters.queries import Addressee, addressee_of
from ideas.talking.letters.rules import WORDINGS, Letter, Wording
from ideas.talking.notices.digesting import gather_urgent
from ideas.talking.notices.queries import NoticeLine, told_in
from ideas.talking.notices.stopping import stop_path
from ideas.web import keys
from ideas.web.render import environment

News = tuple[list[NoticeLine], int]
NO_NEWS: News = ([], 0)


class Returned(Exception):
    """This letter will never arrive, and why."""


@dataclass(frozen=True)
class Told:
    """A letter in the words of its reader."""

    language: str
    subject: str
    lines: list[str]
    button: str
    href: str
    site: str
    items: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0
    choose: str = ""
    stop: str = ""


def find_account(session: Session, about: dict[str, str]) -> None:
    find_and_write(session, about["named"])


def post_letter(job: UUID, about: dict[str, str]) -> None:
    """Prepared in one transaction, sent outside of any."""
    wording = WORDINGS[Letter(about["letter"])]
    with transaction() as session:
        to = addressee_of(session, UUID(about["person"]))
        if to is None or "@" not in to.email:
            raise Returned("nobody to write to")
        token = _token_for(session, about) if wording.links else ""
        news = _news_for(session, job, about) if wording.bundles else NO_NEWS
    if wording.bundles and not news[0]:
        return  # all of it was read or told meanwhile
    try:
        letter = worded(wording, to, token, about)
        deliver(written(job, to, _with_news(letter, wording, to, news)))
    except Unwanted as unwanted:
        raise Returned(str(unwanted)) from unwanted
    finally:
        tell("id", "WIB")


def _token_for(session: Session, about: dict[str, str]) -> str:
    token = given.new_secret()
    if not make_token(session, UUID(about["link"]), keys.hashed(token)):
        raise Returned("the link is not wanted any more")
    return token


def worded(wording: Wording, to: Addressee, token: str, about: Mapping[str, str]) -> Told:
    """`about`: what else the letter tells, already in the reader's language."""
    tell(to.language, "WIB")
    facts = {**about, "name": to.name, "site": settings().site}
    home = settings().address.rstrip("/")
    href = f"{home}/signin/link/{token}" if token else home + wording.to.format_map(facts)
    return Told(
        to.language if to.language == "en" else "id",
        _line(told(Sentence(wording.subject.text, facts))),
        [told(Sentence(line.text, facts)) for line in wording.lines],
        told(wording.button) if wording.button else "", href, settings().site,
    )  # fmt: skip


def _news_for(session: Session, job: UUID, about: dict[str, str]) -> News:
    """What this letter tells: the same however often it is tried."""
    bundle = UUID(about["bundle"]) if "bundle" in about else job
    if bundle == job:
        gather_urgent(session, UUID(about["person"]), job)
    return told_in(session, bundle)


def _with_news(letter: Told, wording: Wording, to: Addressee, news: News) -> Told:
    """Called while the reader's language is told."""
    if not news[0]:
        return letter
    home = settings().address.rstrip("/")
    items = [(_told_times(line), f"{home}{line.path}") for line in news[0]]
    stop = f"{home}{stop_path(to.ref)}" if wording.stops else ""
    choose = f"{home}/notices/settings"
    return replace(letter, items=items, more=news[1], stop=stop, choose=choose)


def _told_times(line: NoticeLine) -> str:
    words = _line(told(line.sentence))
    return words if line.times == 1 else f"{words} {told(say('({n} kali)', n=line.times))}"


def written(job: UUID, to: Addressee, letter: Told) -> EmailMessage:
    """The message as it goes out; one job has one Message-ID, however often it is sent."""
    mail = EmailMessage(policy=RULES)
    mail["Subject"], mail["Date"] = letter.subject, format_datetime(given.now())
    mail["From"] = _address(*_sender())
    mail["To"] = _address(_line(to.name), to.email)
    mail["Message-ID"] = f"<{job}@{urlsplit(settings().address).hostname}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if settings().mail_reply:
        mail["Reply-To"] = settings().mail_reply
    if letter.stop:
        mail["List-Unsubscribe"] = f"<{letter.stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    facts = {"letter": letter}
    mail.set_content(html.unescape(environment.get_template("mail/letter.txt").render(facts)))
    mail.add_alternative(environment.get_template("mail/letter.html").render(facts), subtype="html")
    mail["Content-Language"] = letter.language  # not before: new content takes such headers away
    return mail


def _sender() -> tuple[str, str]:
    name, address = parseaddr(settings().mail_from)
    host = urlsplit(settings().address).hostname or "localhost"
    return name or settings().site, address or f"wadah@{host}"


def _address(name: str, email: str) -> Address:
    """Checked by the library: what is no address raises here and never reaches a header."""
    try:
        return Address(_line(name), addr_spec=email)
    except (ValueError, IndexError) as wrong:
        raise Returned("not an address") from wrong


def _line(text: str) -> str:
    """One line, whatever it holds: a header ends where the line ends."""
    return " ".join(text.split())
