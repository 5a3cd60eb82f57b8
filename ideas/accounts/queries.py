"""Reading accounts."""

from sqlmodel import Session, select

from ideas.accounts.models import Account


def find_account(session: Session, username: str) -> Account | None:
    return session.exec(select(Account).where(Account.username == username.lower())).first()
