"""Reading the register of breaches."""

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import require_visible
from ideas.protection.breaches.models import Breach
from ideas.staff.roles.visitors import Visitor

MOST = 100


def breaches_in(session: Session) -> list[Breach]:
    """Those whose notice is still owed first, by their clock; then the newest."""
    told = col(Breach.notified_at).is_not(None)
    rows = select(Breach).order_by(told, col(Breach.found_at).desc(), col(Breach.ref)).limit(MOST)
    return list(session.scalars(rows))


def find_breach(session: Session, visitor: Visitor, ref: str) -> Breach:
    require_visible(Act.SEE_PRIVACY, visitor.standing)
    breach = session.scalars(select(Breach).where(col(Breach.ref) == ref)).first()
    if breach is None:
        raise Missing
    return breach
