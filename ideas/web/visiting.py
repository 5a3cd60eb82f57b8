"""Who comes in: the visit made from a request, inside its transaction."""

from fastapi import Request
from fastapi.responses import Response
from sqlmodel import Session

from ideas.identity.signins.queries import find_visitor
from ideas.language import tell
from ideas.staff.roles.visitors import Visitor
from ideas.web import keys, saying
from ideas.web.forms import Typed
from ideas.web.headers import POLICY
from ideas.web.visit import COOKIE, Visit, chosen


def visit_of(request: Request, session: Session, path: str, typed: Typed | None = None) -> Visit:
    """The visit, and from here on the reader's language and time zone."""
    secret = request.cookies.get(COOKIE, "")
    visitor = _who(request, session, secret) if secret else None
    tell(chosen(request, "language", ("en",)) or "id", visitor.zone if visitor else "WIB")
    return Visit(
        request=request, session=session, person=visitor, secret=secret if visitor else "",
        typed=typed or Typed(), flash=saying.said_before(request), path=path,
    )  # fmt: skip


def _who(request: Request, session: Session, secret: str) -> Visitor | None:
    """Asked once a request: whoever came in is told of a failure without asking again."""
    state = request.state
    if not hasattr(state, "visitor"):
        state.visitor = find_visitor(session, keys.hashed(secret))
    visitor: Visitor | None = state.visitor
    return visitor


def dressed(visit: Visit, answer: Response) -> Response:
    """The page's own policy, and its message taken away once it was shown."""
    if "location" not in answer.headers:
        answer.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=visit.nonce))
        saying.forget(visit.request, answer)
    return answer
