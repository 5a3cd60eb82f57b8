"""A person's page: what they received, and, for themselves, their certificates and ideas."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.deciding.recognition.queries import Profile, own_certificate, profile_of
from ideas.deciding.recognition.revealing import hidden_awards
from ideas.outside.files import fetch
from ideas.protection.consents.rules import Shown
from ideas.staff.people.finding import person_of
from ideas.staff.skills.queries import skills_of
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Visit

pages = Pages()


@pages.read("/people/{ref}", Act.SEE_PERSON, public=True)
def get_person(visit: Visit, ref: str) -> Response:
    profile = profile_of(visit.session, visit.person, ref)
    return show(
        visit, "people/show.html", profile=profile, skills=_skills(visit, profile),
        hidden=hidden_awards(visit.session, visit.me.id) if profile.mine else (),
    )  # fmt: skip


def _skills(visit: Visit, profile: Profile) -> tuple[str, ...]:
    """For colleagues, while their person lets them be seen; never for the public."""
    if visit.person is None or Shown.SKILLS not in profile.shown:
        return ()
    return skills_of(visit.session, person_of(visit.session, profile.ref))


@pages.read("/people/{ref}/certificates/{code}.pdf", Act.TAKE_CERTIFICATE)
def get_certificate(visit: Visit, ref: str, code: str) -> Response:
    line = own_certificate(visit.session, visit.me, ref, code)
    return Response(
        fetch(line.certificate or ""),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="piagam-{line.code}.pdf"'},
    )
