"""Who may do what, and when. The one place that answers; everyone else asks."""

from ideas.acts import Act
from ideas.checks import CLOSED, signed_in
from ideas.failures import Missing, Refused, TooLate
from ideas.permits import (
    asking,
    competitions,
    conflicts,
    entries,
    finding,
    judging,
    kinship,
    outcomes,
    people,
    pitches,
    plenaries,
    privacy,
    rooms,
    scores,
    talking,
    visits,
    writing,
)
from ideas.refusing import Check, Has, unless
from ideas.say import Sentence
from ideas.standing import Relation, Role, Standing

__all__ = [
    "FRESH",
    "PERMISSIONS",
    "Relation",
    "Role",
    "Standing",
    "refusal",
    "require",
    "require_visible",
]

AREAS = (
    people, privacy, competitions, writing, talking, finding, kinship, entries, judging, rooms,
    scores, conflicts, asking, pitches, visits, plenaries, outcomes,
)  # fmt: skip
PERMISSIONS: dict[Act, tuple[Check, ...]] = {
    act: checks for area in AREAS for act, checks in area.PERMITS.items()
}

# What cannot be undone, or opens other doors: only shortly after one has proved who one is.
FRESH: frozenset[Act] = frozenset(
    {
        Act.SEAL_OUTCOME, Act.RELEASE_OUTCOME, Act.REOPEN_OUTCOME, Act.GRANT_ROLE,
        Act.APPROVE_ROLE, Act.REVOKE_ROLE, Act.UNLINK_IDENTITY, Act.DECIDE_ERASURE,
        Act.ERASE_PERSON, Act.TAKE_MY_DATA, Act.APPOINT_OFFICER, Act.DISMISS_OFFICER,
        Act.SET_FACTOR, Act.REMOVE_FACTOR, Act.CLEAR_FACTORS, Act.ADD_PASSKEY,
        Act.REMOVE_PASSKEY,
    }
)  # fmt: skip


def refusal(act: Act, standing: Standing) -> Sentence | None:
    """The first reason to refuse, or None when the act is allowed."""
    return next((why for check in PERMISSIONS[act] if (why := check(act, standing))), None)


def opened_by(act: Act) -> frozenset[Role]:
    """The roles without one of which this act is refused; none when it asks for no role."""
    asked = [check.roles for check in PERMISSIONS[act] if isinstance(check, Has)]
    return frozenset.intersection(*asked) if asked else frozenset()


def limits_of(act: Act) -> list[Sentence]:
    """What else an act asks, in the words in which it would be refused."""
    return [c.reason for c in PERMISSIONS[act] if isinstance(c, unless) and c is not signed_in]


def require(act: Act, standing: Standing) -> None:
    """The first statement of every action."""
    if why := refusal(act, standing):
        raise TooLate(why) if why == CLOSED else Refused(why)


def require_visible(act: Act, standing: Standing) -> None:
    """The same, for what must not even be known to exist."""
    if refusal(act, standing):
        raise Missing
