"""The front door: the public face, or one's own desk."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()


@pages.read("/", Act.SEE_DESK, public=True)
def get_home(visit: Visit) -> Response:
    return show(visit, "home/desk.html")
