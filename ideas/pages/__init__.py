"""One file per first word of the path. Order here is the order of the golden list."""

from ideas.pages import (
    ballots,
    competitions,
    endorsements,
    entries,
    home,
    proposals,
    roads,
    screening,
    signin,
    teamwork,
)

PAGES = (
    home.pages,
    competitions.pages,
    roads.pages,
    ballots.pages,
    signin.pages,
    proposals.pages,
    teamwork.pages,
    entries.pages,
    endorsements.pages,
    screening.pages,
)
