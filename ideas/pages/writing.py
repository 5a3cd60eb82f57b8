"""What a text will look like, before it is saved."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.pages.proposals import get_edit
from ideas.permissions import require
from ideas.road.entries.drafts import find_draft
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit
from ideas.web.visiting import dressed

pages = Pages()


@pages.write("/proposals/{ref}/preview", Act.CHANGE_PROPOSAL, page=get_edit, keeps=True)
def post_preview(visit: Visit, ref: str) -> Response:
    """Nothing is kept: the page itself carries what was typed on to the form."""
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.CHANGE_PROPOSAL, draft.standing)
    return dressed(visit, show(visit, "proposals/preview.html", draft=draft))
