"""One file per first word of the path. Order here is the order of the golden list."""

from ideas.pages import ballots, home, signin

PAGES = (home.pages, ballots.pages, signin.pages)
