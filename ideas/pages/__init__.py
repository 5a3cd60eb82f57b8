"""One file per first word of the path. Order here is the order of the golden list."""

from ideas.pages import home, signin

PAGES = (home.pages, signin.pages)
