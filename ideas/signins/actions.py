"""Beginning and ending to be signed in."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, delete

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.permissions import Standing, require
from ideas.roles.visitors import Visitor
from ideas.signins.models import SignIn
from ideas.signins.rules import SESSION, Method


@dataclass(frozen=True)
class Proof:
    """How somebody proved who they are, and in which browser. `strong`: by two factors."""

    method: Method
    strong: bool
    browser: str = ""
    issuer: str | None = None
    sid: str | None = None


def begin_session(session: Session, person_id: UUID, proof: Proof, *, token_hash: str) -> None:
    """Open a session for a person who has proved who they are."""
    require(Act.SIGN_IN, Standing())
    now = given.now()
    session.execute(delete(SignIn).where(col(SignIn.ends_at) < now))
    session.add(
        SignIn(
            token_hash=token_hash, person_id=person_id, method=proof.method, strong=proof.strong,
            browser=proof.browser, issuer=proof.issuer, sid=proof.sid,
            began_at=now, proved_at=now, ends_at=now + SESSION,
        )
    )  # fmt: skip
    record(session, Act.SIGN_IN, person_id, person_id, method=proof.method)


def sign_out(session: Session, visitor: Visitor, token_hash: str) -> None:
    require(Act.SIGN_OUT, visitor.standing)
    session.execute(delete(SignIn).where(col(SignIn.token_hash) == token_hash))
    record(session, Act.SIGN_OUT, visitor.id, visitor.id)
