"""A place in a long list, as the link to its next page tells it."""

from datetime import datetime
from uuid import UUID


def place_in(text: str) -> tuple[datetime, UUID] | None:
    """The moment and the key of the last line; anything else begins at the beginning."""
    moment, _, key = text.partition(",")
    try:
        place = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None
    return place if place[0].tzinfo else None
