"""Letters out of the house: SMTP with TLS, or a folder for the demo."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as RULES
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from ideas.settings import settings

PATIENCE = 20  # seconds
PORTS = {"smtp": 587, "smtps": 465, "smtp-plain": 25}
PERMANENT = 500


class Unwanted(Exception):
    """The other side refused for good: no use in trying again."""


def deliver(letter: EmailMessage) -> None:
    """Hand a letter over. Raises `Unwanted` for good, anything else for the time being."""
    to = urlsplit(settings().mail.get_secret_value())
    if to.scheme == "file":
        return _lay_down(Path(to.path), letter)
    try:
        with _connected(to) as server:
            server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise (_unwanted(codes[0]) if min(codes) >= PERMANENT else refused) from refused
    except smtplib.SMTPAuthenticationError:
        raise  # a setting of ours that will be mended; the letter is not to blame
    except smtplib.SMTPResponseException as refused:
        raise (
            _unwanted(refused.smtp_code) if refused.smtp_code >= PERMANENT else refused
        ) from None
    return None


def _unwanted(code: int) -> Unwanted:
    """The code alone: what a server says may repeat an address."""
    return Unwanted(f"refused for good with {code}")


def _connected(to: SplitResult) -> smtplib.SMTP:
    """smtps: TLS from the start. smtp: STARTTLS or nothing. smtp-plain: for a relay beside us."""
    if to.scheme not in PORTS:
        raise ValueError("IDEAS_MAIL begins with smtp://, smtps://, smtp-plain:// or file://")
    host, port = to.hostname or "localhost", to.port or PORTS[to.scheme]
    server: smtplib.SMTP
    if to.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=_vouched())
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        if to.scheme == "smtp":
            server.starttls(context=_vouched())
        if to.username:
            server.login(unquote(to.username), unquote(to.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _vouched() -> ssl.SSLContext:
    """Only a server whose certificate somebody known vouches for."""
    return ssl.create_default_context()


def _lay_down(folder: Path, letter: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = letter["Message-ID"].strip("<>").partition("@")[0]
    (folder / f"{name}.eml").write_bytes(letter.as_bytes(policy=RULES))
