"""A team that was sent stays as it is, until all whom a change touches agree to it."""

from collections.abc import Iterable
from enum import StrEnum

from ideas.writing.proposals.rules import Consent


class AmendmentState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


def all_agree(consents: Iterable[Consent]) -> bool:
    return all(consent is Consent.AGREED for consent in consents)
