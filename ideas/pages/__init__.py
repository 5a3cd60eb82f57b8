"""One file per first word of the path. Order here is the order of the golden list."""

from ideas.pages import ballots, competitions, home, roads, signin

PAGES = (home.pages, competitions.pages, roads.pages, ballots.pages, signin.pages)
