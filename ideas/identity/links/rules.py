"""Links by letter without a database."""

from datetime import timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """What a link opens."""

    INVITATION = "invitation"
    RESET = "reset"


LASTS = {Purpose.INVITATION: timedelta(hours=72), Purpose.RESET: timedelta(minutes=30)}
# A letter asked for again so soon is not written: the one on its way stays good.
QUIET = timedelta(minutes=10)
