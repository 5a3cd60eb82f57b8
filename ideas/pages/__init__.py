"""One file per first word of the path. Order here is the order of the golden list."""

from ideas.pages import (
    admin,
    ballots,
    competitions,
    endorsements,
    entries,
    home,
    identities,
    links,
    outcomes,
    panels,
    people,
    proposals,
    reviews,
    roads,
    screening,
    signin,
    teamwork,
    verify,
)

PAGES = (
    home.pages,
    competitions.pages,
    roads.pages,
    ballots.pages,
    panels.pages,
    reviews.pages,
    outcomes.pages,
    people.pages,
    verify.pages,
    admin.pages,
    signin.pages,
    proposals.pages,
    teamwork.pages,
    entries.pages,
    endorsements.pages,
    screening.pages,
    links.pages,
    identities.pages,  # last: its {provider} yields to every name that is ours
)
