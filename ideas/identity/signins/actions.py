"""Beginning and ending to be signed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, update

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Missing
from ideas.history.actions import record
from ideas.identity.signins.models import SignIn
from ideas.identity.signins.rules import SESSION, STEP, Method
from ideas.permissions import Standing, require
from ideas.staff.roles.visitors import Visitor


@dataclass(frozen=True)
class Proof:
    """How somebody proved who they are, and in which browser. `strong`: by two factors.

    `waits`: the second factor is owed, so that nobody is in yet. `proved_at`: earlier than now,
    when a provider says that it was long ago.
    """

    method: Method
    strong: bool
    browser: str = ""
    issuer: str | None = None
    sid: str | None = None
    place: str = ""
    waits: bool = False
    proved_at: datetime | None = None


def begin_session(session: Session, person_id: UUID, proof: Proof, *, token_hash: str) -> None:
    """Open a session for a person who has proved who they are."""
    require(Act.SIGN_IN, Standing())
    now = given.now()
    session.execute(delete(SignIn).where(col(SignIn.ends_at) < now))
    session.add(
        SignIn(
            token_hash=token_hash, person_id=person_id, method=proof.method, strong=proof.strong,
            browser=proof.browser, issuer=proof.issuer, sid=proof.sid,
            place=proof.place, waits=proof.waits,
            began_at=now, proved_at=min(now, proof.proved_at or now),
            ends_at=now + (STEP if proof.waits else SESSION),
        )
    )  # fmt: skip
    if not proof.waits:
        record(session, Act.SIGN_IN, person_id, person_id, method=proof.method)


def finish_step(session: Session, token_hash: str, person_id: UUID) -> None:
    """The waiting sign-in has done its duty: the one that follows has a cookie of its own."""
    require(Act.SIGN_IN, Standing())
    gone = session.execute(
        delete(SignIn).where(
            col(SignIn.token_hash) == token_hash,
            col(SignIn.person_id) == person_id,
            col(SignIn.waits),
            col(SignIn.ends_at) > given.database_now(),
        )
    )
    if not touched(gone):
        raise Missing


def prove_again(session: Session, visitor: Visitor, method: Method, *, strong: bool) -> None:
    """The person in this browser has just proved once more who they are."""
    require(Act.PROVE_AGAIN, visitor.standing)
    values = {"proved_at": given.now(), **({"strong": True} if strong else {})}
    session.execute(update(SignIn).where(col(SignIn.id) == visitor.sign_in).values(**values))
    record(session, Act.PROVE_AGAIN, visitor.id, visitor.id, method=method)


def sign_out(session: Session, visitor: Visitor, token_hash: str) -> None:
    require(Act.SIGN_OUT, visitor.standing)
    session.execute(delete(SignIn).where(col(SignIn.token_hash) == token_hash))
    record(session, Act.SIGN_OUT, visitor.id, visitor.id)


def end_sign_in(session: Session, visitor: Visitor, sign_in: UUID) -> None:
    """End one of one's own sign-ins, in whichever browser it is."""
    require(Act.END_SIGN_IN, visitor.standing)
    ended = session.execute(
        delete(SignIn).where(col(SignIn.id) == sign_in, col(SignIn.person_id) == visitor.id)
    )
    if not touched(ended):
        raise Missing
    record(session, Act.END_SIGN_IN, visitor.id, visitor.id)


def end_others(session: Session, visitor: Visitor) -> None:
    """End all of one's sign-ins but this one."""
    require(Act.END_SIGN_IN, visitor.standing)
    forget_sign_ins(session, visitor.id, but=visitor.sign_in)
    record(session, Act.END_SIGN_IN, visitor.id, visitor.id, part="others")


def forget_sign_ins(session: Session, person_id: UUID, *, but: UUID | None = None) -> None:
    """Part of an action that changes how this person proves who they are."""
    theirs = delete(SignIn).where(col(SignIn.person_id) == person_id)
    session.execute(theirs.where(col(SignIn.id) != but) if but else theirs)
