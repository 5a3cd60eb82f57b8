"""Teams without a database: which share goes with which part, and what a reason must say."""

from dataclasses import dataclass

from ideas.failures import Invalid
from ideas.say import Sentence, say
from ideas.writing.proposals.rules import WHOLE, Handover, Part

LONGEST_MESSAGE = 200
LONGEST_REASON = 300
REASON_WORDS = 2


@dataclass(frozen=True)
class Wanted:
    """The part and the share that somebody is to have."""

    part: Part
    share: int


@dataclass(frozen=True)
class Invitation:
    """Whom a lead asks to join: as what, with which share, in whose place, and why."""

    ref: str
    share: int
    part: Part = Part.MEMBER
    message: str = ""
    replaces: str = ""
    reason: str = ""


def share_wrong(wanted: Wanted, left: int) -> Sentence | None:
    """Why a part cannot go with a share, out of what the lead still has."""
    if wanted.part is Part.LEAD:
        return say("Peran ketua diserahkan, bukan dibagi.")
    if wanted.part is Part.MENTOR:
        return say("Mentor tidak mendapat bagian. Isi 0.") if wanted.share else None
    lowest = 0 if wanted.part is Part.CONTRIBUTOR else 1
    if lowest <= wanted.share <= left:
        return None
    return say(
        "Isi antara {lowest} dan {left}. Sebanyak itu bagian Anda sekarang.",
        lowest=lowest,
        left=left,
    )


def check_reason(reason: str) -> None:
    if len(reason.split()) < REASON_WORDS:
        raise Invalid({"reason": say("Tulis alasannya, paling sedikit {n} kata.", n=REASON_WORDS)})


def check_whole(shares: list[int]) -> None:
    total = sum(shares)
    if total != WHOLE or not all(0 <= share <= WHOLE for share in shares):
        raise Invalid({"shares": say("Bagian tim berjumlah {total}, seharusnya 100.", total=total)})


def passed_on(mine: int, theirs: int, then: Handover) -> tuple[int, int]:
    """The shares of the old and the new lead: who leaves with the lead leaves the share too."""
    return (0, mine + theirs) if then is Handover.LEAVE else (mine, theirs)
