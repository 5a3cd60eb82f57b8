"""Accounts elsewhere, for the administrator: who is linked, who was turned away, undoing a link."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Missing
from ideas.identity.identities.ending import unlink_identity
from ideas.identity.identities.queries import disturbances, find_links, links_of, turned_away
from ideas.permissions import require_visible
from ideas.say import say
from ideas.settings import settings
from ideas.staff.people.finding import person_of
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class UnlinkingForm(Form):
    issuer: str = Field(min_length=1, max_length=300)
    reason: str = Field(min_length=1, max_length=300)


@pages.read("/admin/identities", Act.UNLINK_IDENTITY)
def get_identities(visit: Visit) -> Response:
    require_visible(Act.UNLINK_IDENTITY, visit.standing)
    words = visit.request.query_params.get("q", "")
    return show(
        visit, "identities/links.html", words=words, links=find_links(visit.session, words),
        turned=turned_away(visit.session), disturbances=disturbances(visit.session),
        providers=settings().identity_providers,
    )  # fmt: skip


@pages.read("/admin/identities/{ref}", Act.UNLINK_IDENTITY)
def get_identity(visit: Visit, ref: str) -> Response:
    require_visible(Act.UNLINK_IDENTITY, visit.standing)
    links = links_of(visit.session, person_of(visit.session, ref))
    if not links:
        raise Missing
    chosen = visit.kept("issuer", links[0].issuer)
    return show(visit, "identities/unlink.html", ref=ref, links=links, chosen=chosen)


@pages.write("/admin/identities/{ref}", Act.UNLINK_IDENTITY, page=get_identity)
def post_unlinking(visit: Visit, ref: str) -> Done:
    require_visible(Act.UNLINK_IDENTITY, visit.standing)
    form = visit.filled(UnlinkingForm)
    person_id = person_of(visit.session, ref)
    unlink_identity(visit.session, visit.me, person_id, form.issuer, form.reason)
    return Done(
        path("get_identities"), say("Hubungan akun dilepas. Semua sesinya di sini berakhir.")
    )
