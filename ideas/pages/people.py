"""A person's page: what they received, and, for themselves, their certificates and ideas."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.outside.files import fetch
from ideas.recognition.queries import own_certificate, profile_of
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()


@pages.read("/people/{ref}", Act.SEE_PERSON, public=True)
def get_person(visit: Visit, ref: str) -> Response:
    return show(visit, "people/show.html", profile=profile_of(visit.session, visit.person, ref))


@pages.read("/people/{ref}/certificates/{code}.pdf", Act.TAKE_CERTIFICATE)
def get_certificate(visit: Visit, ref: str, code: str) -> Response:
    line = own_certificate(visit.session, visit.me, ref, code)
    return Response(
        fetch(line.certificate or ""),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="piagam-{line.code}.pdf"'},
    )
