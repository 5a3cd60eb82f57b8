"""What a person decides for themselves about being shown, without a database."""

from collections.abc import Mapping
from enum import StrEnum

VERSION = 1  # of the words with which we ask; other words are another version


class Shown(StrEnum):
    """A part of one's public page that one may show or hide."""

    WORKPLACE = "workplace"
    AWARDS = "awards"
    WORKS = "works"
    SKILLS = "skills"
    FOUND = "found"


# Awards are announced by decree, so they show until one objects; ideas and skills show only if one
# agrees. Colleagues find each other by name, as in the office's own list, until one objects.
AT_FIRST = {
    Shown.WORKPLACE: True, Shown.AWARDS: True, Shown.WORKS: False, Shown.SKILLS: False,
    Shown.FOUND: True,
}  # fmt: skip


def shown_parts(chosen: Mapping[Shown, bool]) -> frozenset[Shown]:
    return frozenset(part for part in Shown if chosen.get(part, AT_FIRST[part]))
