"""Checking a certificate: open to everybody, and it tells only what the paper itself tells."""

from fastapi.responses import RedirectResponse, Response

from ideas.acts import Act
from ideas.deciding.recognition.queries import find_by_code
from ideas.deciding.recognition.rules import written_code
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()
UNKNOWN = 404


@pages.read("/verify", Act.CHECK_CERTIFICATE, public=True)
def get_verify(visit: Visit) -> Response:
    typed = visit.request.query_params.get("code", "")
    if code := written_code(typed):
        return RedirectResponse(path("get_check", code=code), 303)
    return show(visit, "verify/form.html", typed=typed[:80])


@pages.read("/verify/{code}", Act.CHECK_CERTIFICATE, public=True)
def get_check(visit: Visit, code: str) -> Response:
    line = find_by_code(visit.session, written_code(code))
    if line is None:
        visit.status = UNKNOWN
    return show(visit, "verify/show.html", line=line)
