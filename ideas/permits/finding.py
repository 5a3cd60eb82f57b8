"""Searching: everybody who is signed in, each finding what they may read."""

from ideas.acts import Act
from ideas.checks import signed_in
from ideas.refusing import Check

PERMITS: dict[Act, tuple[Check, ...]] = {
    Act.SEARCH: (signed_in,),
    Act.KEEP_SEARCH: (signed_in,),
    Act.DROP_SEARCH: (signed_in,),
}
