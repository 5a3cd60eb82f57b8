"""What the shortlisted complete: checked once more, and sent for the panel."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.permissions import require
from ideas.road.entries.completing import complete_entry
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.web.forms import PlainForm
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.anonymity.queries import telling_files

pages = Pages()


@pages.read("/proposals/{ref}/completion", Act.COMPLETE_ENTRY)
def get_completion(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.COMPLETE_ENTRY, draft.standing)
    telling = telling_files(visit.session, draft)
    return show(visit, "proposals/completion.html", draft=draft, telling=telling)


@pages.write("/proposals/{ref}/completion", Act.COMPLETE_ENTRY, page=get_completion)
def post_completion(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    entry = complete_entry(visit.session, visit.me, draft)
    return Done(
        to=path("get_entry", ref=entry.ref),
        said=say("Kelengkapan terkirim. Panel membacanya mulai {when}.", when=draft.until),
    )
